"""Sums of arrays over replicates, and arrays from a number for all of them."""

import numpy as np
import pytest

from tumen.base.arrays import filled, total


def test_the_total_adds_history_by_history():
    amounts = [np.array([1, 2, 3], np.float32), np.array([10, 20, 30], np.float32)]

    np.testing.assert_array_equal(total(amounts), np.array([11, 22, 33], np.float32))
    assert total(amounts).dtype == np.float32


def test_the_total_of_one_amount_is_that_amount():
    amount = np.array([1.0, 2.0, 3.0])

    assert total([amount]) is amount


@pytest.mark.parametrize("precision", [np.float32, np.float64])
@pytest.mark.parametrize("value", [2, 2.0, np.float64(2), np.full(3, 2.0, np.float32), np.full(3, 2.0)])
def test_an_array_is_filled_from_a_number_or_from_an_array(value, precision):
    whole = filled(value, 3, precision)

    np.testing.assert_array_equal(whole, [2, 2, 2])
    assert whole.dtype == precision
    assert whole is not value
