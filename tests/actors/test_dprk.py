"""The DPRK sells what Moscow wants, keeps quiet about its soldiers, and courts Beijing when it must."""

import numpy as np
import pytest

from builders import a_model, decision
from options import considerations, regard


def test_what_speaks_for_and_against_its_options():
    state = {"deployment": 1, "war_intensity": 0.5, "commitment dprk->russia": 0.5}

    assert considerations("dprk", state) == {
        "ship": {**regard("dprk", "russia", "for"), "arrears russia->dprk": "against"},
        "dispatch": {
            "commitment dprk->russia": "for",
            "war_intensity": "for",
            "casualties dprk->russia": "against",
        },
        "acknowledge": {
            "deployment": "for",
            "casualties dprk->russia": "for",
            "returned dprk->russia": "for",
            "untenable": "for",
            "silence": "against",
            "disclosed": "against",
        },
        "court": {
            "dependence_trade dprk->china": "for",
            "arrears russia->dprk": "for",
            "supplies_halted": "for",
            **regard("china", "dprk", "against"),
            **regard("dprk", "russia", "against"),
        },
        "hail": regard("dprk", "russia", "for"),
        "provoke": {"cohesion bloc": "for"},
        "talk": {
            "accommodation": "for",
            **regard("dprk", "russia", "against"),
            "dependence_fiscal dprk->russia": "against",
        },
        "consent": regard("dprk", "china", "for"),
        "passengers": regard("dprk", "china", "for"),
        "bridge": regard("dprk", "china", "for"),
    }


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


INDIFFERENT = {
    "actors/dprk/court_need": 0,
    "actors/dprk/court_unpaid": 0,
    "actors/dprk/court_repair": 0,
    "actors/dprk/court_want": 0,
    "actors/dprk/court_focus": 0,
    "actors/dprk/backing": 0.6,
}


def test_courts_beijing_where_it_depends_on_it_and_moscow_leaves_bills_unpaid():
    model = a_model(
        {
            **INDIFFERENT,
            "actors/dprk/court_readiness": -1,
            "actors/dprk/court_need": 1,
            "actors/dprk/court_unpaid": 1,
            "actors/dprk/patience_with_arrears": 1,
            "actors/dprk/court_focus": 1,
        },
        alignment={"dprk->russia": [-0.5, -0.5, 0.9]},
        state={"dependence_trade dprk->china": 0.8, "arrears russia->dprk": [0, 1, 1]},
    )

    np.testing.assert_array_equal(decision(model, "dprk")["support dprk->china"], [0, 0.6, 0])


def test_courts_beijing_where_its_regard_is_missed():
    model = a_model(
        {
            **INDIFFERENT,
            "actors/dprk/court_readiness": -0.2,
            "actors/dprk/court_repair": 1,
            "actors/dprk/wanted_regard": 0.5,
        },
        alignment={"china->dprk": [0.9, 0.4, 0.1]},
    )

    np.testing.assert_array_equal(decision(model, "dprk")["support dprk->china"], [0, 0, 0.6])


def test_courts_beijing_where_it_withholds_its_goods():
    model = a_model(
        {**INDIFFERENT, "actors/dprk/court_readiness": -0.5, "actors/dprk/court_want": 1},
        state={"supplies_halted": [0, 0.4, 0.6]},
    )

    np.testing.assert_array_equal(decision(model, "dprk")["support dprk->china"], [0, 0, 0.6])


def test_talks_to_washington_only_where_the_offer_outweighs_moscow():
    model = a_model(
        {
            "actors/dprk/talk_readiness": 0,
            "actors/dprk/talk_offer": 1,
            "actors/dprk/talk_bond": 1,
            "actors/dprk/talk_pay": 1,
        },
        alignment={"dprk->russia": [-0.5, -0.5, 0.3, 0.3, 0.9]},
        state={
            "accommodation": [0, 0.6, 0.6, 0.6, 0.6],
            "dependence_fiscal dprk->russia": [0, 0, 0.2, 0.4, 0],
        },
        replicates=range(5),
    )

    np.testing.assert_array_equal(decision(model, "dprk")["engagement dprk->bloc"], [0, 1, 1, 0, 0])


def test_accepts_no_talks_that_are_not_offered_however_ready_it_is():
    model = a_model({"actors/dprk/talk_readiness": 9}, state={"accommodation": [0, 0.1, 1]})

    np.testing.assert_array_equal(decision(model, "dprk")["engagement dprk->bloc"], [0, 1, 1])


@pytest.mark.parametrize("link", ["passengers", "bridge"])
def test_gives_leave_for_links_with_china_by_regard_unless_they_are_known_to_be_closed(link):
    model = a_model(
        {"actors/dprk/link_readiness": -0.2, "actors/dprk/link_regard": 1},
        alignment={"dprk->china": [0, 0.5, 0.5]},
        state={"links_frozen": [0, 0, 1]},
    )

    np.testing.assert_array_equal(decision(model, "dprk")[f"{link} dprk->china"], [0, 1, 0])


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
