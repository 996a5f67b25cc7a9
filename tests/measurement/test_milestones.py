"""Milestones are dated by the month in which a flag first rises."""

import numpy as np

from builders import CAST, FIRST, a_model
from tumen.measurement import MILESTONES, milestones_of, note_milestones
from tumen.world.state import NEVER


def flagged(before, flags, term="disclosed"):
    return before.next_month().with_values({(term,): np.array(flags, float)})


def test_a_milestone_is_dated_once():
    start = a_model().world

    first = note_milestones(start, flagged(start, [0, 0, 1]))
    later = note_milestones(first, flagged(first, [0, 1, 1]))
    again = note_milestones(later, flagged(later, [1, 0, 1]))

    dates = [world.happened["deployment_acknowledged"] for world in (first, later, again)]
    np.testing.assert_array_equal(dates[0], [NEVER, NEVER, FIRST])
    np.testing.assert_array_equal(dates[1], [NEVER, FIRST + 1, FIRST])
    np.testing.assert_array_equal(dates[2], [FIRST + 2, FIRST + 1, FIRST])
    assert dates[2].dtype == np.int32


def test_what_has_been_open_from_the_start_is_not_dated_until_it_reopens():
    start = a_model(state={"tours_open": 1}).world

    closed = note_milestones(start, flagged(start, [1, 0, 0], "tours_open"))
    reopened = note_milestones(closed, flagged(closed, [1, 1, 0], "tours_open"))

    np.testing.assert_array_equal(reopened.happened["group_tours_resumed"], [NEVER, FIRST + 1, NEVER])


def test_a_cast_has_only_milestones_that_tell_of_nobody_else():
    assert set(milestones_of(("dprk", "russia"))) == {"deployment_acknowledged", "nuclear_help_given"}
    assert milestones_of(("china", "ukraine")) == {}
    assert milestones_of(CAST) == MILESTONES
