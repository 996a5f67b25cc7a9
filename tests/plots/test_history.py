"""One history stands out among all, with its events and its turning points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from told import a_run
from tumen.plots.history import history_path, turning_points
from tumen.plots.style import empty_figure
from tumen.studies.rerun import rerun


@pytest.fixture(scope="module")
def ax():
    history = rerun(a_run(), 17, scenario="ceasefire").results
    return history_path(history, a_run(), "dprk-russia", empty_figure().subplots())


def test_the_line_is_the_history(ax):
    path = a_run().paths["strength"].sel(scenario="ceasefire", replicate=17, dyad="dprk-russia")

    [line] = [line for line in ax.lines if line.get_label() == "history 17"]

    np.testing.assert_array_equal(line.get_ydata(), path)


def test_the_events_of_the_history_are_marked(ax):
    words = {text.get_text() for text in ax.texts}

    assert {"Russia invades Ukraine", "Ceasefire takes effect"} <= words
    assert not [word for word in words if "%" in word]


def test_turning_points_are_numbered_and_told_below(ax):
    caption = ax.get_xlabel().replace("\n", " ")

    assert "Turning points: 1 20" in caption
    assert "1" in {text.get_text() for text in ax.texts}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ([0, 1, 2, 3, 4], []),
        ([0, 1, 2, 1, 0], [2]),
        ([0, 0, 0, 1, 2], [2]),
        ([0, 0.1, 0, 0.1, 0], []),
        ([0, 2, 0, 2, 0], [1, 2, 3]),
    ],
)
def test_a_path_turns_where_it_bends_by_more_than_the_least(path, expected):
    assert turning_points(np.array(path, float), 0.5) == expected


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=30))
def test_the_line_through_the_turning_points_is_nowhere_off_by_more_than_the_least(values):
    path = np.array(values)

    points = [0, *turning_points(path, 0.2), len(path) - 1]

    line = np.interp(np.arange(len(path)), points, path[points])
    assert np.abs(line - path).max() <= 0.2 + 1e-12
