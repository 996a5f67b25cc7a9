"""A rule that is called with traced arrays leaves its operations behind, with the types of NumPy."""

import numpy as np
import pytest

from tumen.base.elementary import above, flag, where_chosen
from tumen.compiled.traced import Recording, Traced


@pytest.fixture
def recording():
    return Recording(8)


@pytest.fixture
def x(recording):
    return recording.row("x")


def test_an_operation_is_taken_down_once(recording, x):
    first, second = x * 2.0 + 1, x * 2.0 + 1

    assert first is second
    assert [one.operation for one in recording.operations] == ["row", "multiply", "add"]


@pytest.mark.parametrize(
    "rule",
    [
        lambda x: x + 1,
        lambda x: 2 * x,
        lambda x: x / np.float64(3),
        lambda x: x > 0.5,
        lambda x: flag(x > 0.5),
        lambda x: (x > 0.5) & (x < 0.7),
        lambda x: ~(x > 0.5),
        lambda x: np.rint(x).astype(np.int32) << 3,
        lambda x: x.view(np.int32) - 7,
        lambda x: np.where(x > 0.5, x, 0),
        lambda x: np.where(x > 0.5, np.int32(3), 4),
        lambda x: where_chosen(x > 0.5, np.full(8, 2.0)),
        lambda x: above(x, 0.1) + np.zeros_like(x) + np.ones_like(x),
        lambda x: np.clip(x, -1, 1),
        lambda x: sum([x, x]) / 2,
        lambda x: -abs(x),
    ],
)
def test_a_result_has_the_type_that_numpy_gives(x, rule):
    assert rule(x).dtype == rule(np.linspace(0, 1, 8, dtype=np.float32)).dtype


def test_numbers_alone_are_computed_at_once(recording):
    result = recording.call(np.add, (np.float32(1), np.float32(2)))

    assert result == 3
    assert not isinstance(result, Traced)


def test_an_array_of_one_number_is_that_number(x):
    result = x + np.full(8, 2.0, np.float32)

    assert result.operands[1] == np.float32(2)


def test_an_array_that_differs_between_replicates_is_refused(x):
    with pytest.raises(TypeError, match="differs between replicates"):
        _ = x + np.arange(8, dtype=np.float32)


def test_a_branch_on_replicates_is_refused(x):
    with pytest.raises(TypeError, match=r"may not branch|must not branch"):
        _ = 1 if x > 0 else 2


@pytest.mark.parametrize("call", [np.sort, np.cumsum, np.median])
def test_what_mixes_replicates_is_refused(x, call):
    with pytest.raises(TypeError, match="no compiled form"):
        call(x)


def test_the_month_is_a_row_wherever_its_number_stands(recording):
    recording.month = 24_300
    due = recording.row("months", np.int32) == 24_300

    assert due.operands[1].operands == ("month",)
    assert (recording.row("months", np.int32) == 24_301).operands[1] == 24_301


def test_zero_and_minus_zero_are_two_numbers(x):
    assert x * 0.0 is not x * -0.0
