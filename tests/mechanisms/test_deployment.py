"""Soldiers abroad fight, fall, and come home when the fighting ends."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, change
from tumen.mechanisms.deployment import homecoming, losses

shares = st.floats(0, 1)
soldiers_ = st.floats(0, 100)


def test_losses_follow_the_fighting():
    np.testing.assert_allclose(losses(10, np.array([0, 0.5, 1]), rate=0.06), [0, 0.3, 0.6])


def test_more_come_home_in_peace():
    home = homecoming(10, np.array([0, 0.5, 1]), rotation=0.02, withdrawal=0.16)

    np.testing.assert_allclose(home, [1.6, 0.9, 0.2])


@given(soldiers_, shares, shares, shares)
def test_no_more_come_home_than_are_abroad(soldiers, war, rotation, withdrawal):
    home = homecoming(soldiers, war, rotation=rotation, withdrawal=withdrawal)

    assert 0 <= home <= soldiers * (1 + 1e-15)


def test_every_soldier_is_abroad_lost_or_back():
    model = a_model(
        {
            "mechanisms/deployment/loss_rate": 0.06,
            "mechanisms/deployment/rotation": 0.02,
            "mechanisms/deployment/withdrawal": 0.16,
        },
        state={"war_intensity": [0, 1, 1], "troops_abroad dprk->russia": [10, 10, 0]},
    )

    changes = change(model, "deployment", flows={"troops dprk->russia": [0, 3, 3]})

    assert {key: amounts.round(12).tolist() for key, amounts in changes.items()} == {
        "troops_abroad dprk->russia": [-1.6, 2.2, 3],
        "casualties dprk->russia": [0, 0.6, 0],
        "returned dprk->russia": [1.6, 0.2, 0],
    }


def test_nobody_is_abroad_at_first():
    world = a_model().world

    for count in ("troops_abroad", "casualties", "returned"):
        np.testing.assert_array_equal(world[count, "dprk", "russia"], [0, 0, 0])
