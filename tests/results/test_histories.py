"""Histories of a block find their place among all."""

import numpy as np
import pytest

from tumen.results.histories import kept, place


@pytest.mark.parametrize(
    ("replicates", "sample", "expected"),
    [
        (range(10), 3, range(3)),
        (range(2, 10), 3, range(2, 3)),
        (range(5, 10), 3, range(5, 5)),
        (range(10), 30, range(10)),
        (range(5, 10), None, range(5, 10)),
    ],
)
def test_histories_numbered_below_the_sample_are_kept_or_all(replicates, sample, expected):
    assert kept(replicates, sample) == expected


def test_a_part_stands_behind_those_that_come_before_it():
    whole = np.arange(10, 20)

    assert whole[place(range(14, 16), range(10, 20))].tolist() == [14, 15]
