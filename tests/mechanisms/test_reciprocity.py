"""Regard answers regard, backing and pressure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CAST, a_model, caused, change
from tumen.base.names import pair_text, pairs
from tumen.mechanisms.reciprocity import convergence, remembrance, response

GAINS = {
    "mechanisms/reciprocity/convergence_rate": 0.1,
    "mechanisms/reciprocity/support_gain": 0.02,
    "mechanisms/reciprocity/expression_gain": 0.03,
    "mechanisms/reciprocity/pressure_gain": 0.04,
    "mechanisms/reciprocity/memory_rate": 0.25,
}
ALIKE = dict.fromkeys(map("->".join, pairs(CAST)), 0.2)
shares = st.floats(0, 1)
alignments = st.floats(-1, 1)


def test_regard_follows_regard():
    np.testing.assert_allclose(
        convergence(np.array([0.5, 0, -0.5]), np.array([0.5, 0.5, 0.5]), rate=0.1), [0, 0.05, 0.1]
    )


@given(alignments, alignments, shares)
def test_what_one_gains_by_convergence_the_other_loses(own, returned, rate):
    assert convergence(own, returned, rate=rate) == -convergence(returned, own, rate=rate)


def test_a_response_is_in_proportion_to_the_act():
    np.testing.assert_allclose(response(np.array([0, 0.5, 1]), gain=0.04), [0, 0.02, 0.04])


@given(shares, shares, shares)
def test_memory_stays_between_what_it_was_and_what_is_done_now(memory, act, rate):
    low, high = sorted((memory, act))

    assert low - 1e-15 <= memory + remembrance(memory, act, rate=rate) <= high + 1e-15


def test_a_better_regard_is_answered_with_a_better_regard():
    model = a_model(GAINS, alignment={**ALIKE, "dprk->china": [0.2, 0.6, -0.2]})

    changes = change(model, "reciprocity")

    np.testing.assert_allclose(changes["persistent china->dprk"], [0, 0.04, -0.04], atol=1e-15)
    np.testing.assert_allclose(changes["persistent dprk->china"], [0, -0.04, 0.04], atol=1e-15)


def test_backing_wins_whoever_receives_it_and_binds_whoever_shows_it():
    model = a_model(GAINS, alignment=ALIKE)

    changes = change(model, "reciprocity", flows={"support china->dprk": [0, 0.5, 1]})

    np.testing.assert_allclose(changes["persistent dprk->china"], [0, 0.01, 0.02], atol=1e-15)
    np.testing.assert_allclose(changes["persistent china->dprk"], [0, 0.015, 0.03], atol=1e-15)


def test_remembered_pressure_costs_the_regard_of_whoever_suffers_it():
    model = a_model(GAINS, alignment=ALIKE, state={"hostility dprk->bloc": [0, 0.5, 1]})

    changes = change(model, "reciprocity")

    np.testing.assert_allclose(changes["persistent bloc->dprk"], [0, -0.02, -0.04], atol=1e-15)
    np.testing.assert_allclose(changes["persistent dprk->bloc"], 0, atol=1e-15)


def test_every_answer_has_its_own_cause():
    model = a_model(GAINS, alignment=ALIKE, state={"hostility bloc->china": 0.5})

    causes = caused(model, "reciprocity", flows={"support russia->china": 0.5})

    moved = {
        cause: {key for key, amount in amounts.items() if np.abs(amount).max() > 1e-12}
        for cause, amounts in causes.items()
    }
    assert moved == {
        "convergence": set(),
        "backing": {"persistent china->russia"},
        "expression": {"persistent russia->china"},
        "pressure": {"persistent china->bloc"},
    }


def test_pressure_is_remembered_by_and_by():
    model = a_model(GAINS, state={"hostility dprk->bloc": [0, 0.4, 0.8]})

    changes = change(model, "reciprocity", flows={"pressure dprk->bloc": 0.4})

    np.testing.assert_allclose(changes["hostility dprk->bloc"], [0.1, 0, -0.1], atol=1e-15)


def test_every_regard_and_every_pressure_is_answered():
    model = a_model()
    pressed = {key[1:] for actor in model.actors for key in actor.flow_keys() if key[0] == "pressure"}

    expected = {f"persistent {pair_text(*pair)}" for pair in pairs(CAST)}
    expected |= {f"hostility {pair_text(*pair)}" for pair in pressed}

    assert set(change(model, "reciprocity")) == expected


@pytest.mark.parametrize("pair", [("dprk", "bloc"), ("russia", "ukraine")])
def test_nobody_remembers_pressure_at_first(pair):
    np.testing.assert_array_equal(a_model().world[("hostility", *pair)], [0, 0, 0])
