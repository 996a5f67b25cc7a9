"""Sums of arrays over replicates."""

import numpy as np

from tumen.base.arrays import total


def test_the_total_adds_history_by_history():
    amounts = [np.array([1, 2, 3], np.float32), np.array([10, 20, 30], np.float32)]

    np.testing.assert_array_equal(total(amounts), np.array([11, 22, 33], np.float32))
    assert total(amounts).dtype == np.float32


def test_the_total_of_one_amount_is_that_amount():
    amount = np.array([1.0, 2.0, 3.0])

    assert total([amount]) is amount
