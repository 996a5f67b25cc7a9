"""Treaty commitment: a promise to defend holds regard up, and wears off where it served the moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.names import Pair, pairs
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def bond(commitment: Any, *, gain: Any) -> Any:
    """Monthly rise of the regard of an actor for whom it has promised to defend [1]_.

    Parameters
    ----------
    commitment
        How far it holds itself bound, in 0..1. [share]
    gain
        Rise at full commitment. [latent/month]

    Returns
    -------
    Change in 0..``gain``. [latent/month]

    References
    ----------
    .. [1] B. A. Leeds, "Alliance reliability in times of war," International Organization 57(4), 2003,
       801-827; J. D. Morrow, "Alliances: why write them down?" Annual Review of Political Science 3, 2000,
       63-83. The linear form is our assumption.
    """
    return gain * commitment


def erosion(commitment: Any, war: Any, thaw: Any, *, conditionality: Any, rate: Any) -> Any:
    r"""Monthly loss of a commitment once what it was made for is gone.

    .. math:: \Delta c = -\varepsilon q \max(1 - w, t) c

    Parameters
    ----------
    commitment
        How far the actor holds itself bound, :math:`c` in 0..1. [share]
    war, thaw
        Intensity of the war :math:`w`, and understanding with the adversary :math:`t`, in 0..1. [share]
    conditionality
        Part of the commitment that rests on the war, :math:`q` in 0..1. [share]
    rate
        Loss of a wholly conditional commitment in peace, :math:`\varepsilon` in 0..1. [1/month]

    Returns
    -------
    Change, never positive, never more than the commitment. [share/month]
    """
    return -rate * conditionality * np.maximum(1 - war, thaw) * commitment


@final
@dataclass(frozen=True, kw_only=True)
class Commitment(Mechanism):
    """Commitments of every actor that has promised to defend another; treaties are signed by events."""

    key: ClassVar[str] = "commitment"
    causes: ClassVar = {"bond": ("gain",)}

    gain: PerReplicate  # [latent/month]
    erosion_rate: PerReplicate  # [1/month]
    at_first: Mapping[Pair, PerReplicate]  # [share]
    conditionality: Mapping[Pair, PerReplicate]  # [share]

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism; a pair has a commitment, and conditions on it, if its parameters say so."""
        at_first = numbers.of_pairs("commitment", pairs(cast))
        conditionality = numbers.of_pairs("conditionality", pairs(cast))
        return cls(**numbers.group(f"mechanisms/{cls.key}"), at_first=at_first, conditionality=conditionality)

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Return the commitments in force at the start."""
        return {("commitment", *pair): value for pair, value in self.at_first.items()}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the bond of every commitment, and the erosion of those that are conditional."""
        war, thaw = world.condition("war_intensity"), world.condition("thaw")
        for pair in self.at_first:
            yield Change(("persistent", *pair), bond(world["commitment", *pair], gain=self.gain), "bond")
        for pair, conditionality in self.conditionality.items():
            key = ("commitment", *pair)
            lost = erosion(world[key], war, thaw, conditionality=conditionality, rate=self.erosion_rate)
            yield Change(key, lost)
