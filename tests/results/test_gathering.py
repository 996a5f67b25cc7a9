"""Blocks arrive in any size and order, and make the same whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ensembles import gathered, scenarios
from tumen.results.differences import Difference
from tumen.results.gathering import Gathering

MONTHS = range(24_300, 24_303)


def part(replicates: range) -> Difference:
    return Difference.empty(("a-b",), (24_300,), replicates)


@settings(max_examples=10)
@given(st.integers(1, 30))
def test_any_block_size_gives_the_same_bits(block_size):
    blocks, differences = gathered(scenarios(), 30, MONTHS, block_size=block_size)
    whole_blocks, whole_differences = gathered(scenarios(), 30, MONTHS, block_size=30)

    for name, block in blocks.items():
        whole = whole_blocks[name]
        np.testing.assert_array_equal(block.trajectories, whole.trajectories)
        for attribute in ("counts", "sums", "minimum", "maximum", "overflow"):
            mine, theirs = (getattr(one.histograms, attribute) for one in (block, whole))
            np.testing.assert_array_equal(mine, theirs)
        for columns, whole_columns in ((block.events, whole.events), (block.parameters, whole.parameters)):
            np.testing.assert_equal(dict(columns), dict(whole_columns))
    for pair, difference in differences.items():
        np.testing.assert_array_equal(difference.below, whole_differences[pair].below)
        np.testing.assert_array_equal(difference.histograms.counts, whole_differences[pair].histograms.counts)


def test_all_trajectories_of_all_blocks_are_gathered_on_request():
    blocks, _ = gathered(scenarios(), 30, MONTHS, block_size=7, full=True)

    assert blocks["ceasefire"].kept == range(30)


def test_a_missing_block_is_noticed():
    gathering = Gathering[Difference](range(10))
    gathering.add(part(range(6, 10)))

    with pytest.raises(ValueError, match="history 0 is missing"):
        gathering.result()


def test_a_missing_last_block_is_noticed():
    gathering = Gathering[Difference](range(10))
    gathering.add(part(range(6)))

    with pytest.raises(ValueError, match="histories from 6 to 9 are missing"):
        gathering.result()


def test_a_block_that_comes_twice_is_noticed():
    gathering = Gathering[Difference](range(10))
    gathering.add(part(range(6)))
    gathering.add(part(range(4, 10)))

    with pytest.raises(ValueError, match="came twice"):
        gathering.result()
