"""Scheduled events: on a date that is known, or in a window from which each history draws its month."""

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicateMask
from tumen.base.randomness import Dice
from tumen.events.base import Event
from tumen.world.state import World


@final
@dataclass(frozen=True, kw_only=True)
class Scheduled(Event):
    """An event with a month for each history; NEVER where it stays away."""

    months: npt.NDArray[np.int32]  # shape (replicates,)
    window: range  # the months from which they were drawn

    def may_occur(self, month: int) -> bool:
        """Tell whether the month lies in the window."""
        return month in self.window

    def due(self, world: World, dice: Dice) -> PerReplicateMask:
        """Return where this is the month."""
        due: PerReplicateMask = self.months == world.month
        return due
