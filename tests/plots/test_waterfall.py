"""The waterfall leads from start to end, and can be read in black and white."""

from itertools import combinations

import pytest
from matplotlib.axes import Axes

from told import an_explanation
from tumen.plots.style import empty_figure
from tumen.plots.waterfall import figure_size, waterfall


def drawn(explanation, **choice) -> Axes:
    ax = empty_figure(figure_size(explanation)).subplots()
    assert waterfall(explanation, ax, **choice) is ax
    return ax


def bars(ax: Axes):
    """Return where each term's bar starts and ends, and its hatch, from the top."""
    corners = [(patch.get_xy(), patch.get_hatch()) for patch in ax.patches if len(patch.get_xy()) == 6]
    return [(float(points[0][0]), float(points[2][0]), hatch) for points, hatch in corners]


def in_view(tick, ax: Axes) -> bool:
    low, high = ax.get_xlim()
    return low <= tick.get_position()[0] <= high


def labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def test_each_bar_starts_where_the_one_before_ends():
    explanation = an_explanation(terms=8)

    spans = bars(drawn(explanation))

    assert len(spans) == 8
    assert [start for start, _, _ in spans[1:]] == pytest.approx([end for _, end, _ in spans[:-1]])
    assert (spans[0][0], spans[-1][1]) == pytest.approx((explanation.start, explanation.end))


def test_falling_bars_are_hatched_and_rising_ones_are_not():
    spans = bars(drawn(an_explanation(terms=8)))

    assert [hatch is not None for _, _, hatch in spans] == [end < start for start, end, _ in spans]


def test_terms_stand_under_whose_regard_they_moved():
    words = labels(drawn(an_explanation(terms=4)))

    assert words == [
        "end of 2023-12",
        "dprk → china", "rivalry: substitution",
        "china → dprk", "event: Zhao Leji in Pyongyang", "commitment: bond",
        "both", "economic channel",
        "end of 2024-12",
    ]  # fmt: skip


def test_small_terms_share_a_bar():
    words = labels(drawn(an_explanation(terms=8), top=3))

    assert words[-3:] == ["others", "5 smaller terms", "end of 2024-12"]


def test_an_alignment_needs_no_headings():
    assert labels(drawn(an_explanation("dprk->china", terms=2)))[1:-1] == [
        "rivalry: substitution",
        "event: Zhao Leji in Pyongyang",
    ]


@pytest.mark.parametrize(("of", "terms"), [("dprk-china", 12), ("dprk-china", 0), ("dprk->china", 1)])
def test_no_text_covers_another_and_none_is_cut_off(of, terms, tmp_path):
    ax = drawn(an_explanation(of, terms=terms))
    figure = ax.get_figure()

    figure.savefig(tmp_path / "waterfall.png")

    ticks = [*ax.get_yticklabels(), *(tick for tick in ax.get_xticklabels() if in_view(tick, ax))]
    texts = [*ax.texts, ax._left_title, ax.xaxis.label, *ticks]
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
    assert all(figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1 for box in boxes)


def test_the_caption_tells_colour_shape_and_direction():
    caption = drawn(an_explanation()).get_xlabel().replace("\n", " ")

    assert "Blue bars point right and raise it; orange, hatched ones point left and lower it." in caption
    assert "by what moved the regard of a for b" in caption
