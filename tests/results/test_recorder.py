"""The recorder keeps what was asked for, in its place."""

import numpy as np
import pytest

from tumen.base.calendar import month_number
from tumen.results.recorder import NEVER, BlockResult, Recorder
from tumen.results.schema import described

MONTHS = (month_number("2024-12"), month_number("2025-01"))
TIE, LEANING = ("strength", "a-b"), ("alignment", "a->b")


def recorded(replicates: range, *, sample: int = 0, full: bool = False) -> BlockResult:
    recorder = Recorder([described(TIE), described(LEANING)], MONTHS, replicates, sample=sample, full=full)
    numbers = np.asarray(replicates, np.float32)
    for month in MONTHS:
        recorder.record(month, {TIE: numbers / 100, LEANING: -numbers / 100})
    came = np.where(numbers > 6, MONTHS[0], NEVER)
    return recorder.finish({"treaty": came}, {"mechanisms/made_up/gain": numbers})


def test_trajectories_are_kept_of_the_histories_of_the_sample():
    result = recorded(range(4, 8), sample=6)

    assert result.kept == range(4, 6)
    np.testing.assert_allclose(result.trajectories[:, 1], [[0.04, 0.05], [-0.04, -0.05]])


def test_a_block_beyond_the_sample_keeps_none():
    result = recorded(range(4, 8), sample=3)

    assert result.trajectories.shape == (2, 2, 0)


def test_all_trajectories_are_kept_on_request():
    assert recorded(range(4, 8), full=True).kept == range(4, 8)


def test_events_and_parameters_keep_their_histories():
    result = recorded(range(6, 9))

    assert result.events["treaty"].tolist() == [NEVER, MONTHS[0], MONTHS[0]]
    assert result.events["treaty"].dtype == np.int32
    assert result.parameters["mechanisms/made_up/gain"].tolist() == [6, 7, 8]


def test_a_series_without_values_is_refused():
    recorder = Recorder([described(TIE)], MONTHS, range(3), sample=0)

    with pytest.raises(KeyError):
        recorder.record(MONTHS[0], {LEANING: np.zeros(3, np.float32)})


def test_a_value_that_is_not_a_number_is_refused_with_its_month_and_series():
    recorder = Recorder([described(TIE)], MONTHS, range(3), sample=0)

    with pytest.raises(ValueError, match=r"2025-01: not a number: strength a-b"):
        recorder.record(MONTHS[1], {TIE: np.array([0, np.nan, 0], np.float32)})
