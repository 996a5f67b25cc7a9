"""A client that turns to one patron turns from, or with, the other, who resents both until used to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change, listed
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.rivalry import habituation, resentment, substitution

alignments = st.floats(-1, 1)
shares = st.floats(0, 1)
NUMBERS = {
    "mechanisms/rivalry/coupling": 0.2,
    "mechanisms/rivalry/habit_rate": 0.1,
    "mechanisms/rivalry/patience_rate": 0.05,
    "mechanisms/rivalry/patron_share": 0.5,
    "pairs/china->dprk/jealousy": 0.1,
    "pairs/russia->dprk/jealousy": 0.04,
}


def test_ties_substitute_each_other_or_rise_together_as_the_coupling_says():
    np.testing.assert_allclose(substitution(0.5, coupling=np.array([0.02, 0, -0.02])), [-0.01, 0, 0.01])
    np.testing.assert_allclose(substitution(np.array([-0.5, 0]), coupling=0.02), [0.01, 0])


@given(alignments, st.floats(-1, 1))
def test_a_turn_away_does_the_opposite_of_a_turn_towards(growth, coupling):
    assert substitution(-growth, coupling=coupling) == -substitution(growth, coupling=coupling)


def test_only_growth_is_resented():
    np.testing.assert_allclose(resentment(np.array([-0.5, 0, 0.5]), jealousy=0.1), [0, 0, -0.05])


@given(seeds)
def test_resentment_is_a_loss_that_grows_with_the_turn(seed):
    assert_falls(resentment, "growth jealousy", seed)
    assert_between(resentment, "-jealousy", "0", seed)


def test_a_share_of_what_is_new_becomes_usual():
    np.testing.assert_allclose(habituation(np.array([0, 0.5, 0.8]), 0.5, rate=0.1), [0.05, 0, -0.03])


@given(seeds)
def test_what_is_usual_follows_the_alignment(seed):
    assert_rises(habituation, "alignment", seed)
    assert_falls(habituation, "usual", seed)


@given(alignments, alignments, shares)
def test_what_is_usual_never_passes_the_alignment(usual, alignment, rate):
    low, high = sorted((usual, alignment))

    assert low - 1e-15 <= usual + habituation(usual, alignment, rate=rate) <= high + 1e-15


@pytest.fixture
def turning():
    """Return a model in which the DPRK turns to Russia, then from it while its turn to China is still new."""
    return a_model(
        NUMBERS,
        alignment={"dprk->russia": [0.2, 0.6, 0.1], "dprk->china": 0.3},
        state={
            "usual dprk->russia": [0.2, 0.2, 0.5],
            "accepted dprk->russia": [0.2, 0.1, 0.5],
            "usual dprk->china": 0.3,
            "accepted dprk->china": [0.3, 0.3, 0.05],
        },
    )


def test_the_client_substitutes_and_each_patron_resents_client_and_rival(turning):
    causes = caused(turning, "rivalry")

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "substitution": {"persistent dprk->china": [0, -0.08, 0.08], "persistent dprk->russia": [0, 0, 0]},
        "jealousy": {"persistent china->dprk": [0, -0.05, 0], "persistent russia->dprk": [0, 0, -0.01]},
        "suspicion": {"persistent china->russia": [0, -0.025, 0], "persistent russia->china": [0, 0, -0.005]},
    }


def test_client_and_patrons_get_used_to_the_new_alignment_each_at_its_own_rate(turning):
    changes = {key: amount for key, amount in change(turning, "rivalry").items() if "persistent" not in key}

    assert listed(changes) == {
        "usual dprk->russia": [0, 0.04, -0.04],
        "usual dprk->china": [0, 0, 0],
        "accepted dprk->russia": [0, 0.025, -0.02],
        "accepted dprk->china": [0, 0, 0.0125],
    }


@pytest.mark.parametrize("term", ["usual", "accepted"])
def test_all_are_used_to_what_the_parameters_say_and_else_to_nothing(term):
    model = a_model({"pairs/dprk->china/usual": [0.4, 0.5, 0.6]})

    np.testing.assert_array_equal(model.world[term, "dprk", "china"], [0.4, 0.5, 0.6])
    np.testing.assert_array_equal(model.world[term, "dprk", "russia"], [0, 0, 0])


def test_a_single_patron_has_no_rival():
    changes = change(a_model(NUMBERS, cast=("dprk", "china")), "rivalry")

    assert set(changes) == {"usual dprk->china", "accepted dprk->china"}
