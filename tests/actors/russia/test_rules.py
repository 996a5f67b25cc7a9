"""The arithmetic of Moscow's decisions: known answers, bounds, and what speaks for and against."""

import numpy as np
import pytest
from hypothesis import given

from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.actors.russia.rules import payment, wish_to_consent, wish_to_pay, wish_to_praise, wish_to_teach


@pytest.mark.parametrize(
    ("wish", "speaks_for", "speaks_against"),
    [
        (wish_to_pay, "demand alignment readiness need_weight burden_half", "arrears burden_weight"),
        (
            wish_to_praise,
            "demand alignment readiness need_weight",
            "thaw enforcement thaw_weight law_weight",
        ),
        (wish_to_teach, "demand readiness need_weight", "thaw thaw_weight"),
        (wish_to_consent, "alignment readiness", "own_influence stake_weight"),
    ],
)
@given(seed=seeds)
def test_what_speaks_for_a_wish_raises_it_and_what_speaks_against_it_lowers_it(
    wish, speaks_for, speaks_against, seed
):
    assert_rises(wish, speaks_for, seed)
    assert_falls(wish, speaks_against, seed)


def test_the_wish_to_pay_weighs_need_and_regard_against_the_bill():
    by = {"readiness": 0, "need_weight": 1, "regard_weight": 0.5, "burden_weight": 2, "burden_half": 1.5}

    advantage = wish_to_pay(np.array([0, 1, 1]), np.array([0, 0.4, 0.4]), np.array([0, 0, 1.5]), **by)

    np.testing.assert_allclose(advantage, [0, 1.2, 0.2])


def test_a_stalling_debtor_pays_less():
    paid = payment(np.array([0, 2, 2.0]), np.array([True, True, False]), prompt_share=0.5, stalled_share=0.1)

    np.testing.assert_allclose(paid, [0, 1, 0.2])


@given(seeds)
def test_no_more_is_paid_than_is_owed(seed):
    assert_rises(payment, "arrears prompt_share stalled_share", seed)
    assert_between(payment, "0", "arrears", seed)


def test_the_wish_to_praise_weighs_need_and_regard_against_thaw_and_sanctions():
    by = {"readiness": -0.5, "need_weight": 1, "regard_weight": 2, "thaw_weight": 3, "law_weight": 4}
    considerations = np.eye(5)[:4]  # one at a time, then none

    np.testing.assert_allclose(wish_to_praise(*considerations, **by), [0.5, 1.5, -3.5, -4.5, -0.5])


def test_the_wish_to_teach_weighs_need_against_the_thaw():
    by = {"readiness": -0.5, "need_weight": 1, "thaw_weight": 2}

    np.testing.assert_allclose(
        wish_to_teach(np.array([0, 1, 1]), np.array([0, 0, 1]), **by), [-0.5, 0.5, -1.5]
    )


def test_the_wish_to_consent_weighs_the_neighbour_against_influence():
    weights = {"readiness": -0.1, "regard_weight": 1.0, "stake_weight": 0.5}

    advantage = wish_to_consent(np.array([0, 0.5, 0.5]), np.array([-0.5, -0.5, 1]), **weights)

    np.testing.assert_allclose(advantage, [-0.1, 0.4, -0.1])
