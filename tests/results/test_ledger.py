"""Contributions add up exactly, in whichever blocks and order they come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.results.ledger import STEPS, Ledger, LedgerRecorder

MONTHS = (24_300, 24_301)
ENTRY, OTHER = (("a", "b"), "war/need"), (("b", "a"), "event/treaty")
WEIGHTS = (0.5, 0.25, 0.25)


def recorded(amounts, first=0, *, sample=0, weights=WEIGHTS) -> Ledger:
    """Return the ledger of a block in which one thing happens in the first month, and another in both."""
    size = len(amounts)
    recorder = LedgerRecorder(
        MONTHS,
        range(first, first + size),
        sample=sample,
        weights=[np.full(size, weight, amounts.dtype) for weight in weights],
        start={("a", "b"): amounts},
    )
    recorder.record(MONTHS[0], {ENTRY: amounts, OTHER: 2 * amounts})
    recorder.record(MONTHS[1], {ENTRY: -amounts})
    ledger = recorder.finish()
    assert ledger is not None
    return ledger


def gathered(parts: list[Ledger], size: int) -> Ledger:
    whole = parts[0].room(range(size))
    for part in parts:
        whole.take(part)
    return whole


def test_the_mean_of_each_cause_is_kept_by_month():
    ledger = recorded(np.array([0.25, -0.5, 1.0]))

    np.testing.assert_allclose(ledger.mean(ledger.sums[ENTRY]), [0.25, -0.25], atol=1e-11)
    np.testing.assert_allclose(ledger.mean(ledger.sums[OTHER]), [0.5, 0], atol=1e-11)
    assert ledger.mean(ledger.start["a", "b"]) == pytest.approx(0.25, abs=1e-11)


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_each_amount_is_rounded_to_whole_steps(precision):
    amounts = np.array([8, -8, 1e-3, -3e-12, 0.1, 2.0**-38, 0], precision)

    ledger = recorded(amounts)

    assert ledger.sums[ENTRY][0] == sum(round(float(amount) * STEPS) for amount in amounts)


@given(
    st.lists(st.floats(-8, 8, width=32), min_size=2, max_size=40),
    st.integers(1, 40),
    st.randoms(use_true_random=False),
)
def test_any_blocks_in_any_order_give_the_same_bits(numbers, size, random):
    amounts = np.array(numbers, np.float32)
    whole = recorded(amounts, sample=5)
    parts = [
        recorded(amounts[start : start + size], start, sample=5) for start in range(0, len(amounts), size)
    ]
    random.shuffle(parts)

    again = gathered(parts, len(amounts))

    assert again.start == whole.start
    for entry in (ENTRY, OTHER):
        np.testing.assert_array_equal(again.sums[entry], whole.sums[entry])
        np.testing.assert_array_equal(again.histories[entry], whole.histories[entry])


def test_contributions_are_kept_of_the_histories_of_the_sample():
    ledger = recorded(np.array([0.25, -0.5, 1.0], np.float32), first=4, sample=6)

    assert ledger.kept == range(4, 6)
    np.testing.assert_array_equal(ledger.histories[ENTRY], [[0.25, -0.5], [-0.25, 0.5]])
    np.testing.assert_array_equal(ledger.histories[OTHER], [[0.5, -1], [0, 0]])


def test_what_happens_in_one_block_only_is_nothing_in_the_others():
    one = recorded(np.array([1.0, 3.0]), sample=None)
    other = recorded(np.array([5.0]), 2, sample=None)
    del other.sums[OTHER], other.histories[OTHER]

    whole = gathered([other, one], 3)

    assert whole.sums[OTHER].tolist() == [8 * STEPS, 0]
    assert whole.histories[OTHER].tolist() == [[2, 6, 0], [0, 0, 0]]


def test_weights_that_differ_from_history_to_history_are_not_numbers():
    alike = [recorded(np.ones(2), start) for start in (0, 2)]
    apart = [recorded(np.ones(2), 0), recorded(np.ones(2), 2, weights=(0.4, 0.35, 0.25))]

    assert gathered(alike, 4).weights.tolist() == list(WEIGHTS)
    np.testing.assert_array_equal(gathered(apart, 4).weights, [np.nan, np.nan, 0.25])


def test_weights_that_differ_within_a_block_are_not_numbers():
    amounts = np.ones(2)
    varying = np.array([0.4, 0.6])
    recorder = LedgerRecorder(
        MONTHS, range(2), sample=0, weights=[varying, 1 - varying, 0 * varying], start={}
    )
    recorder.record(MONTHS[0], {ENTRY: amounts})

    ledger = recorder.finish()

    assert ledger is not None
    np.testing.assert_array_equal(ledger.weights, [np.nan, np.nan, 0])


def test_where_nothing_is_told_there_is_no_ledger():
    recorder = LedgerRecorder(MONTHS, range(2), sample=0, weights=[np.ones(2)], start={})
    recorder.record(MONTHS[0], {})

    assert recorder.finish() is None
