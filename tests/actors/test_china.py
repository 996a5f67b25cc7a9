"""China honours the DPRK, less so beside Moscow, and squeezes only where its tolerance is passed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, decision
from tumen.actors.china import trade_gained, trade_over_border, wish_to_honour

WEIGHTS = {"readiness": 0.1, "regard_weight": 1.0, "rivalry_weight": 0.5, "displeasure_weight": 2.0}
shares = st.floats(0, 1)


def test_the_wish_to_honour_weighs_regard_and_rivalry_against_displeasure():
    advantage = wish_to_honour(
        np.array([0, 0.4, -0.4]), np.array([0, 1, 1]), np.array([0, 0, 0.5]), **WEIGHTS
    )

    np.testing.assert_allclose(advantage, [0.1, 1, -0.8])


@given(st.floats(-1, 1), shares, shares, shares)
def test_the_wish_to_honour_falls_with_displeasure(alignment, rivalry, displeasure, more):
    calm = wish_to_honour(alignment, rivalry, displeasure, **WEIGHTS)

    assert wish_to_honour(alignment, rivalry, displeasure + more, **WEIGHTS) <= calm


def test_trade_over_the_border_needs_an_open_border():
    traded = trade_over_border(np.array([0, 1, 0.5]), np.array([False, False, True]), usual=0.2, squeezed=0.5)

    np.testing.assert_allclose(traded, [0, 0.2, 0.05])


def test_trade_is_gained_by_war():
    np.testing.assert_allclose(trade_gained(np.array([0, 0.5, 1]), before=8.0, gained=0.5), [8, 10, 12])


def test_squeezes_only_where_its_tolerance_is_passed():
    model = a_model(
        {
            "actors/china/tolerance": 0.6,
            "actors/china/squeeze_readiness": -0.1,
            "actors/china/squeeze_displeasure": 1,
            "actors/china/squeezed_trade": 0.5,
            "actors/china/trade_with_dprk": 0.2,
        },
        alignment={"dprk->russia": [0.2, 0.6, 0.9]},
        state={"border_open": 1},
    )

    np.testing.assert_allclose(decision(model, "china")["trade china->dprk"], [0.2, 0.2, 0.1])


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
