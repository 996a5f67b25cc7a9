"""Milestones are dated by the month in which a flag first rises."""

import numpy as np

from builders import FIRST, a_model
from tumen.measurement import note_milestones
from tumen.world.state import NEVER


def test_a_milestone_is_dated_once():
    before = a_model(state={"disclosed": [0, 0, 1]}).world.next_month()

    first = note_milestones(before)
    later = note_milestones(first.next_month().with_values({("disclosed",): np.array([0.0, 1.0, 1.0])}))

    np.testing.assert_array_equal(first.happened["deployment_acknowledged"], [NEVER, NEVER, FIRST])
    np.testing.assert_array_equal(later.happened["deployment_acknowledged"], [NEVER, FIRST + 1, FIRST])
    assert later.happened["deployment_acknowledged"].dtype == np.int32
