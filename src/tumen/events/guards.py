"""Guards: what must hold at the start of a month for an event to occur in a history."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias, final

from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.names import Pair
from tumen.world.state import World
from tumen.world.vocabulary import Key

Side: TypeAlias = Literal["above", "below"]
Tie: TypeAlias = Callable[[World, Pair], PerReplicate]  # strength of a dyad


@dataclass(frozen=True, kw_only=True)
class Guard(ABC):
    """A threshold on something that can be read off the world."""

    side: Side
    threshold: float

    @abstractmethod
    def value(self, world: World) -> PerReplicate:
        """Return what is compared with the threshold, shape (replicates,)."""

    def holds(self, world: World) -> PerReplicateMask:
        """Return where the guard lets the event pass, shape (replicates,)."""
        value = self.value(world)
        return value > self.threshold if self.side == "above" else value < self.threshold


@final
@dataclass(frozen=True, kw_only=True)
class StateGuard(Guard):
    """A guard on a condition, a stock or a tie of the state."""

    key: Key

    def value(self, world: World) -> PerReplicate:
        """Return the state's value."""
        return world[self.key]


@final
@dataclass(frozen=True, kw_only=True)
class AlignmentGuard(Guard):
    """A guard on one actor's alignment towards another."""

    pair: Pair

    def value(self, world: World) -> PerReplicate:
        """Return the alignment."""
        return world.alignment(*self.pair)


@final
@dataclass(frozen=True, kw_only=True)
class TieGuard(Guard):
    """A guard on the strength of a dyad."""

    dyad: Pair
    strength: Tie

    def value(self, world: World) -> PerReplicate:
        """Return the strength."""
        return self.strength(world, self.dyad)
