"""Russia pays and praises as it needs shells, and guards its influence over the river."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, decision
from tumen.actors.russia import payment, wish_to_consent, wish_to_pay, wish_to_praise

shares = st.floats(0, 1)
debts = st.floats(0, 100)
PAY = {
    "readiness": 0.0,
    "need_weight": 1.0,
    "regard_weight": 0.5,
    "burden_weight": 2.0,
    "burden_half": 1.5,
}
PRAISE = {"readiness": -0.5, "need_weight": 1.0, "regard_weight": 0.5, "thaw_weight": 2.0}


def test_the_wish_to_pay_weighs_need_and_regard_against_the_bill():
    advantage = wish_to_pay(np.array([0, 1, 1]), np.array([0, 0.4, 0.4]), np.array([0, 0, 1.5]), **PAY)

    np.testing.assert_allclose(advantage, [0, 1.2, 0.2])


@given(shares, shares, st.floats(-1, 1), debts, debts)
def test_the_wish_to_pay_rises_with_need_and_falls_with_the_bill(demand, more_demand, alignment, bill, more):
    before = wish_to_pay(demand, alignment, bill, **PAY)

    assert wish_to_pay(demand + more_demand, alignment, bill, **PAY) >= before
    assert wish_to_pay(demand, alignment, bill + more, **PAY) <= before


def test_a_stalling_debtor_pays_less():
    paid = payment(np.array([0, 2, 2.0]), np.array([True, True, False]), prompt_share=0.5, stalled_share=0.1)

    np.testing.assert_allclose(paid, [0, 1, 0.2])


@given(debts, st.booleans(), shares, shares)
def test_no_more_is_paid_than_is_owed(arrears, pays, prompt_share, stalled_share):
    assert 0 <= payment(arrears, pays, prompt_share=prompt_share, stalled_share=stalled_share) <= arrears


def test_the_wish_to_praise_weighs_need_and_regard_against_the_thaw():
    advantage = wish_to_praise(np.array([0, 1, 1]), np.array([0, 0.4, 0.4]), np.array([0, 0, 1]), **PRAISE)

    np.testing.assert_allclose(advantage, [-0.5, 0.7, -1.3])


def test_the_wish_to_consent_weighs_the_neighbour_against_influence():
    weights = {"readiness": -0.1, "regard_weight": 1.0, "stake_weight": 0.5}

    advantage = wish_to_consent(np.array([0, 0.5, 0.5]), np.array([-0.5, -0.5, 1]), **weights)

    np.testing.assert_allclose(advantage, [-0.1, 0.4, -0.1])


def test_pays_promptly_where_it_needs_shells_and_the_bill_is_small():
    model = a_model(
        {
            "actors/russia/pay_readiness": -0.5,
            "actors/russia/pay_need": 1,
            "actors/russia/pay_regard": 0,
            "actors/russia/pay_burden": 1,
            "actors/russia/burden_half": 1,
            "actors/russia/prompt_share": 0.5,
            "actors/russia/stalled_share": 0.1,
        },
        state={"demand russia": [1, 0, 1], "arrears russia->dprk": [0.2, 0.2, 9]},
    )

    np.testing.assert_allclose(decision(model, "russia")["payment russia->dprk"], [0.1, 0.02, 0.9])


def test_praises_where_it_needs_the_client_and_the_west_stays_closed():
    model = a_model(
        {
            "actors/russia/praise_readiness": -0.5,
            "actors/russia/praise_need": 1,
            "actors/russia/praise_regard": 0,
            "actors/russia/praise_thaw": 1,
            "actors/russia/backing": 0.7,
        },
        state={"demand russia": [0, 1, 1], "thaw": [0, 0, 1]},
    )

    np.testing.assert_array_equal(decision(model, "russia")["support russia->dprk"], [0, 0.7, 0])


def test_leans_east_in_war():
    model = a_model(
        {
            "actors/russia/lean_readiness": -0.5,
            "actors/russia/lean_war": 1,
            "actors/russia/backing": 0.7,
        },
        state={"war_intensity": [0, 0.4, 1]},
    )

    np.testing.assert_array_equal(decision(model, "russia")["support russia->china"], [0, 0, 0.7])


def test_opens_the_river_only_if_offered_and_if_china_means_more_than_influence():
    model = a_model(
        {
            "actors/russia/consent_readiness": -0.1,
            "actors/russia/consent_regard": 1,
            "actors/russia/consent_stake": 1,
        },
        alignment={"russia->china": 0.5, "russia->dprk": [0, 0, 0.9]},
        state={"river_offer": [0, 1, 1]},
    )

    np.testing.assert_array_equal(decision(model, "russia")["access russia->china"], [0, 1, 0])


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("trade russia->bloc", [10, 2, 6]),
        ("pressure russia->ukraine", [0, 1, 1]),
        ("pressure russia->bloc", [0, 0.3, 0.3]),
        ("trade russia->dprk", [0, 0.02, 0.04]),
    ],
)
def test_force_and_trade_follow_the_war_and_the_border(flow, expected):
    model = a_model(
        {
            "actors/russia/trade_with_bloc": 10,
            "actors/russia/trade_lost_to_sanctions": 0.8,
            "actors/russia/pressure_on_bloc": 0.3,
            "actors/russia/trade_with_dprk": 0.04,
        },
        state={"war_intensity": [0, 1, 1], "sanctions": [0, 1, 0.5], "border_open": [0, 0.5, 1]},
    )

    np.testing.assert_allclose(decision(model, "russia")[flow], expected)
