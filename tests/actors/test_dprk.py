"""The DPRK sells what Moscow wants, keeps quiet about its soldiers, and courts Beijing when it must."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, decision
from tumen.actors.dprk import (
    arms_shipped,
    chance_to_admit,
    secrecy,
    wish_to_court,
    wish_to_dispatch,
    wish_to_ship,
)

shares = st.floats(0, 1)
weights = st.floats(0, 5)


def test_the_wish_to_ship_weighs_regard_against_unpaid_bills():
    advantage = wish_to_ship(
        np.array([0, 0.5, 0.5]), np.array([0, 0, 0.5]), readiness=0.1, regard_weight=1, unpaid_weight=2
    )

    np.testing.assert_allclose(advantage, [0.1, 0.6, -0.4])


def test_shipments_need_a_channel_and_demand_and_are_held_back_in_part():
    shipped = arms_shipped(
        np.array([0, 1, 1, 0.5]),
        np.array([1, 0.5, 1, 1]),
        np.array([True, True, False, True]),
        capacity=1_000,
        held_back=0.3,
    )

    np.testing.assert_allclose(shipped, [0, 500, 300, 500])


@given(shares, shares, st.booleans(), shares)
def test_shipments_stay_between_nothing_and_the_capacity(channel, demand, ships, held_back):
    assert 0 <= arms_shipped(channel, demand, ships, capacity=1_000, held_back=held_back) <= 1_000


def test_the_wish_to_dispatch_weighs_the_bond_in_war_against_losses():
    advantage = wish_to_dispatch(
        np.array([1, 1, 0.5]),
        np.array([0, 1, 1]),
        np.array([0, 0, 0.5]),
        readiness=-0.5,
        bond_weight=2,
        losses_weight=1,
    )

    np.testing.assert_allclose(advantage, [-0.5, 1.5, 0])


def test_only_soldiers_abroad_who_are_neither_admitted_nor_known_unadmitted_are_a_secret():
    deployment, disclosed, silence = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 0, 1]]).T

    np.testing.assert_array_equal(secrecy(deployment, disclosed, silence), [0, 1, 0, 0])


def test_the_chance_to_admit_is_a_yearly_rate_that_strain_raises():
    chance = chance_to_admit(
        np.array([0, 0.5, 0.5]),
        np.array([0, 0, 0.5]),
        np.zeros(3),
        rate=0.6,
        losses_weight=2 * np.log(2),
        returned_weight=2 * np.log(3),
    )

    np.testing.assert_allclose(chance, -np.expm1(-np.array([0.05, 0.1, 0.3])))


def test_what_cannot_be_kept_secret_is_admitted():
    weights_ = {"rate": 0.0, "losses_weight": 1, "returned_weight": 1}

    np.testing.assert_array_equal(chance_to_admit(0, 0, np.array([0, 1]), **weights_), [0, 1])


@given(shares, shares, shares, st.tuples(weights, weights, weights))
def test_the_chance_to_admit_rises_with_losses_and_homecomings(losses, returned, more, given_weights):
    rates = dict(zip(("rate", "losses_weight", "returned_weight"), given_weights, strict=True))
    chance = chance_to_admit(losses, returned, 0.0, **rates)

    assert 0 <= chance <= 1
    assert chance_to_admit(losses + more, returned, 0.0, **rates) >= chance
    assert chance_to_admit(losses, returned + more, 0.0, **rates) >= chance


def test_the_wish_to_court_adds_need_debt_and_regard_missed_less_the_attraction_of_the_other():
    by = {"readiness": -1, "need_weight": 1, "unpaid_weight": 2, "repair_weight": 3, "focus_weight": 4}
    considerations = np.eye(5)[:4]  # one at a time, then none

    advantage = wish_to_court(*considerations, **by)

    np.testing.assert_allclose(advantage, [0, 1, 2, -5, -1])


def test_ships_all_that_is_wanted_where_moscow_is_in_favour_and_pays():
    model = a_model(
        {
            "actors/dprk/ship_readiness": 0,
            "actors/dprk/ship_regard": 1,
            "actors/dprk/ship_unpaid": 1,
            "actors/dprk/patience_with_arrears": 1,
            "actors/dprk/arms_capacity": 1_000,
            "actors/dprk/held_back": 0.3,
        },
        alignment={"dprk->russia": [0.4, -0.4, 0.4]},
        state={"arrears russia->dprk": [0, 0, 4], "arms_channel": 1, "demand russia": 0.5},
    )

    np.testing.assert_allclose(decision(model, "dprk")["arms dprk->russia"], [500, 150, 150])


def test_sends_soldiers_where_an_agreement_and_a_bond_in_war_move_it():
    model = a_model(
        {
            "actors/dprk/dispatch_readiness": -0.5,
            "actors/dprk/dispatch_bond": 1,
            "actors/dprk/dispatch_losses": 1,
            "actors/dprk/losses_half": 5,
            "actors/dprk/tranche": 3,
        },
        state={
            "commitment dprk->russia": 0.9,
            "deployment": [0, 1, 1],
            "war_intensity": 1,
            "casualties dprk->russia": [0, 0, 20],
        },
    )

    np.testing.assert_array_equal(decision(model, "dprk")["troops dprk->russia"], [0, 3, 0])


def test_admits_its_soldiers_once_secrecy_is_untenable():
    model = a_model(state={"deployment": [0, 1, 1], "untenable": 1, "disclosed": [0, 0, 1]})

    np.testing.assert_array_equal(decision(model, "dprk")["acknowledgement dprk->russia"], [0, 1, 0])


def test_admits_the_sooner_the_heavier_its_losses():
    model = a_model(
        {
            "actors/dprk/admission_rate": 1.2,
            "actors/dprk/admission_losses": 2,
            "actors/dprk/admission_returned": 0,
            "actors/dprk/losses_half": 5,
        },
        state={"deployment": 1, "casualties dprk->russia": [0, 5, 1e9]},
    )

    admits = decision(model, "dprk", rolls={"dprk/acknowledge": 0.2})["acknowledgement dprk->russia"]

    np.testing.assert_array_equal(admits, [0, 1, 1])  # chances 0.10, 0.24, 0.52


def test_courts_beijing_where_it_depends_on_it_and_moscow_leaves_bills_unpaid():
    model = a_model(
        {
            "actors/dprk/court_readiness": -1,
            "actors/dprk/court_need": 1,
            "actors/dprk/court_unpaid": 1,
            "actors/dprk/patience_with_arrears": 1,
            "actors/dprk/court_repair": 0,
            "actors/dprk/court_focus": 1,
            "actors/dprk/backing": 0.6,
        },
        alignment={"dprk->russia": [-0.5, -0.5, 0.9]},
        state={"dependence_economic dprk->china": 0.8, "arrears russia->dprk": [0, 1, 1]},
    )

    np.testing.assert_array_equal(decision(model, "dprk")["support dprk->china"], [0, 0.6, 0])


def test_courts_beijing_where_its_regard_is_missed():
    model = a_model(
        {
            "actors/dprk/court_readiness": -0.2,
            "actors/dprk/court_need": 0,
            "actors/dprk/court_unpaid": 0,
            "actors/dprk/court_repair": 1,
            "actors/dprk/wanted_regard": 0.5,
            "actors/dprk/court_focus": 0,
            "actors/dprk/backing": 0.6,
        },
        alignment={"china->dprk": [0.9, 0.4, 0.1]},
    )

    np.testing.assert_array_equal(decision(model, "dprk")["support dprk->china"], [0, 0, 0.6])


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("support dprk->russia", [0, 0, 0.6]),
        ("access dprk->china", [0, 1, 0]),
        ("pressure dprk->bloc", [0, 0, 0.4]),
    ],
)
def test_hails_consents_and_provokes_by_regard_and_threat(flow, expected):
    model = a_model(
        {
            "actors/dprk/hail_readiness": -0.1,
            "actors/dprk/hail_regard": 1,
            "actors/dprk/backing": 0.6,
            "actors/dprk/consent_readiness": -0.1,
            "actors/dprk/consent_regard": 1,
            "actors/dprk/provoke_readiness": -0.5,
            "actors/dprk/provoke_threat": 1,
            "actors/dprk/provocation": 0.4,
        },
        alignment={"dprk->russia": [-0.5, 0, 0.5], "dprk->china": [0.5, 0.5, 0]},
        state={"river_offer": [0, 1, 1], "cohesion bloc": [0.2, 0.4, 0.8]},
    )

    np.testing.assert_array_equal(decision(model, "dprk")[flow], expected)
