"""Paired differences compare the same history in two scenarios."""

import numpy as np
import pytest

from tumen.results.differences import Strengths, paired_difference


def strengths(values: list[list[float]], months: tuple[int, ...], start: int = 0) -> Strengths:
    """Return strengths of one dyad; rows are months, columns histories."""
    array = np.array([values], np.float32)
    return Strengths(("a-b",), months, range(start, start + array.shape[2]), array)


def test_each_history_is_compared_with_itself():
    first = strengths([[0.5, 0.25, 0.0, 0.5]], (1,))
    second = strengths([[0.25, 0.5, 0.0, 0.0]], (1,))

    difference = paired_difference(first, second)

    assert (difference.below[0, 0], difference.above[0, 0]) == (1, 2)
    np.testing.assert_allclose(difference.histograms.means(), [[0.125]], atol=1e-6)
    assert (difference.histograms.minimum[0, 0], difference.histograms.maximum[0, 0]) == (-0.25, 0.5)


def test_only_common_months_are_compared():
    first = strengths([[0.1, 0.1], [0.3, 0.3]], (1, 2))
    second = strengths([[0.3, 0.3], [0.9, 0.9]], (2, 3))

    difference = paired_difference(first, second)

    assert difference.months == (2,)
    assert (difference.below.item(), difference.above.item()) == (0, 0)


def test_different_histories_cannot_be_paired():
    with pytest.raises(ValueError, match="cannot pair"):
        paired_difference(strengths([[0.1, 0.2]], (1,)), strengths([[0.1, 0.2]], (1,), start=2))
