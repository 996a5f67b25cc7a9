"""Histograms are exact in any order, and their quantiles at most half a bin off."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tumen.results.counting import Counter
from tumen.results.histograms import BINS, Histograms
from tumen.results.schema import Series

ARRAYS = ("counts", "sums", "minimum", "maximum", "overflow")
PROBABILITIES = (0.0, 0.05, 0.25, 0.5, 0.95, 1.0)

values_in_range = arrays(np.float32, st.integers(1, 60), elements=st.floats(-1, 1, width=32))


def a_series(low: float = -1, high: float = 1) -> Series:
    return Series("strength", "a-b", "strength", "", low, high)


def counted(values: np.ndarray, line: Series | None = None, room: int | None = None) -> Histograms:
    histograms = Histograms([line or a_series()], 1, room or values.size)
    Counter(histograms, values.size).count(0, values[None])
    return histograms


def assert_same(first: Histograms, second: Histograms) -> None:
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


def test_a_value_falls_into_its_bin_and_the_ends_into_the_end_bins():
    histograms = counted(np.array([-1, -0.5, 0, 0.9999, 1], np.float32))

    assert np.flatnonzero(histograms.counts[0, 0]).tolist() == [0, BINS // 4, BINS // 2, BINS - 1]
    assert histograms.counts[0, 0, BINS - 1] == 2


def test_values_outside_the_range_count_in_the_end_bins_and_as_overflow():
    histograms = counted(np.array([-3, 0, 0, 7], np.float32))

    assert histograms.counts[0, 0, [0, BINS // 2, BINS - 1]].tolist() == [1, 2, 1]
    assert histograms.overflow[0, 0] == 2
    assert (histograms.minimum[0, 0], histograms.maximum[0, 0]) == (-3, 7)


def test_a_limit_that_float32_cannot_hold_is_no_overflow():
    histograms = counted(np.array([0.1, 0.3], np.float32), a_series(0.1, 0.3))

    assert histograms.overflow[0, 0] == 0
    assert histograms.counts[0, 0, [0, BINS - 1]].tolist() == [1, 1]


def test_a_value_that_is_not_a_number_is_refused_by_name():
    with pytest.raises(ValueError, match="not a number: strength a-b"):
        counted(np.array([0, np.nan], np.float32))


def test_more_series_than_are_counted_at_once_are_all_counted():
    values = np.linspace(-1, 1, 300 * 1_000, dtype=np.float32).reshape(300, 1_000)
    histograms = Histograms([a_series()] * 300, 1, 1_000)

    Counter(histograms, 1_000).count(0, values)

    assert (histograms.counts.sum(axis=(1, 2)) == 1_000).all()
    np.testing.assert_allclose(histograms.means()[:, 0], values.mean(axis=1), atol=1e-6)


@given(values_in_range)
def test_quantiles_are_at_most_half_a_bin_from_the_exact_ones(values):
    quantiles = counted(values).quantiles(PROBABILITIES)[0, 0]

    exact = np.quantile(values.astype(float), PROBABILITIES)
    assert np.abs(quantiles - exact).max() <= 0.5 * 2 / BINS * 1.001


@given(st.floats(0, 1, width=32), st.integers(1, 9))
def test_what_is_the_same_in_all_histories_is_told_exactly(value, size):
    histograms = counted(np.full(size, value, np.float32))

    assert (histograms.quantiles(PROBABILITIES) == np.float32(value)).all()


@given(values_in_range)
def test_the_mean_is_exact_to_a_step(values):
    assert counted(values).means()[0, 0] == pytest.approx(values.astype(float).mean(), abs=2e-7)


@given(values_in_range, st.data())
def test_any_split_merged_in_any_order_gives_the_same_bits(values, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, values.size), max_size=4)))
    parts = data.draw(st.permutations([part for part in np.split(values, cuts) if part.size]))
    whole = Histograms([a_series()], 1, values.size)

    for part in parts:
        whole.absorb(counted(part))

    assert_same(whole, counted(values))
