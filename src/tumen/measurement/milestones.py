"""Milestones: outcomes that no scenario schedules, dated by the month in which a flag first rises."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from tumen.world.state import NEVER, World
from tumen.world.vocabulary import Key


@final
@dataclass(frozen=True)
class Milestone:
    """An outcome of decisions."""

    name: str
    title: str
    key: Key


_MILESTONES = (
    Milestone("deployment_acknowledged", "Pyongyang admits its troops", ("disclosed",)),
    Milestone("tumen_navigation_agreed", "Tumen opens to Chinese ships", ("river_open",)),
)

MILESTONES: Final[Mapping[str, Milestone]] = {milestone.name: milestone for milestone in _MILESTONES}


def note_milestones(world: World) -> World:
    """Return the world in which every milestone reached this month has its date."""
    reached = {}
    for name, milestone in MILESTONES.items():
        first_time = (world[milestone.key] > 0) & (world.happened[name] == NEVER)
        reached[name] = np.where(first_time, np.int32(world.month), world.happened[name])
    return world.with_happened(reached)
