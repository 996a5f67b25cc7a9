"""Disturbance: what moves a tie in a month and is not explained, which fades again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.names import pair_text, pairs
from tumen.base.randomness import Dice, Law
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def jolt(luck: Any, *, size: Any) -> Any:
    """Unexplained monthly movement of a fading alignment.

    Parameters
    ----------
    luck
        Standard normal number. [1]
    size
        Its standard deviation, >= 0. [latent/month]

    Returns
    -------
    Normal with mean 0. [latent/month]
    """
    return size * luck


@final
@dataclass(frozen=True, kw_only=True)
class Disturbance(Mechanism):
    """Chance in every directed alignment."""

    key: ClassVar[str] = "disturbance"
    causes: ClassVar = {"chance": ("size",)}

    size: PerReplicate  # [latent/month]

    @classmethod
    def streams(cls, cast: Sequence[str]) -> Mapping[str, Law]:
        """One stream of normal numbers for each directed pair."""
        return {f"disturbance/{pair_text(*pair)}": "normal" for pair in pairs(cast)}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield a jolt for every tie."""
        for pair in world.pairs:
            luck = dice.roll(f"disturbance/{pair_text(*pair)}")
            yield Change(("transient", *pair), jolt(luck, size=self.size), "chance")
