"""Russia pays and praises as it needs shells, and guards its influence over the river."""

import numpy as np
import pytest

from builders import a_model, decision
from options import considerations, regard

PAYING = {
    "actors/russia/pay_readiness": -0.5,
    "actors/russia/pay_need": 1,
    "actors/russia/pay_regard": 0,
    "actors/russia/pay_burden": 1,
    "actors/russia/burden_half": 1,
    "actors/russia/prompt_share": 0.5,
    "actors/russia/stalled_share": 0.1,
    "actors/russia/payment_lost_to_enforcement": 0.4,
}
TEACHING = {
    "actors/russia/teach_readiness": -0.5,
    "actors/russia/teach_need": 1,
    "actors/russia/teach_thaw": 1,
    "actors/russia/technology_lost_to_enforcement": 0.8,
}


def test_what_speaks_for_and_against_its_options():
    assert considerations("russia", {"technology_offer": 0.5}) == {
        "pay": {
            "demand russia": "for",
            **regard("russia", "dprk", "for"),
            "arrears russia->dprk": "against",
        },
        "praise": {
            "demand russia": "for",
            **regard("russia", "dprk", "for"),
            "thaw": "against",
            "enforcement": "against",
        },
        "lean_east": {"war_intensity": "for"},
        "teach": {"demand russia": "for", "thaw": "against"},
        "share_nuclear": {"technology_offer": "for"},
        "consent": {**regard("russia", "china", "for"), **regard("russia", "dprk", "against")},
    }


def test_pays_promptly_where_it_needs_shells_and_the_bill_is_small():
    model = a_model(
        PAYING,
        state={"demand russia": [1, 0, 1], "arrears russia->dprk": [0.2, 0.2, 9], "enforcement": 0},
    )

    np.testing.assert_allclose(decision(model, "russia")["payment russia->dprk"], [0.1, 0.02, 0.9])


def test_what_is_halted_or_caught_by_sanctions_is_not_paid():
    model = a_model(
        PAYING,
        state={
            "demand russia": 1,
            "arrears russia->dprk": 0.2,
            "payments_halted": [0, 0.5, 0.5, 1],
            "enforcement": [0.5, 0, 0.5, 0],
        },
        replicates=range(4),
    )

    np.testing.assert_allclose(decision(model, "russia")["payment russia->dprk"], [0.08, 0.05, 0.04, 0])


def test_helps_without_return_as_far_as_it_grants():
    model = a_model(state={"grants": [0, 0.1, 0.3]})

    np.testing.assert_array_equal(decision(model, "russia")["aid russia->dprk"], [0, 0.1, 0.3])


def test_praises_where_it_needs_the_client_and_the_west_stays_closed():
    model = a_model(
        {
            "actors/russia/praise_readiness": -0.5,
            "actors/russia/praise_need": 1,
            "actors/russia/praise_regard": 0,
            "actors/russia/praise_thaw": 1,
            "actors/russia/praise_law": 1,
            "actors/russia/backing": 0.7,
        },
        state={"demand russia": [0, 1, 1, 1], "thaw": [0, 0, 1, 0], "enforcement": [0, 0, 0, 1]},
        replicates=range(4),
    )

    np.testing.assert_array_equal(decision(model, "russia")["support russia->dprk"], [0, 0.7, 0, 0])


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


def test_teaches_what_it_is_willing_to_share_where_it_needs_shells_and_the_west_stays_closed():
    model = a_model(
        TEACHING,
        state={
            "technology_offer": [0, 0.6, 0.6, 0.6],
            "demand russia": [1, 1, 0.4, 1],
            "thaw": [0, 0, 0, 0.6],
            "enforcement": 0,
        },
        replicates=range(4),
    )

    np.testing.assert_array_equal(decision(model, "russia")["technology russia->dprk"], [0, 0.6, 0, 0])


def test_teaches_less_as_sanctions_are_enforced():
    model = a_model(
        TEACHING, state={"technology_offer": 0.5, "demand russia": 1, "thaw": 0, "enforcement": [0, 0.5, 1]}
    )

    np.testing.assert_allclose(decision(model, "russia")["technology russia->dprk"], [0.5, 0.3, 0.1])


def test_shares_nuclear_technology_at_a_yearly_rate_where_it_is_willing_to_share_other():
    model = a_model(
        {"actors/russia/nuclear_rate": -12 * np.log(0.9)},  # a tenth a month
        state={"technology_offer": [0, 1, 1]},
    )

    shares = decision(model, "russia", rolls={"russia/share_nuclear": [0.0001, 0.0999, 0.1001]})

    np.testing.assert_array_equal(shares["nuclear_technology russia->dprk"], [0, 1, 0])


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ("trade russia->bloc", [10, 2, 6]),
        ("trade russia->china", [7, 7, 7]),
        ("trade russia->dprk", [0, 0.02, 0.03]),
        ("pressure russia->ukraine", [0, 1, 1]),
        ("pressure russia->bloc", [0, 0.3, 0.3]),
    ],
)
def test_force_and_trade_follow_the_war_the_border_and_sanctions(flow, expected):
    model = a_model(
        {
            "actors/russia/trade_with_bloc": 10,
            "actors/russia/trade_lost_to_sanctions": 0.8,
            "actors/russia/pressure_on_bloc": 0.3,
            "actors/russia/trade_with_china": 7,
            "actors/russia/trade_with_dprk": 0.04,
            "actors/russia/trade_lost_to_enforcement": 0.5,
        },
        state={
            "war_intensity": [0, 1, 1],
            "sanctions": [0, 1, 0.5],
            "border_open": [0, 0.5, 1],
            "enforcement": [1, 0, 0.5],
        },
    )

    np.testing.assert_allclose(decision(model, "russia")[flow], expected)
