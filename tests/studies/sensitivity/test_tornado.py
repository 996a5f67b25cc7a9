"""A tornado has the widest swing on top."""

import numpy as np
import pandas as pd
import pytest

from tumen.studies.sensitivity.tornado import tornado

ENDS = [
    [[0.4, 5.0], [0.6, 5.0]],
    [[0.9, 4.0], [0.1, 7.0]],
    [[0.8, 5.5], [0.7, 6.0]],
]  # of three factors, low and high, for two outputs
NAMES = {"factors": ["a", "b", "c"], "outputs": ["p", "q"]}


def test_factors_are_sorted_by_swing_in_each_output():
    table = tornado([0.5, 5.0], ENDS, **NAMES)

    expected = pd.DataFrame(
        [
            ("p", "b", 0.5, 0.9, 0.1, 0.8),
            ("p", "c", 0.5, 0.8, 0.7, 0.3),
            ("p", "a", 0.5, 0.4, 0.6, 0.2),
            ("q", "b", 5.0, 4.0, 7.0, 3.0),
            ("q", "c", 5.0, 5.5, 6.0, 1.0),
            ("q", "a", 5.0, 5.0, 5.0, 0.0),
        ],
        columns=["output", "factor", "central", "at_low", "at_high", "swing"],
    )
    pd.testing.assert_frame_equal(table, expected, check_exact=False)


def test_factors_of_the_same_swing_keep_their_order():
    ends = np.broadcast_to(np.array([0.0, 1.0])[:, np.newaxis], (3, 2, 2))

    table = tornado([0.5, 0.5], ends, **NAMES)

    assert table["factor"].tolist() == ["a", "b", "c", "a", "b", "c"]


def test_a_failed_run_stands_last():
    ends = np.array(ENDS)
    ends[1, 0, 0] = np.nan

    table = tornado([0.5, 5.0], ends, **NAMES)

    own = table[table["output"] == "p"]
    assert own["factor"].tolist() == ["c", "a", "b"]
    assert np.isnan(own["swing"].iloc[-1])


@pytest.mark.parametrize("shape", [(3, 2, 3), (3, 3, 2), (3, 2)])
def test_what_does_not_fit_is_refused(shape):
    with pytest.raises(ValueError, match=r"Give them as \(outputs,\) and \(factors, 2, outputs\)"):
        tornado([0.5, 5.0], np.zeros(shape), **NAMES)
