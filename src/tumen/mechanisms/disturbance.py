"""Disturbance: what moves a tie in a month and is not explained, which fades again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.names import pair_text, pairs
from tumen.base.randomness import Dice, Law
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Changes, Moves, World
from tumen.world.vocabulary import Key


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

    size: PerReplicate  # [latent/month]

    @classmethod
    def streams(cls, cast: Sequence[str]) -> Mapping[str, Law]:
        """One stream of normal numbers for each directed pair."""
        return {f"disturbance/{pair_text(*pair)}": "normal" for pair in pairs(cast)}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Return a jolt for every tie."""
        changes: dict[Key, PerReplicate] = {}
        for pair in world.pairs:
            changes["transient", *pair] = jolt(dice.roll(f"disturbance/{pair_text(*pair)}"), size=self.size)
        return changes
