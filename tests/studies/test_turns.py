"""Turns are told where a flow changes for good, and not where it flickers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.studies.turns import turns

REST = [0.0] * 6


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        ([0, 0, 3, 3, 3], {2: "begins, 3"}),
        ([3, 3, 3, *REST], {3: "ends"}),
        ([*REST, 3, *REST], {6: "only once, 3"}),
        ([3, 0, 3, 0, 3, 0, 3], {}),
        ([0, 3, 0, 3, *REST, 3, 3], {1: "begins, 3", 4: "ends", 10: "begins, 3"}),
        ([10, 10, 10, 10, 4, 10], {4: "falls to 4 from 10"}),
        ([25, 25, 25, 1200, 1200], {3: "rises to 1,200 from 25"}),
        ([10, 10, 10, 9, 11], {}),
        ([0, 0, 0], {}),
        ([5, 5, 5], {}),
    ],
)
def test_a_turn_is_told_with_its_month(flow, expected):
    assert turns(np.array(flow, float)) == expected


def test_the_same_turn_is_not_told_again_at_once():
    assert turns(np.array([10, 10, 10, 4, 4, 4, 4], float)) == {3: "falls to 4 from 10"}


def test_whether_a_flow_ended_is_open_near_the_end_of_the_run():
    assert turns(np.array([3, 3, 3, 0, 0, 0], float)) == {}


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 7.0]), max_size=40))
def test_every_turn_lies_after_the_first_month(flow):
    assert all(0 < month < len(flow) for month in turns(np.array(flow)))
