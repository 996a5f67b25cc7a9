"""A guard lets an event pass history by history."""

import numpy as np
import pytest

from builders import a_model
from tumen.events.guards import AlignmentGuard, StateGuard, TieGuard


@pytest.mark.parametrize(
    ("side", "holds"), [("above", [False, False, True]), ("below", [True, False, False])]
)
def test_a_threshold_itself_is_neither_above_nor_below(side, holds):
    model = a_model(state={"war_intensity": [0.2, 0.5, 0.8]})

    guard = StateGuard(side=side, threshold=0.5, key=("war_intensity",))

    np.testing.assert_array_equal(guard.holds(model.world), holds)


def test_an_alignment_is_guarded_in_its_direction():
    model = a_model(alignment={"dprk->russia": [-0.5, 0, 0.5], "russia->dprk": 0.9})

    guard = AlignmentGuard(side="above", threshold=0.2, pair=("dprk", "russia"))

    np.testing.assert_array_equal(guard.holds(model.world), [False, False, True])


def test_a_tie_is_guarded_by_its_strength():
    model = a_model(alignment={"china->ukraine": [-0.8, 0, 0.8], "ukraine->china": [-0.8, 0, 0.8]})

    guard = TieGuard(
        side="below", threshold=0, dyad=("china", "ukraine"), strength=model.measurement.strength
    )

    np.testing.assert_array_equal(guard.holds(model.world), [True, False, False])
