"""Disturbance: what moves a tie in a month and is not explained, which fades again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.names import pair_text, pairs
from tumen.base.randomness import Dice, Law
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def jolt(luck: Any, mood: Any, *, size: Any, common: Any) -> Any:
    r"""Unexplained monthly movement of a fading alignment, part of which is a mood towards everybody.

    .. math:: \varsigma (\sqrt{1 - r}\, \xi_{ab} + \sqrt{r}\, \xi_a)

    Parameters
    ----------
    luck, mood
        Standard normal numbers, of the pair :math:`\xi_{ab}` and of the actor :math:`\xi_a`. [1]
    size
        Standard deviation of the sum, :math:`\varsigma` >= 0. [latent/month]
    common
        Share of its variance that is the actor's mood, :math:`r` in 0..1. [share]

    Returns
    -------
    Normal with mean 0; the correlation between two ties of one actor is ``common``. [latent/month]
    """
    return size * (np.sqrt(1 - common) * luck + np.sqrt(common) * mood)


@final
@dataclass(frozen=True, kw_only=True)
class Disturbance(Mechanism):
    """Chance in every directed alignment."""

    key: ClassVar[str] = "disturbance"
    causes: ClassVar = {"chance": ("size", "common")}

    size: PerReplicate  # [latent/month]
    common: PerReplicate  # [share]

    @classmethod
    def streams(cls, cast: Sequence[str]) -> Mapping[str, Law]:
        """One stream of normal numbers for each actor, and one for each directed pair."""
        names = [*cast, *(pair_text(*pair) for pair in pairs(cast))]
        return {f"disturbance/{name}": "normal" for name in names}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield a jolt for every tie."""
        for a, b in world.pairs:
            luck, mood = dice.roll(f"disturbance/{pair_text(a, b)}"), dice.roll(f"disturbance/{a}")
            amount = jolt(luck, mood, size=self.size, common=self.common)
            yield Change(("transient", a, b), amount, "chance")
