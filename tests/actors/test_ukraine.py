"""Ukraine resists what attacks it, and accuses those who arm its enemy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, decision
from laws import assert_falls, assert_rises, seeds
from options import considerations
from tumen.actors.ukraine import wish_to_accuse

WEIGHTS = {
    "readiness": -1.0,
    "arms_weight": 2.0,
    "arms_half": 5_000.0,
    "troops_weight": 0.5,
    "disclosed_weight": 0.25,
}
flags = st.sampled_from([0.0, 1.0])


def test_the_wish_to_accuse_adds_up_arms_soldiers_and_their_admission():
    advantage = wish_to_accuse(
        np.array([0.0, 5_000.0, 15_000.0]), np.array([0, 1, 1]), np.array([0, 0, 1]), **WEIGHTS
    )

    np.testing.assert_allclose(advantage, [-1, 0.5, 1.25])


@given(st.floats(0, 1e6), st.floats(0, 1e6), flags, flags)
def test_the_wish_to_accuse_rises_with_arms_and_is_bounded(arms, more, deployment, disclosed):
    low = wish_to_accuse(arms, deployment, disclosed, **WEIGHTS)
    high = wish_to_accuse(arms + more, deployment, disclosed, **WEIGHTS)

    assert -1 <= low <= high <= 1.75


@given(seeds)
def test_arms_and_soldiers_speak_for_an_accusation(seed):
    weights = "arms_weight troops_weight disclosed_weight"
    assert_rises(wish_to_accuse, f"arms deployment disclosed readiness {weights}", seed)
    assert_falls(wish_to_accuse, "arms_half", seed)


def test_what_speaks_for_and_against_its_options():
    assert considerations("ukraine", {}) == {
        "accuse": {"arms_delivered dprk->russia": "for", "deployment": "for", "disclosed": "for"}
    }


def test_accuses_where_it_is_better_off_accusing():
    model = a_model(
        {
            "actors/ukraine/accuse_readiness": -1,
            "actors/ukraine/accuse_arms": 0.5,
            "actors/ukraine/accuse_troops": 0.8,
            "actors/ukraine/accuse_disclosed": 0,
            "actors/ukraine/accusation": 0.3,
        },
        state={"arms_delivered dprk->russia": [0, 1e9, 1e9], "deployment": [1, 0, 1]},
    )

    given_ = decision(model, "ukraine")

    np.testing.assert_array_equal(given_["pressure ukraine->dprk"], [0, 0, 0.3])


def test_resists_and_thanks_as_long_as_there_is_war():
    model = a_model(
        {"actors/ukraine/gratitude": 0.8},
        state={"war_intensity": [0, 0.5, 1], "western_support": [1, 1, 0.5]},
    )

    given_ = decision(model, "ukraine")

    np.testing.assert_array_equal(given_["pressure ukraine->russia"], [0, 0.5, 1])
    np.testing.assert_allclose(given_["support ukraine->bloc"], [0, 0.4, 0.4])
