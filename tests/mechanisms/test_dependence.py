"""Dependence follows supply, and binds the more, the fewer the alternatives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change, listed
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.dependence import (
    adjustment,
    interest,
    network_extension,
    share_supplied,
    worth_of_arms,
)

shares = st.floats(0, 1)
RATES = {
    "mechanisms/dependence/economic_rate": 0.1,
    "mechanisms/dependence/security_rate": 0.2,
    "mechanisms/dependence/gain": 0.02,
    "mechanisms/dependence/outside_options": 1,
    "mechanisms/dependence/extension_gain": 0.05,
    "mechanisms/dependence/arms_weight": 0.5,
    "mechanisms/dependence/arms_half": 600,
}


def test_a_share_is_what_a_supplier_gives_of_all_there_is():
    np.testing.assert_allclose(share_supplied(np.array([0, 1, 3]), np.array([4, 4, 4])), [0, 0.25, 0.75])


@given(seeds)
def test_a_share_rises_with_the_supply_and_falls_with_all_other_resources(seed):
    assert_rises(share_supplied, "supply", seed)
    assert_falls(share_supplied, "resources", seed)


def test_a_share_of_the_difference_is_closed():
    np.testing.assert_allclose(adjustment(np.array([0, 0.5, 0.8]), 0.5, rate=0.1), [0.05, 0, -0.03])


@given(shares, shares, shares)
def test_dependence_stays_between_what_it_was_and_what_is_supplied(dependence, share, rate):
    low, high = sorted((dependence, share))

    assert low - 1e-15 <= dependence + adjustment(dependence, share, rate=rate) <= high + 1e-15


def test_interest_is_halved_by_an_alternative_as_good():
    gain = interest(np.array([0, 1, 1]), np.array([1, 0, 1]), gain=0.02, outside_options=1)

    np.testing.assert_allclose(gain, [0, 0.02, 0.01])


@given(shares, shares, shares, st.floats(0, 5))
def test_interest_is_bounded_and_falls_with_alternatives(dependence, others, more, outside_options):
    strength = {"gain": 0.02, "outside_options": outside_options}
    before = interest(dependence, others, **strength)

    assert 0 <= interest(dependence, others + more, **strength) <= before <= 0.02


def test_who_is_kept_short_turns_to_another_by_as_much():
    np.testing.assert_allclose(network_extension(np.array([0, 0.4, 1]), gain=0.05), [0, 0.02, 0.05])


@given(seeds)
def test_the_turn_to_another_grows_with_what_is_missing(seed):
    assert_rises(network_extension, "shortfall gain", seed)
    assert_between(network_extension, "0", "gain", seed)


def test_arms_are_worth_half_their_weight_at_their_half():
    np.testing.assert_allclose(worth_of_arms(np.array([0, 600, 1_800]), weight=0.4, half=600), [0, 0.2, 0.3])


@given(seeds)
def test_the_worth_of_arms_rises_to_its_weight(seed):
    assert_rises(worth_of_arms, "arms weight", seed)
    assert_falls(worth_of_arms, "half", seed)
    assert_between(worth_of_arms, "0", "weight", seed)


def test_goods_make_dependent_by_the_share_that_they_are_of_all_imports():
    model = a_model(
        {**RATES, "actors/dprk/other_imports": 0.1},
        state={"dependence_trade dprk->china": 0.5, "dependence_trade dprk->russia": 0},
    )

    changes = change(
        model,
        "dependence",
        flows={"trade china->dprk": [0.3, 0.1, 0.2], "trade russia->dprk": [0, 0.2, 0.2]},
    )

    np.testing.assert_allclose(changes["dependence_trade dprk->china"], [0.025, -0.025, -0.01])
    np.testing.assert_allclose(changes["dependence_trade dprk->russia"], [0, 0.05, 0.04])


def test_payments_and_aid_make_dependent_by_the_share_that_they_are_of_all_state_income():
    model = a_model(
        {**RATES, "actors/dprk/own_revenue": 0.5},
        state={"dependence_fiscal dprk->china": 0, "dependence_fiscal dprk->russia": 0},
    )

    changes = change(
        model,
        "dependence",
        flows={"payment russia->dprk": [0, 0.5, 0.5], "aid china->dprk": [0.5, 0, 1], "trade china->dprk": 9},
    )

    np.testing.assert_allclose(changes["dependence_fiscal dprk->russia"], [0, 0.05, 0.025])
    np.testing.assert_allclose(changes["dependence_fiscal dprk->china"], [0.05, 0, 0.05])


def test_dependence_on_goods_binds_less_where_others_supply_goods_or_money():
    model = a_model(
        RATES,
        state={
            "dependence_trade dprk->china": [0, 0.8, 0.6, 0.6],
            "dependence_trade dprk->russia": [0, 0, 0.2, 0],
            "dependence_fiscal dprk->russia": [0, 0, 0, 0.5],
            "dependence_fiscal dprk->china": 0,
        },
        replicates=range(4),
    )

    interests = caused(model, "dependence")["interest"]

    np.testing.assert_allclose(interests["persistent dprk->china"], [0, 0.016, 0.01, 0.008])
    np.testing.assert_allclose(interests["persistent dprk->russia"], [0, 0, 0.0025, 0], atol=1e-15)


def test_who_is_kept_short_of_goods_turns_to_its_other_suppliers():
    model = a_model(
        {**RATES, "actors/dprk/other_imports": 0.1},
        state={"dependence_trade dprk->china": 0.5, "dependence_trade dprk->russia": 0.3},
    )

    flows = {"trade china->dprk": [0.3, 0.1, 0], "trade russia->dprk": [0.1, 0.3, 0]}
    turns = caused(model, "dependence", flows)["network_extension"]

    np.testing.assert_allclose(turns["persistent dprk->russia"], [0, 0.05 * 0.3, 0.05 * 0.5], atol=1e-15)
    np.testing.assert_allclose(turns["persistent dprk->china"], [0.05 * 0.1, 0, 0.05 * 0.3], atol=1e-15)
    assert "persistent ukraine->bloc" not in turns


def test_arms_aid_and_commitments_make_dependent_for_security():
    model = a_model(
        {
            **RATES,
            "actors/russia/own_security": 1,
            "actors/ukraine/own_security": 1,
            "actors/dprk/own_security": 1,
        },
        state={
            "dependence_security russia->dprk": 0,
            "dependence_security ukraine->bloc": 0,
            "dependence_security dprk->china": 0,
            "commitment dprk->russia": 0,
            "commitment russia->dprk": 0,
            "commitment china->dprk": [0, 0, 1],
        },
    )

    changes = change(
        model,
        "dependence",
        flows={"arms dprk->russia": [0, 600, 1_800], "military_aid bloc->ukraine": [0, 1, 3]},
    )

    np.testing.assert_allclose(changes["dependence_security russia->dprk"], [0, 0.04, 0.2 * 0.375 / 1.375])
    np.testing.assert_allclose(changes["dependence_security ukraine->bloc"], [0, 0.1, 0.15])
    np.testing.assert_allclose(changes["dependence_security dprk->china"], [0, 0, 0.1])


@pytest.mark.parametrize(
    ("kind", "suppliers"),
    [
        (
            "dependence_trade",
            {
                "dprk": {"china", "russia"},
                "russia": {"china", "bloc"},
                "china": {"russia", "bloc"},
                "bloc": {"russia", "china", "ukraine"},
                "ukraine": {"bloc"},
            },
        ),
        ("dependence_fiscal", {"dprk": {"china", "russia"}, "ukraine": {"bloc"}}),
        (
            "dependence_security",
            {"dprk": {"china", "russia"}, "russia": {"dprk"}, "china": {"dprk"}, "ukraine": {"bloc"}},
        ),
    ],
)
def test_whoever_may_supply_is_depended_on(kind, suppliers):
    model = a_model()
    expected = {(a, b) for a, supplied_by in suppliers.items() for b in supplied_by}

    assert set(model.world.pairs_of(kind)) == expected
    assert {key for key in change(model, "dependence") if key.startswith(kind)} == {
        f"{kind} {a}->{b}" for a, b in expected
    }


def test_a_run_begins_with_the_dependence_of_the_parameters():
    model = a_model({"pairs/dprk->china/dependence_trade": [0.7, 0.8, 0.9]})

    np.testing.assert_array_equal(model.world["dependence_trade", "dprk", "china"], [0.7, 0.8, 0.9])
    np.testing.assert_array_equal(model.world["dependence_fiscal", "dprk", "russia"], [0, 0, 0])


def test_only_goods_move_regard():
    model = a_model(RATES)
    flows = {"aid bloc->ukraine": 9, "military_aid bloc->ukraine": 1, "payment russia->dprk": 9}

    assert {cause: listed(amounts) for cause, amounts in caused(model, "dependence", flows).items()} == {
        cause: listed(amounts) for cause, amounts in caused(model, "dependence").items()
    }
