"""The fan chart can be read by a stranger."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from tumen.plots.fan import strength_fan
from tumen.plots.style import empty_figure


@pytest.fixture
def ax() -> Axes:
    return empty_figure().subplots()


def words(ax: Axes) -> str:
    legend = ax.get_legend()
    texts = [*ax.texts, ax.xaxis.label, ax.yaxis.label, *([] if legend is None else legend.get_texts())]
    return " | ".join([ax.get_title(loc="left"), *(text.get_text().replace("\n", " ") for text in texts)])


def test_the_same_axes_come_back(results, ax):
    assert strength_fan(results, "dprk-russia", ax) is ax


def test_the_chart_says_what_it_shows(results, ax):
    strength_fan(results, "dprk-russia", ax, scenario="ceasefire")

    text = words(ax)
    for wanted in (
        "dprk-russia: Ceasefire", "hindcast", "forecast", "Treaty signed", "Ceasefire takes effect (100 %)",
        "60 simulated histories", "middle 90 %", "[-1 hostile .. 0 neutral .. 1 allied]",
    ):  # fmt: skip
        assert wanted in text


def test_the_line_is_the_median_and_the_bands_are_the_quantiles(results, ax):
    strength_fan(results, "dprk-russia", ax, scenario="ceasefire")

    quantiles = results.strength.sel(scenario="ceasefire", dyad="dprk-russia")
    [line] = [line for line in ax.lines if line.get_label() == "Ceasefire"]
    np.testing.assert_array_equal(line.get_ydata(), quantiles.sel(quantile=0.5))
    heights = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert heights.min() == quantiles.sel(quantile=0.05).min()
    assert heights.max() == quantiles.sel(quantile=0.95).max()


def test_the_hindcast_is_shaded_up_to_the_forecast(results, ax):
    strength_fan(results, "dprk-russia", ax)

    [shade] = ax.patches
    edges = [date2num(np.datetime64(date)) for date in ("2020-01-01", "2025-04-01")]
    assert [shade.get_x(), shade.get_x() + shade.get_width()] == edges


def test_a_second_scenario_is_named_and_told_apart(results, ax):
    strength_fan(results, "dprk-russia", ax, scenario="ceasefire", against="baseline_war")

    text = words(ax)
    assert "Baseline war" in text
    assert "under the same luck" in text
    [other] = [line for line in ax.lines if line.get_label() == "Baseline war"]
    assert other.is_dashed()


def test_the_axis_holds_all_bands_and_stays_within_the_range(results, ax):
    strength_fan(results, "dprk-russia", ax)

    low, high = ax.get_ylim()
    strength = results.strength.sel(scenario="baseline_war", dyad="dprk-russia")
    assert -1 <= low < strength.min()
    assert strength.max() < high
    assert max(ax.get_yticks()) <= 1


@pytest.mark.parametrize("dyad", ["dprk-russia", "russia-china"])
def test_no_text_covers_another_and_none_is_cut_off(results, dyad, tmp_path):
    figure = empty_figure()
    ax = figure.subplots()
    strength_fan(results, dyad, ax, scenario="ceasefire", against="baseline_war")

    figure.savefig(tmp_path / "fan.png")

    texts = [*ax.texts, ax.title, ax._left_title, ax.xaxis.label, ax.yaxis.label, ax.get_legend()]
    texts += [*ax.get_xticklabels(), *ax.get_yticklabels()]
    boxes = [text.get_window_extent() for text in texts if text.get_visible()]
    boxes = [box for box in boxes if box.width > 1 and box.height > 1]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
    assert all(figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1 for box in boxes)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"dyad": "dprk-mars"}, 'no dyad "dprk-mars". They have: dprk-russia'),
        ({"scenario": "peace"}, 'no scenario "peace". They have: baseline_war, ceasefire'),
        ({"against": "peace"}, 'no scenario "peace"'),
    ],
)
def test_an_unknown_name_is_refused_with_those_that_are_known(results, ax, choice, message):
    with pytest.raises(ValueError, match=message):
        strength_fan(results, **{"dyad": "dprk-russia", "ax": ax, **choice})
