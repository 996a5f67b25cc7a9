"""Effects: what an event does to the world in the histories in which it occurs."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.world.state import Ramp, World
from tumen.world.vocabulary import SHARE, TERMS, Key

Ramps: TypeAlias = Mapping[Key, Ramp]


@dataclass(frozen=True, kw_only=True)
class Effect(ABC):
    """A change of one value of the state."""

    key: Key
    amount: PerReplicate

    @abstractmethod
    def apply(self, world: World, occurs: PerReplicateMask) -> World:
        """Return the world with the effect where the event occurs."""


@final
@dataclass(frozen=True, kw_only=True)
class Shift(Effect):
    """Adds an amount at once, but no stock falls below its least, and no share passes 1."""

    def apply(self, world: World, occurs: PerReplicateMask) -> World:
        """Return the world with the amount added where the event occurs."""
        term, before = TERMS[self.key[0]], world[self.key]
        after = np.maximum(before + self.amount, term.low)
        if term.unit == SHARE:
            after = np.minimum(after, term.high)
        return world.with_values({self.key: np.where(occurs, after, before)})


@final
@dataclass(frozen=True, kw_only=True)
class Set(Effect):
    """Brings a value to an amount, in equal steps over some months; 1 is at once."""

    over_months: int = 1

    def apply(self, world: World, occurs: PerReplicateMask) -> World:
        """Return the world on its way to the amount where the event occurs; an earlier way is given up."""
        step = (self.amount - world[self.key]) / self.over_months
        under_way = world.ramps.get(self.key, Ramp(0 * step, np.zeros(len(step), np.int32)))
        ramp = Ramp(
            step=np.where(occurs, step, under_way.step),
            months_left=np.where(occurs, self.over_months, under_way.months_left),
        )
        return world.with_ramps({self.key: ramp})
