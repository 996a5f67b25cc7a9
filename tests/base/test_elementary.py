"""Elementary functions: known answers and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.base.elementary import (
    above,
    chance_to_choose,
    chance_within_month,
    either,
    first_time,
    flag,
    saturation,
    where_chosen,
)

shares = st.floats(0, 1)
amounts = st.floats(0, 1e6)
halves = st.floats(1e-3, 1e6)
utilities = st.floats(-1e6, 1e6)


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_a_flag_is_exact_and_takes_the_precision_of_what_it_meets(precision):
    flags = flag(np.array([True, False, True])) * np.ones(3, precision)

    np.testing.assert_array_equal(flags, [1, 0, 1])
    assert flags.dtype == precision


def test_an_amount_counts_only_where_it_is_chosen():
    amounts = where_chosen(np.array([True, False, True]), np.array([0.3, 0.4, 0.5], np.float32))

    np.testing.assert_array_equal(amounts, np.array([0.3, 0, 0.5], np.float32))
    assert amounts.dtype == np.float32


def test_above_is_what_exceeds_the_threshold():
    np.testing.assert_allclose(above(np.array([0.2, 0.5, 0.9]), 0.5), [0, 0, 0.4])


def test_something_becomes_so_for_the_first_time_once():
    already, now = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T

    np.testing.assert_array_equal(first_time(already, now), [0, 1, 0, 0])


@given(shares, shares)
def test_a_flag_that_something_is_added_to_for_the_first_time_stays_a_flag(already, now):
    after = already + first_time(already, now)

    assert max(already, now) - 1e-15 <= after <= 1 + 1e-15


def test_saturation_is_nothing_at_nothing_and_one_half_at_its_half():
    np.testing.assert_allclose(saturation(np.array([0.0, 3.0, 9.0]), 3.0), [0, 0.5, 0.75])


@given(amounts, amounts, halves)
def test_saturation_stays_a_share_and_never_falls(amount, more, half):
    assert 0 <= saturation(amount, half) <= saturation(amount + more, half) <= 1


def test_either_of_two_independent_halves_covers_three_quarters():
    assert either(0.5, 0.5) == 0.75


@given(shares, shares)
def test_either_is_symmetric_and_between_the_larger_share_and_one(first, second):
    covered = either(first, second)

    assert max(first, second) - 1e-15 <= covered <= 1 + 1e-15
    assert covered == pytest.approx(either(second, first), abs=1e-15)


def test_a_quantal_response_is_the_logistic_function():
    chances = chance_to_choose(np.array([-1.0, 0.0, 0.5]), 2.0)

    np.testing.assert_allclose(chances, [1 / (1 + np.exp(2)), 0.5, 1 / (1 + np.exp(-1))], rtol=1e-14)


@given(utilities, utilities, st.floats(0, 100))
def test_a_quantal_response_is_a_chance_that_rises_with_the_advantage(advantage, more, precision):
    low, high = sorted((advantage, more))

    assert 0 <= chance_to_choose(low, precision) <= chance_to_choose(high, precision) <= 1


@given(utilities, st.floats(0, 100))
def test_a_quantal_response_in_single_precision_is_the_same_chance_but_for_rounding(advantage, precision):
    single = np.float32(advantage), np.float32(precision)

    chance = chance_to_choose(*single)

    assert chance.dtype == np.float32
    assert 0 <= chance <= 1
    assert chance == pytest.approx(chance_to_choose(*map(float, single)), abs=1e-6)


@given(utilities, st.floats(0, 100))
def test_an_option_and_its_alternative_share_the_chance(advantage, precision):
    both = chance_to_choose(advantage, precision) + chance_to_choose(-advantage, precision)

    assert both == pytest.approx(1, abs=1e-15)


def test_twelve_months_at_a_yearly_rate_survive_as_one_year():
    survives = (1 - chance_within_month(np.array([0.0, 0.7, 5.0]))) ** 12

    np.testing.assert_allclose(survives, np.exp([0, -0.7, -5]), rtol=1e-13)


@given(st.floats(0, 1e3))
def test_a_small_rate_keeps_its_digits_in_single_precision(yearly_rate):
    single = np.float32(yearly_rate)

    assert chance_within_month(single) == pytest.approx(chance_within_month(float(single)), rel=1e-6)
