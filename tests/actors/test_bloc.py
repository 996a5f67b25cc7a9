"""The bloc drills when it is threatened, and sanctions and arms by the war."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, decision
from laws import assert_rises, seeds
from options import considerations, regard
from tumen.actors.bloc import pressed, pressure_by_sanctions, wish_to_drill

shares = st.floats(0, 1)


def test_the_wish_to_drill_counts_threat_and_closed_ranks():
    advantage = wish_to_drill(
        np.array([0, 0.5, 0.5]),
        np.array([-0.5, -0.5, 0.5]),
        readiness=-0.2,
        threat_weight=0.6,
        ranks_weight=1,
    )

    np.testing.assert_allclose(advantage, [-0.2, 0.1, 0.6])


@given(shares, st.floats(-1, 1), shares, shares)
def test_the_wish_to_drill_never_falls_below_the_readiness(threat, alignment, threat_weight, ranks_weight):
    weights = {"threat_weight": threat_weight, "ranks_weight": ranks_weight}

    assert wish_to_drill(threat, alignment, readiness=-0.3, **weights) >= -0.3


@given(seeds)
def test_threats_and_closed_ranks_speak_for_a_drill(seed):
    assert_rises(wish_to_drill, "threat alignment readiness threat_weight ranks_weight", seed)


def test_what_speaks_for_and_against_its_options():
    assert considerations("bloc", {}) == {
        "drill": {"hostility dprk->bloc": "for", **regard("dprk", "russia", "for")}
    }


def test_sanctions_press_beyond_what_there_was_in_peace():
    pressure = pressure_by_sanctions(np.array([0, 0.5, 1]), in_peace=0.2, added=0.6)

    np.testing.assert_allclose(pressure, [0.2, 0.5, 0.8])


@given(shares, shares, shares)
def test_pressure_by_sanctions_stays_between_peace_and_its_sum(sanctions, in_peace, added):
    pressure = pressure_by_sanctions(sanctions, in_peace=in_peace, added=added)

    assert in_peace <= pressure <= in_peace + added


def test_an_opponent_is_pressed_by_law_and_the_more_by_arms_the_closer_the_bloc():
    np.testing.assert_allclose(pressed(np.array([0, 0.5, 1]), by_law=0.4, by_arms=0.2), [0.4, 0.5, 0.6])


@given(seeds)
def test_pressure_rises_with_all_its_means(seed):
    assert_rises(pressed, "cohesion by_law by_arms", seed)
    assert_rises(pressure_by_sanctions, "sanctions in_peace added", seed)


def test_drills_where_threatened_or_where_opponents_close_ranks():
    model = a_model(
        {
            "actors/bloc/drill_readiness": -0.5,
            "actors/bloc/drill_threat": 1,
            "actors/bloc/drill_closing_ranks": 1,
            "actors/bloc/drill_size": 0.7,
        },
        alignment={"dprk->russia": [0, 0, 0.8]},
        state={"hostility dprk->bloc": [0.2, 0.8, 0]},
    )

    np.testing.assert_array_equal(decision(model, "bloc")["exercises bloc->dprk"], [0, 0.7, 0.7])


def test_arms_and_backs_ukraine_as_long_as_there_is_war_and_will():
    model = a_model(
        {"actors/bloc/aid_to_ukraine": 0.9, "actors/bloc/financial_aid": 4, "actors/bloc/backing": 0.5},
        state={"war_intensity": [0, 1, 1], "western_support": [1, 0.5, 1]},
    )

    given_ = decision(model, "bloc")

    np.testing.assert_allclose(given_["military_aid bloc->ukraine"], [0, 0.45, 0.9])
    np.testing.assert_allclose(given_["aid bloc->ukraine"], [0, 2, 4])
    np.testing.assert_allclose(given_["support bloc->ukraine"], [0, 0.25, 0.5])


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("pressure bloc->russia", [0.2, 0.7, 0.45]),
        ("pressure bloc->dprk", [0.5, 0.6, 0.7]),
        ("pressure bloc->china", [0, 0.25, 0.5]),
        ("trade bloc->russia", [10, 2, 6]),
        ("trade bloc->china", [45, 45, 45]),
        ("trade bloc->ukraine", [0.5, 0.5, 0.5]),
    ],
)
def test_pressure_and_trade_follow_sanctions_rivalry_and_cohesion(flow, expected):
    model = a_model(
        {
            "actors/bloc/sanctions_in_peace": 0.2,
            "actors/bloc/sanctions_added": 0.5,
            "actors/bloc/sanctions_on_dprk": 0.5,
            "actors/bloc/deterrence": 0.2,
            "actors/bloc/pressure_on_china": 0.4,
            "actors/bloc/containment": 0.1,
            "actors/bloc/trade_with_russia": 10,
            "actors/bloc/trade_lost_to_sanctions": 0.8,
            "actors/bloc/trade_with_china": 45,
            "actors/bloc/trade_with_ukraine": 0.5,
        },
        state={"sanctions": [0, 1, 0.5], "rivalry": [0, 0.5, 1], "cohesion bloc": [0, 0.5, 1]},
    )

    np.testing.assert_allclose(decision(model, "bloc")[flow], expected)
