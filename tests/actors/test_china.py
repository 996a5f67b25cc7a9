"""China honours the DPRK, less so beside Moscow, and squeezes only where its tolerance is passed."""

import numpy as np
import pytest
from hypothesis import given

from builders import a_model, decision
from laws import assert_between, assert_falls, assert_rises, seeds
from options import considerations, regard
from tumen.actors.china import trade_gained, trade_over_border, wish_to_honour, wish_to_reopen

WEIGHTS = {"readiness": 0.1, "regard_weight": 1.0, "rivalry_weight": 0.5, "displeasure_weight": 2.0}
AT_EASE = {  # never squeezes, and trades without sanctions
    "actors/china/squeeze_readiness": -9,
    "actors/china/squeeze_displeasure": 0,
    "actors/china/trade_with_dprk": 0.2,
    "actors/china/aid_to_dprk": 0.1,
    "actors/china/trade_lost_to_enforcement": 0.5,
    "actors/china/trade_gained_by_bridge": 0.25,
}
OPEN = {"border_open": 1, "enforcement": 0, "bridge_open": 0, "supplies_halted": 0}


def test_what_speaks_for_and_against_its_options():
    reopening = {**regard("china", "dprk", "for"), **regard("dprk", "russia", "against")}

    assert considerations("china", {}) == {
        "honour": {
            **regard("china", "dprk", "for"),
            "rivalry": "for",
            **regard("dprk", "russia", "against"),
        },
        "squeeze": regard("dprk", "russia", "for"),
        "back_russia": {"rivalry": "for"},
        "tours": reopening,
        "passengers": reopening,
        "bridge": reopening,
    }


def test_the_wish_to_honour_weighs_regard_and_rivalry_against_displeasure():
    advantage = wish_to_honour(
        np.array([0, 0.4, -0.4]), np.array([0, 1, 1]), np.array([0, 0, 0.5]), **WEIGHTS
    )

    np.testing.assert_allclose(advantage, [0.1, 1, -0.8])


@given(seeds)
def test_regard_and_rivalry_speak_for_honouring_and_displeasure_against_it(seed):
    assert_rises(wish_to_honour, "alignment rivalry readiness rivalry_weight", seed)
    assert_falls(wish_to_honour, "displeasure displeasure_weight", seed)


def test_the_wish_to_reopen_weighs_regard_against_displeasure():
    advantage = wish_to_reopen(
        np.array([0, 0.5, 0.5]),
        np.array([0, 0, 0.5]),
        readiness=0.1,
        regard_weight=2,
        displeasure_weight=4,
    )

    np.testing.assert_allclose(advantage, [0.1, 1.1, -0.9])


@given(seeds)
def test_regard_speaks_for_reopening_and_displeasure_against_it(seed):
    assert_rises(wish_to_reopen, "alignment readiness", seed)
    assert_falls(wish_to_reopen, "displeasure displeasure_weight", seed)


def test_trade_over_the_border_needs_an_open_border():
    traded = trade_over_border(np.array([0, 1, 0.5]), np.array([False, False, True]), usual=0.2, squeezed=0.5)

    np.testing.assert_allclose(traded, [0, 0.2, 0.05])


@given(seeds)
def test_trade_over_the_border_is_at_most_the_usual_and_less_when_squeezed(seed):
    assert_rises(trade_over_border, "border_open usual squeezed", seed)
    assert_falls(trade_over_border, "squeezes", seed)
    assert_between(trade_over_border, "0", "usual", seed)


def test_trade_is_gained_by_war():
    np.testing.assert_allclose(trade_gained(np.array([0, 0.5, 1]), before=8.0, gained=0.5), [8, 10, 12])


@given(seeds)
def test_trade_that_is_gained_is_never_below_what_it_was(seed):
    assert_rises(trade_gained, "cause before gained", seed)
    assert_between(trade_gained, "before", "inf", seed)


@pytest.mark.parametrize(("flow", "expected"), [("trade", [0.2, 0.2, 0.1]), ("aid", [0.1, 0.1, 0.05])])
def test_squeezes_goods_and_aid_only_where_its_tolerance_is_passed(flow, expected):
    model = a_model(
        {
            **AT_EASE,
            "actors/china/tolerance": 0.6,
            "actors/china/squeeze_readiness": -0.1,
            "actors/china/squeeze_displeasure": 1,
            "actors/china/squeezed_trade": 0.5,
        },
        alignment={"dprk->russia": [0.2, 0.6, 0.9]},
        state=OPEN,
    )

    np.testing.assert_allclose(decision(model, "china")[f"{flow} china->dprk"], expected)


@pytest.mark.parametrize(
    ("condition", "trade", "aid"),
    [
        ("border_open", [0, 0.1, 0.2], [0, 0.05, 0.1]),
        ("supplies_halted", [0.2, 0.1, 0], [0.1, 0.05, 0]),
        ("enforcement", [0.2, 0.15, 0.1], [0.1, 0.1, 0.1]),
        ("bridge_open", [0.2, 0.225, 0.25], [0.1, 0.1, 0.1]),
    ],
)
def test_supplies_its_neighbour_as_border_will_sanctions_and_bridge_allow(condition, trade, aid):
    model = a_model(AT_EASE, state={**OPEN, condition: [0, 0.5, 1]})

    given_ = decision(model, "china")

    np.testing.assert_allclose(given_["trade china->dprk"], trade)
    np.testing.assert_allclose(given_["aid china->dprk"], aid)


@pytest.mark.parametrize("link", ["tours", "passengers", "bridge"])
def test_reopens_links_by_regard_less_displeasure_unless_they_are_known_to_be_closed(link):
    model = a_model(
        {
            "actors/china/tolerance": 0.3,
            "actors/china/link_readiness": -0.2,
            "actors/china/link_regard": 1,
            "actors/china/link_displeasure": 1,
        },
        alignment={"china->dprk": [0, 0.5, 0.5, 0.5], "dprk->russia": [0, 0, 0.9, 0]},
        state={"links_frozen": [0, 0, 0, 1]},
        replicates=range(4),
    )

    np.testing.assert_array_equal(decision(model, "china")[f"{link} china->dprk"], [0, 1, 0, 0])


def test_honours_where_regard_and_rivalry_outweigh_displeasure():
    model = a_model(
        {
            "actors/china/tolerance": 0.3,
            "actors/china/honour_readiness": -0.4,
            "actors/china/honour_regard": 1,
            "actors/china/honour_rivalry": 0.5,
            "actors/china/honour_displeasure": 2,
            "actors/china/backing": 0.6,
        },
        alignment={"china->dprk": [0.5, 0, 0.5], "dprk->russia": [0, 0, 0.9]},
        state={"rivalry": 0.6},
    )

    np.testing.assert_array_equal(decision(model, "china")["support china->dprk"], [0.6, 0, 0])


def test_backs_moscow_and_presses_the_bloc_as_rivalry_bites():
    model = a_model(
        {
            "actors/china/back_russia_readiness": -0.5,
            "actors/china/back_russia_rivalry": 1,
            "actors/china/backing": 0.6,
            "actors/china/pressure_on_bloc": 0.3,
        },
        state={"rivalry": [0, 0.4, 1]},
    )

    given_ = decision(model, "china")

    np.testing.assert_array_equal(given_["support china->russia"], [0, 0, 0.6])
    np.testing.assert_allclose(given_["pressure china->bloc"], [0, 0.12, 0.3])


def test_sells_more_to_moscow_in_war():
    model = a_model(
        {"actors/china/trade_with_russia": 8, "actors/china/trade_gained_by_war": 0.5},
        state={"war_intensity": [0, 0.5, 1]},
    )

    np.testing.assert_allclose(decision(model, "china")["trade china->russia"], [8, 10, 12])


def test_sells_to_the_bloc_whatever_happens():
    model = a_model({"actors/china/trade_with_bloc": [40, 50, 60]}, state={"rivalry": [0, 0.5, 1]})

    np.testing.assert_array_equal(decision(model, "china")["trade china->bloc"], [40, 50, 60])
