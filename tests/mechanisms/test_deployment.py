"""Soldiers abroad fight, fall, and come home when the fighting ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change, dice, listed, moves, part
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.deployment import homecoming, impression, losses
from tumen.world.state import Moves

shares = st.floats(0, 1)
soldiers_ = st.floats(0, 100)


def test_losses_follow_the_fighting():
    np.testing.assert_allclose(losses(10, np.array([0, 0.5, 1]), rate=0.06), [0, 0.3, 0.6])


@given(seeds)
def test_no_more_are_lost_than_are_abroad(seed):
    assert_rises(losses, "soldiers war rate", seed)
    assert_between(losses, "0", "soldiers", seed)


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

    assert listed({key: amount for key, amount in changes.items() if "dprk->russia" in key}) == {
        "troops_abroad dprk->russia": [-1.6, 2.2, 3],
        "casualties dprk->russia": [0, 0.6, 0],
        "returned dprk->russia": [1.6, 0.2, 0],
    }


def test_an_impression_saturates():
    np.testing.assert_allclose(impression(np.array([0, 10, 30]), gain=-0.04, half=10), [0, -0.02, -0.03])


@given(seeds)
def test_an_impression_grows_with_the_soldiers_up_to_the_gain(seed):
    assert_rises(impression, "soldiers gain", seed)
    assert_falls(impression, "half", seed)
    assert_between(impression, "0", "gain", seed)


@pytest.fixture
def abroad():
    """Return a model with nobody abroad, then some, then many."""
    return a_model(
        {
            "mechanisms/deployment/soldiers_half": 10,
            "mechanisms/deployment/service": 0.02,
            "mechanisms/deployment/indignation": 0.04,
            "mechanisms/deployment/worry": 0.01,
            "mechanisms/deployment/host_share": 0.2,
            "mechanisms/deployment/alarm": 0.08,
        },
        state={"troops_abroad dprk->russia": [0, 10, 30], "cohesion bloc": [0.5, 0.5, 0.75]},
    )


def test_soldiers_abroad_are_valued_by_their_host_and_by_nobody_else(abroad):
    causes = caused(abroad, "deployment")

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "service": {"persistent russia->dprk": [0, 0.01, 0.015]},
        "indignation": {
            "persistent ukraine->dprk": [0, -0.02, -0.03],
            "persistent bloc->dprk": [0, -0.02, -0.03],
        },
        "worry": {
            "persistent china->dprk": [0, -0.005, -0.0075],
            "persistent china->russia": [0, -0.001, -0.0015],
        },
    }


def test_soldiers_abroad_alarm_the_bloc_as_far_as_it_is_not_complete(abroad):
    np.testing.assert_allclose(change(abroad, "deployment")["cohesion bloc"], [0, 0.02, 0.015])


def test_only_those_whom_the_host_presses_are_indignant(abroad):
    causes = caused(abroad, "deployment", absent=["pressure russia->bloc"])

    assert set(causes["indignation"]) == {"persistent ukraine->dprk"}


def test_whom_the_host_fights_is_indignant_and_not_also_a_worried_neighbour(abroad):
    flows = Moves({**moves(abroad).flows, ("trade", "bloc", "dprk"): np.ones(3)})

    changes = part(abroad, "deployment").change(abroad.world, flows, dice(abroad))

    assert {change.key[1] for change in changes if change.cause == "worry"} == {"china"}


def test_where_nobody_may_send_soldiers_there_are_none_to_speak_of(abroad):
    assert change(abroad, "deployment", absent=["troops dprk->russia"]) == {}


def test_nobody_is_abroad_at_first():
    world = a_model().world

    for count in ("troops_abroad", "casualties", "returned"):
        np.testing.assert_array_equal(world[count, "dprk", "russia"], [0, 0, 0])
