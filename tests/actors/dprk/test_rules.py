"""The arithmetic of Pyongyang's decisions: known answers, bounds, and what speaks for and against."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.actors.dprk.rules import (
    arms_shipped,
    chance_to_admit,
    secrecy,
    wish_to_court,
    wish_to_dispatch,
    wish_to_ship,
    wish_to_talk,
)

shares = st.floats(0, 1)
weights = st.floats(0, 5)


@pytest.mark.parametrize(
    ("wish", "speaks_for", "speaks_against"),
    [
        (wish_to_ship, "alignment readiness", "unpaid unpaid_weight"),
        (wish_to_dispatch, "commitment war readiness bond_weight", "losses losses_weight"),
        (
            wish_to_court,
            "dependence unpaid regard_missed withheld readiness need_weight repair_weight want_weight",
            "attraction focus_weight",
        ),
        (wish_to_talk, "offer readiness offer_weight", "bond paid_elsewhere bond_weight pay_weight"),
    ],
)
@given(seed=seeds)
def test_what_speaks_for_a_wish_raises_it_and_what_speaks_against_it_lowers_it(
    wish, speaks_for, speaks_against, seed
):
    assert_rises(wish, speaks_for, seed)
    assert_falls(wish, speaks_against, seed)


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


@given(seeds)
def test_shipments_grow_with_all_that_they_need_up_to_the_capacity(seed):
    assert_rises(arms_shipped, "channel demand ships capacity held_back", seed)
    assert_between(arms_shipped, "0", "capacity", seed)


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


def test_the_wish_to_court_adds_need_debt_regard_missed_and_want_less_the_attraction_of_the_other():
    by = {
        "readiness": -1,
        "need_weight": 1,
        "unpaid_weight": 2,
        "repair_weight": 3,
        "focus_weight": 4,
        "want_weight": 5,
    }
    considerations = np.eye(6)[:5]  # one at a time, then none

    advantage = wish_to_court(*considerations, **by)

    np.testing.assert_allclose(advantage, [0, 1, 2, -5, 4, -1])


def test_the_wish_to_talk_weighs_the_offer_against_the_patron_and_what_it_pays():
    by = {"readiness": -1, "offer_weight": 3, "bond_weight": 2, "pay_weight": 4}
    considerations = np.eye(4)[:3]  # one at a time, then none

    np.testing.assert_allclose(wish_to_talk(*considerations, **by), [2, -3, -5, -1])
