"""What is counted and reported follows the state, with chance and with a gain below one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from tumen.measurement.counts import count, known_rate, muted, reported

shares = st.floats(0, 1)
rates = st.floats(0, 6)


def test_a_rate_is_spread_over_the_year_and_moved_by_its_driver():
    rate = known_rate(6, np.array([0, np.log(2), np.log(2)]), gain=1, exposure=np.array([1, 1, 0.5]))

    np.testing.assert_allclose(rate, [0.5, 1, 0.5])


@given(st.floats(0, 50), st.floats(-1, 1), st.floats(0, 1), st.floats(0, 6), shares)
def test_a_rate_never_falls_with_what_speaks_for_it(yearly, driver, more, gain, exposure):
    before = known_rate(yearly, driver, gain=gain, exposure=exposure)

    assert 0 <= before <= known_rate(yearly, driver + more, gain=gain, exposure=exposure)


def test_a_count_is_the_first_number_whose_probability_passes_the_luck():
    chances = poisson.cdf([0, 1, 2], 1.5)

    counted = count(np.array([0, chances[0] - 1e-9, chances[0] + 1e-9, chances[2] + 1e-9]), 1.5, 8)

    assert counted.tolist() == [0, 0, 1, 3]


@given(st.floats(0, 1, exclude_max=True), rates)
def test_a_count_is_the_quantile_of_a_poisson_distribution_cut_off(luck, rate):
    between = poisson.ppf([max(luck - 1e-9, 0), min(luck + 1e-9, 1)], rate)  # luck may hit a step
    low, high = np.clip(np.nan_to_num(between, posinf=99), 0, 12)

    assert low <= count(luck, rate, 12) <= high


def test_in_single_precision_a_count_is_the_same_unless_luck_hits_a_step():
    chance = np.random.default_rng(1)
    luck, rate = chance.random(100_000, np.float32), chance.uniform(0, 6, 100_000).astype(np.float32)
    off = 2e-6

    counted = count(luck, rate, 12)

    low, high = np.clip(poisson.ppf([np.maximum(luck - off, 0), np.minimum(luck + off, 1)], rate), 0, 12)
    assert counted.dtype == np.float32
    assert np.all((low <= counted) & (counted <= high))
    assert np.mean(low < high) < 1e-3


@given(st.floats(0, 1, exclude_max=True), shares, rates, st.floats(0, 3))
def test_a_count_rises_with_luck_and_with_the_rate(luck, more, rate, added):
    counted = count(luck, rate, 12)

    assert counted <= count(luck + more * (1 - luck) * 0.999, rate, 12)
    assert counted <= count(luck, rate + added, 12) + 1e-9


def test_counts_have_the_mean_of_their_rate():
    luck = (np.arange(100_000) + 0.5) / 100_000

    assert count(luck, 2.0, 12).mean() == pytest.approx(2, abs=1e-3)


def test_a_report_shows_a_share_and_errs_in_proportion():
    told = reported(np.array([0, 10, 10]), np.array([1, 0, 1]), gain=0.8, error=np.log(2))

    np.testing.assert_allclose(told, [0, 8, 16])


@given(st.floats(-1, 1), st.floats(-1, 1), shares)
def test_muted_words_lie_between_the_formula_and_the_regard(regard, formula, gain):
    shown = muted(regard, formula, 0.0, gain=gain, error=0.1)

    assert min(regard, formula) - 1e-12 <= shown <= max(regard, formula) + 1e-12


def test_public_regard_never_leaves_its_range():
    assert muted(0.9, 0.5, np.array([-99, 99]), gain=1, error=1).tolist() == [-1, 1]
