"""Belarus backs Moscow the more it thinks of it, and lends it its ground."""

import numpy as np
from hypothesis import given

from builders import CAST, a_model, decision
from laws import assert_between, assert_rises, seeds
from tumen.actors.belarus import lent, wish_to_back

SIX = (*CAST, "belarus")


def test_the_wish_to_back_moscow_adds_up_regard_and_sanctions():
    advantage = wish_to_back(
        np.array([0, 0.5, -0.5]),
        np.array([0, 1, 0.5]),
        readiness=-1,
        regard_weight=2,
        sanctions_weight=1,
    )

    np.testing.assert_allclose(advantage, [-1, 1, -1.5])


@given(seeds)
def test_regard_and_sanctions_speak_for_backing_moscow(seed):
    assert_rises(wish_to_back, "alignment sanctions readiness sanctions_weight", seed)


def test_a_host_gives_by_its_regard_and_by_the_war():
    help_ = lent(np.array([-0.5, 0.5, 0.5]), np.array([1, 1, 0.5]), full=0.2)

    np.testing.assert_allclose(help_, [0, 0.1, 0.05])


@given(seeds)
def test_a_host_gives_the_more_the_more_it_likes_and_never_more_than_all(seed):
    assert_rises(lent, "alignment war full", seed)
    assert_between(lent, "0", "full", seed)


def test_speaks_up_where_it_is_better_off_speaking():
    model = a_model(
        {
            "actors/belarus/back_readiness": -1,
            "actors/belarus/back_regard": 2,
            "actors/belarus/back_sanctions": 1,
            "actors/belarus/backing": 0.6,
        },
        cast=SIX,
        alignment={"belarus->russia": [0.4, 0.4, 0.6]},
        state={"sanctions": [0, 1, 0]},
    )

    given_ = decision(model, "belarus")

    np.testing.assert_array_equal(given_["support belarus->russia"], [0, 0.6, 0.6])


def test_lends_its_ground_which_threatens_kyiv_and_loses_trade_by_sanctions():
    model = a_model(
        {
            "actors/belarus/ground": 0.1,
            "actors/belarus/threat": 0.4,
            "actors/belarus/trade_with_bloc": 0.2,
            "actors/belarus/trade_lost_to_sanctions": 0.5,
        },
        cast=SIX,
        alignment={"belarus->russia": 0.5},
        state={"war_intensity": [0, 0.5, 1], "sanctions": [0, 0.5, 1]},
    )

    given_ = decision(model, "belarus")

    np.testing.assert_allclose(given_["military_aid belarus->russia"], [0, 0.025, 0.05])
    np.testing.assert_allclose(given_["pressure belarus->ukraine"], [0, 0.1, 0.2])
    np.testing.assert_allclose(given_["trade belarus->bloc"], [0.2, 0.15, 0.1])
