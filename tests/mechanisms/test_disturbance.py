"""Chance jolts every tie, and only the part that fades."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CAST, a_model, caused, change
from tumen.base.names import pair_text, pairs
from tumen.mechanisms.disturbance import Disturbance, jolt

SIZES = {"mechanisms/disturbance/size": 0.1, "mechanisms/disturbance/common": 0.36}


def test_a_jolt_is_luck_and_mood_by_their_shares_of_the_variance():
    jolts = jolt(np.array([-1, 0, 2]), np.array([0, 1, -1]), size=0.1, common=0.36)

    np.testing.assert_allclose(jolts, [-0.08, 0.06, 0.1])


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_variance_is_that_of_the_size_and_its_common_share_that_of_the_mood(size, common):
    of_luck, of_mood = jolt(1, 0, size=size, common=common), jolt(0, 1, size=size, common=common)

    assert of_luck**2 + of_mood**2 == pytest.approx(size**2, abs=1e-15)
    assert of_mood**2 == pytest.approx(common * size**2, abs=1e-15)


def test_every_tie_has_its_own_luck():
    model = a_model({**SIZES, "mechanisms/disturbance/common": 0})

    changes = change(model, "disturbance", rolls={"disturbance/dprk->china": [-1, 0, 2]})

    assert set(changes) == {f"transient {pair_text(*pair)}" for pair in pairs(CAST)}
    np.testing.assert_allclose(changes["transient dprk->china"], [-0.1, 0, 0.2])
    np.testing.assert_allclose(changes["transient china->dprk"], 0.05)


def test_every_actor_has_a_mood_towards_everybody():
    rolls = {f"disturbance/{pair_text(*pair)}": 0 for pair in pairs(CAST)}
    moods = {f"disturbance/{actor}": 0 for actor in CAST} | {"disturbance/china": [-1, 0, 2]}

    changes = caused(a_model(SIZES), "disturbance", rolls={**rolls, **moods})["chance"]

    for a, b in pairs(CAST):
        expected = [-0.06, 0, 0.12] if a == "china" else [0, 0, 0]
        np.testing.assert_allclose(changes[f"transient {a}->{b}"], expected, atol=1e-17)


def test_moods_and_luck_come_from_normal_streams_of_their_own():
    assert Disturbance.streams(("a", "b")) == dict.fromkeys(
        ["disturbance/a", "disturbance/b", "disturbance/a->b", "disturbance/b->a"], "normal"
    )
