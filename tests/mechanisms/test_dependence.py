"""Dependence follows supply, and binds the more, the fewer the alternatives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, change
from tumen.mechanisms.dependence import adjustment, interest, share_supplied, worth_of_arms

shares = st.floats(0, 1)
RATES = {
    "mechanisms/dependence/economic_rate": 0.1,
    "mechanisms/dependence/security_rate": 0.2,
    "mechanisms/dependence/gain": 0.02,
    "mechanisms/dependence/outside_options": 1,
    "mechanisms/dependence/arms_weight": 0.5,
    "mechanisms/dependence/arms_half": 600,
}


def test_a_share_is_what_a_supplier_gives_of_all_there_is():
    np.testing.assert_allclose(share_supplied(np.array([0, 1, 3]), np.array([4, 4, 4])), [0, 0.25, 0.75])


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


def test_arms_are_worth_half_their_weight_at_their_half():
    np.testing.assert_allclose(worth_of_arms(np.array([0, 600, 1_800]), weight=0.4, half=600), [0, 0.2, 0.3])


def test_income_makes_dependent_by_the_share_that_it_is_of_all_income():
    model = a_model(
        {**RATES, "actors/dprk/other_income": 0.1},
        state={"dependence_economic dprk->china": 0.5, "dependence_economic dprk->russia": 0},
    )

    changes = change(
        model,
        "dependence",
        flows={
            "trade china->dprk": [0.3, 0.1, 0.1],
            "trade russia->dprk": [0, 0.1, 0.1],
            "payment russia->dprk": [0, 0.1, 0.2],
        },
    )

    np.testing.assert_allclose(changes["dependence_economic dprk->china"], [0.025, -0.025, -0.03])
    np.testing.assert_allclose(changes["dependence_economic dprk->russia"], [0, 0.05, 0.06])


def test_economic_dependence_binds_less_where_there_are_alternatives():
    model = a_model(
        RATES,
        state={
            "dependence_economic dprk->china": [0, 0.8, 0.6],
            "dependence_economic dprk->russia": [0, 0, 0.2],
        },
    )

    changes = change(model, "dependence")

    np.testing.assert_allclose(changes["persistent dprk->china"], [0, 0.016, 0.01])
    np.testing.assert_allclose(changes["persistent dprk->russia"], [0, 0, 0.0025])


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


def test_whoever_may_supply_is_depended_on():
    model = a_model()

    changes = change(model, "dependence")

    suppliers = {key for key in model.world.values if key[0].startswith("dependence")}
    assert {
        tuple(key.replace("->", " ").split()) for key in changes if key.startswith("dependence")
    } == suppliers
    assert ("dependence_economic", "dprk", "russia") in suppliers
    assert ("dependence_economic", "russia", "dprk") not in suppliers
    assert ("dependence_security", "russia", "dprk") in suppliers
