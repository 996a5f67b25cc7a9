"""The figure of a watchlist shows what its table says, and can be read."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from tumen.plots.watch import watch_figure

ASK = "Does something happen that many would like to know about, by the end of the year after the next one?"


def a_table(rows):
    value = 0.0165 * 0.7 ** np.arange(rows) - 0.0005
    names = [f"at least {row + 2} leader_messages somebody->another by 2025-09" for row in range(rows)]
    return pd.DataFrame(
        {
            "reading": names,
            "value": value,
            "error": 0.0015,
            "share": np.linspace(0.004, 0.6, rows),
            "p": 0.4,
            "p_if": np.linspace(0.9, 0.35, rows),
            "p_if_error": 0.03,
            "p_if_not": np.linspace(0.2, 0.45, rows),
            "p_if_not_error": 0.01,
        }
    )


def test_bars_are_values_and_points_are_probabilities():
    table = a_table(6)

    left, right = watch_figure(table, ASK).axes

    np.testing.assert_allclose([bar.get_width() for bar in left.patches], table["value"])
    points = {line.get_label(): line.get_xdata() for line in right.lines}
    np.testing.assert_allclose(points["if seen"], table["p_if"])
    np.testing.assert_allclose(points["if not seen"], table["p_if_not"])
    assert points["before: 0.40"] == [0.4, 0.4]
    assert [text.get_text() for text in right.texts] == [
        "seen in under 1 %", *(f"seen in {100 * share:.0f} %" for share in table["share"][1:]),
    ]  # fmt: skip


def test_the_best_ten_are_drawn():
    left, _ = watch_figure(a_table(25), ASK).axes

    assert len(left.patches) == 10


def in_view(tick, ax):
    low, high = ax.get_xlim()
    return low <= tick.get_position()[0] <= high


@pytest.mark.parametrize("rows", [1, 3, 10])
def test_no_text_covers_another_and_none_is_cut_off(rows, tmp_path):
    figure = watch_figure(a_table(rows), ASK)

    figure.savefig(tmp_path / "watch.png")

    left, right = figure.axes
    legend = right.get_legend().get_texts()
    ticks = [tick for ax in figure.axes for tick in ax.get_xticklabels() if in_view(tick, ax)]
    texts = [
        *ticks,
        *left.get_yticklabels(),
        *right.texts,
        *legend,
        left.xaxis.label,
        right.xaxis.label,
        figure._suptitle,
    ]
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    assert len(ticks) > 6
    assert len(boxes) == len(ticks) + 2 * rows + 6
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
    assert all(figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1 for box in boxes)
