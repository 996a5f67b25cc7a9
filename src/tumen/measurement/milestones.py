"""Milestones: outcomes that no scenario schedules, dated by the month in which a flag first rises."""

from collections.abc import Collection, Mapping
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
    about: tuple[str, ...]  # the actors of whom it tells


_MILESTONES = (
    Milestone("deployment_acknowledged", "Pyongyang admits its troops", ("disclosed",), ("dprk", "russia")),
    Milestone(
        "tumen_navigation_agreed",
        "Tumen opens to Chinese ships",
        ("river_open",),
        ("dprk", "russia", "china"),
    ),
    Milestone("group_tours_resumed", "Group tours resume", ("tours_open",), ("dprk", "china")),
    Milestone(
        "passenger_traffic_resumed", "Passenger traffic resumes", ("passengers_open",), ("dprk", "china")
    ),
    Milestone("bridge_opened", "New Amnok bridge opens", ("bridge_open",), ("dprk", "china")),
    Milestone("talks_held", "Washington and Pyongyang talk", ("talks",), ("dprk", "bloc")),
    Milestone("nuclear_help_given", "Nuclear technology shared", ("nuclear_help",), ("dprk", "russia")),
)

MILESTONES: Final[Mapping[str, Milestone]] = {milestone.name: milestone for milestone in _MILESTONES}


def milestones_of(cast: Collection[str]) -> Mapping[str, Milestone]:
    """Return the milestones that tell of nobody outside a cast."""
    return {name: milestone for name, milestone in MILESTONES.items() if set(milestone.about) <= set(cast)}


def note_milestones(before: World, after: World) -> World:
    """Return the world after a month, in which every milestone reached for the first time has its date."""
    reached = {}
    for name, milestone in milestones_of(after.cast).items():
        rises = (after[milestone.key] > 0) & (before[milestone.key] <= 0)
        first_time = rises & (after.happened[name] == NEVER)
        reached[name] = np.where(first_time, np.int32(after.month), after.happened[name])
    return after.with_happened(reached)
