"""The ledger: the parts that causes moved an alignment by add up to its movement."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CAST, FIRST, a_model
from tumen.base.names import pairs
from tumen.events import Scheduled
from tumen.events.effects import Shift
from tumen.measurement.ledger import exchange_rate

PUSH = Scheduled(
    name="visit",
    months=np.full(3, FIRST + 2, np.int32),
    window=range(FIRST + 2, FIRST + 3),
    effects=(Shift(key=("transient", "dprk", "russia"), amount=np.array([0, 0.5, -2])),),
)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_a_latent_movement_is_exchanged_into_the_movement_of_the_alignment(before, after):
    shown = np.tanh([before, after])
    slope = exchange_rate(*shown, after - before)

    assert slope * (after - before) == pytest.approx(shown[1] - shown[0], abs=1e-12)
    assert 0 <= slope <= 1


@pytest.mark.parametrize(("precision", "error"), [(np.float64, 1e-12), (np.float32, 2e-6)])
def test_the_parts_of_every_month_add_up_to_its_movement(precision, error):
    model = a_model(events=[PUSH], precision=precision, ledger=True)
    for _ in range(6):
        before = model.world
        model.step()
        for pair in pairs(CAST):
            parts = [amount for (moved, _), amount in model.ledger.items() if moved == pair]
            movement = model.world.alignment(*pair) - before.alignment(*pair)
            np.testing.assert_allclose(sum(parts), movement, rtol=0, atol=error)


def test_an_event_is_a_cause_in_its_month_only():
    model = a_model(events=[PUSH], ledger=True)
    pushed = []
    for _ in range(4):
        model.step()
        pushed.append(model.ledger.get((("dprk", "russia"), "event/visit"), np.zeros(3)))

    assert (np.array(pushed)[[0, 1, 3]] == 0).all()
    assert np.sign(pushed[2]).tolist() == [0, 1, -1]


def test_what_is_switched_off_moves_nothing():
    model = a_model(without=["disturbance"], ledger=True)
    model.step()

    assert not [cause for _, cause in model.ledger if cause.startswith("disturbance")]


def test_nothing_is_entered_unless_asked_for():
    model = a_model()
    model.step()

    assert model.ledger == {}
