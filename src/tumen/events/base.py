"""What every event is: a time, guards, and effects; it occurs at most once in a history."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

import numpy as np

from tumen.base.arrays import PerReplicateMask
from tumen.base.randomness import Dice, Law
from tumen.events.effects import Effect
from tumen.events.guards import Guard
from tumen.world.state import ALIGNED, NEVER, Change, Changes, World


@dataclass(frozen=True, kw_only=True)
class Event(ABC):
    """Something that happens in a month, in some histories or in all."""

    name: str
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()

    @abstractmethod
    def may_occur(self, month: int) -> bool:
        """Tell whether there is any history in which the event could occur in this month."""

    @abstractmethod
    def due(self, world: World, dice: Dice) -> PerReplicateMask:
        """Return where the event's time has come, shape (replicates,)."""

    def streams(self) -> Mapping[str, Law]:
        """Return the streams that this event rolls, and their laws."""
        return {}

    def occurs(self, world: World, dice: Dice) -> PerReplicateMask:
        """Return where the event is due, has not happened, and every guard holds, shape (replicates,)."""
        first_time: PerReplicateMask = world.happened[self.name] == NEVER
        holds = [guard.holds(world) for guard in self.guards]
        return reduce(and_, holds, self.due(world, dice) & first_time)

    def apply(self, world: World, occurs: PerReplicateMask) -> World:
        """Return the world in which the event has occurred where it does."""
        for effect in self.effects:
            world = effect.apply(world, occurs)
        month = np.where(occurs, np.int32(world.month), world.happened[self.name])
        return world.with_happened({self.name: month})

    def pushes(self, before: World, after: World) -> Changes:
        """Yield what the event did to alignments, between the world before it and after it."""
        for effect in self.effects:
            if effect.key[0] in ALIGNED:
                yield Change(effect.key, after[effect.key] - before[effect.key])
