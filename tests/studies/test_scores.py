"""Scores have the values that one works out by hand, and reward honesty."""

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st

from tumen.studies.scores import (
    brier,
    coverage,
    crps_ensemble,
    crps_normal,
    interval_score,
    log_score,
    ranked_probability_score,
)

CLOSE = {"rtol": 1e-9, "atol": 1e-9}
numbers = st.floats(-1e3, 1e3)
ensembles = arrays.arrays(np.float64, (3, 7), elements=numbers)
observations = arrays.arrays(np.float64, 3, elements=numbers)
probabilities = st.floats(0, 1)


def test_brier_is_the_squared_distance():
    np.testing.assert_allclose(brier([0.8, 0.8, 0.5], [True, False, True]), [0.04, 0.64, 0.25])


def test_the_log_score_is_that_of_what_came():
    np.testing.assert_allclose(log_score([0.8, 0.8], [True, False]), [-np.log(0.8), -np.log(0.2)])


def test_what_was_held_impossible_costs_infinitely_much_and_what_was_sure_nothing():
    assert log_score([0.0, 1.0, 1.0, 0.0], [True, False, True, False]).tolist() == [np.inf, np.inf, 0, 0]


def test_a_near_miss_costs_less_than_a_far_one():
    near, far = ranked_probability_score([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], [2, 2])

    assert (near, far) == (1.0, 2.0)


def test_the_ranked_score_by_hand():
    assert ranked_probability_score([0.2, 0.5, 0.3], 1) == pytest.approx(0.2**2 + 0.3**2)


@pytest.mark.parametrize(("fair", "expected"), [(False, 1 - 1 / 2), (True, 1 - 1)])
def test_the_score_of_two_draws_by_hand(fair, expected):
    assert crps_ensemble([0.0, 2.0], 1.0, fair=fair) == pytest.approx(expected)


def test_a_single_draw_has_its_distance():
    assert crps_ensemble([3.0], 1.0) == 2.0


def test_a_fair_score_needs_two_draws():
    with pytest.raises(ValueError, match="the ensemble holds 1 draws"):
        crps_ensemble([3.0], 1.0, fair=True)


def test_a_normal_that_is_met_in_the_middle():
    assert crps_normal(1.0, 2.0, 1.0) == pytest.approx(2 * (np.sqrt(2) - 1) / np.sqrt(np.pi))


def test_a_normal_without_spread_has_its_distance():
    np.testing.assert_array_equal(crps_normal([1.0, 2.0], 0.0, [3.0, 2.0]), [2.0, 0.0])


def test_an_interval_pays_its_width_and_its_misses():
    score = interval_score([0.0, 0.0, 0.0], 2.0, [1.0, 3.0, -0.5], level=0.9)

    np.testing.assert_allclose(score, [2.0, 2 + 20 * 1, 2 + 20 * 0.5])


@pytest.mark.parametrize("level", [0.0, 1.0, 90.0])
def test_a_level_out_of_range_is_refused(level):
    with pytest.raises(ValueError, match=f"the level is {level:g}. Write a number above 0 and below 1"):
        interval_score(0.0, 1.0, 0.5, level=level)


def test_coverage_counts_the_bounds_in():
    assert coverage([0, 0, 0, 0], 1, [0, 1, 0.5, 2]) == 0.75
    assert np.isnan(coverage([], [], []))


@given(probabilities, probabilities)
def test_nobody_expects_less_than_by_saying_what_they_believe(belief, said):
    def expected(score, told):
        return belief * score(told, True) + (1 - belief) * score(told, False)

    assert expected(brier, belief) <= expected(brier, said) + 1e-12
    if 0 < said < 1 and 0 < belief < 1:
        assert expected(log_score, belief) <= expected(log_score, said) + 1e-12


@given(probabilities, st.booleans())
def test_two_ranks_are_a_brier_score(probability, happened):
    ranked = ranked_probability_score([1 - probability, probability], int(happened))

    assert ranked == pytest.approx(float(brier(probability, happened)))


@given(ensembles, observations)
def test_an_ensemble_scores_the_same_in_any_order_and_never_below_nothing(draws, observed):
    score = crps_ensemble(draws, observed)

    np.testing.assert_allclose(crps_ensemble(draws[:, ::-1], observed), score)
    assert (score >= -1e-9).all()
    assert (crps_ensemble(draws, observed, fair=True) <= score + 1e-9).all()


@given(ensembles, observations, numbers)
def test_scores_move_with_the_scale_and_not_with_the_place(draws, observed, shift):
    score = crps_ensemble(draws, observed)

    np.testing.assert_allclose(crps_ensemble(draws + shift, observed + shift), score, atol=1e-6)
    np.testing.assert_allclose(crps_ensemble(3 * draws, 3 * observed), 3 * score, atol=1e-6)


def test_a_large_ensemble_of_a_normal_scores_as_the_normal():
    draws = np.random.default_rng(1).normal(1.0, 2.0, 200_000)

    assert crps_ensemble(draws, 2.5) == pytest.approx(float(crps_normal(1.0, 2.0, 2.5)), abs=0.01)


@given(ensembles, observations)
def test_ensembles_agree_with_another_library(draws, observed):
    np.testing.assert_allclose(
        crps_ensemble(draws, observed),
        scoringrules.crps_ensemble(observed, draws, estimator="nrg", backend="numpy"),
        **CLOSE,
    )
    np.testing.assert_allclose(
        crps_ensemble(draws, observed, fair=True),
        scoringrules.crps_ensemble(observed, draws, estimator="fair", backend="numpy"),
        **CLOSE,
    )


@given(observations, st.floats(0.01, 100), observations)
def test_normals_agree_with_another_library(mean, deviation, observed):
    theirs = scoringrules.crps_normal(observed, mean, deviation, backend="numpy")

    np.testing.assert_allclose(crps_normal(mean, deviation, observed), theirs, **CLOSE)


@given(st.floats(0.001, 0.999), st.booleans(), st.floats(0.01, 0.99))
def test_scores_of_events_and_intervals_agree_with_another_library(probability, happened, level):
    came = int(happened)

    np.testing.assert_allclose(
        brier(probability, happened), scoringrules.brier_score(came, probability, backend="numpy"), **CLOSE
    )
    np.testing.assert_allclose(
        log_score(probability, happened), scoringrules.log_score(came, probability, backend="numpy"), **CLOSE
    )
    np.testing.assert_allclose(
        interval_score(0.2, 0.6, probability, level=level),
        scoringrules.interval_score(probability, 0.2, 0.6, 1 - level, backend="numpy"),
        **CLOSE,
    )


@given(arrays.arrays(np.float64, 5, elements=st.floats(0.01, 1)), st.integers(0, 4))
def test_ranks_agree_with_another_library(weights, outcome):
    shares = weights / weights.sum()

    theirs = scoringrules.rps_score(outcome + 1, shares, backend="numpy")

    np.testing.assert_allclose(ranked_probability_score(shares, outcome), theirs, **CLOSE)
