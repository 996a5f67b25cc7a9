"""Figures of discovery mark the box taken, write its ends, and draw it around its cases."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle

from tumen.base.calendar import month_number
from tumen.plots.discovery import box_cases, box_limits, trade_off
from tumen.plots.style import OTHER, empty_figure
from tumen.studies.discovery.prim import prim

FIRST = month_number("2025-04")


@pytest.fixture(scope="module")
def design():
    chance = np.random.default_rng(6)
    factors = {
        "decay": chance.random(600),
        "share": chance.random(600),
        "start": FIRST + chance.integers(0, 24, 600),
        "scenario": chance.choice(["access", "ceasefire", "war"], 600),
        "noise": chance.random(600),
    }
    cases = (factors["decay"] < 0.5) & (factors["share"] > 0.2) & (factors["share"] < 0.8)
    return factors, cases & (factors["start"] > FIRST + 5) & (factors["scenario"] != "war")


@pytest.fixture(scope="module")
def found(design):
    units, titles = {"decay": "1/year"}, {"decay": "shell demand decay"}
    return prim(*design, months=["start"], units=units, titles=titles)


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def frames(ax: Axes) -> list[tuple[float, float, float, float]]:
    corners = [patch.get_bbox().extents for patch in ax.patches if isinstance(patch, Rectangle)]
    return [tuple(np.round(extents, 6).tolist()) for extents in corners]


def ringed(ax: Axes) -> tuple[float, float]:
    [ring] = [dots for dots in ax.collections if dots.get_facecolor().size == 0]
    assert same_color(ring.get_edgecolor(), OTHER)
    [at] = ring.get_offsets().tolist()
    return tuple(at)


def test_the_chosen_box_is_ringed_and_labelled(found):
    ax = trade_off(found.table())

    assert ringed(ax) == pytest.approx((found.best.coverage, found.best.density))
    assert texts(ax) == [
        f"box {found.number}: density {found.best.density:.2f}, coverage {found.best.coverage:.2f}"
    ]


def test_another_box_can_be_marked(found):
    assert ringed(trade_off(found.table(), chosen=3)) == (found[3].coverage, found[3].density)


def test_a_box_that_is_not_there_cannot_be_marked(found):
    with pytest.raises(ValueError, match=r"the table holds no box 99\. Choose one of its column number\."):
        trade_off(found.table(), chosen=99)


def test_every_box_is_a_dot_and_the_legend_tells_how_many_factors_each_restricts(found):
    ax = trade_off(found.table())

    dots = sum(len(dots.get_offsets()) for dots in ax.collections) - 1
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    counts = sorted({len(box.restricted) for box in found})
    assert dots == len(found)
    assert legend[: len(counts)] == [str(count) for count in counts]


def test_only_restricted_factors_have_a_row_the_most_telling_first(found):
    ax = box_limits(found.best.table())

    labels = [label.get_text() for label in ax.get_yticklabels()]
    titles = [found.best.limits[name].factor.title for name in found.best.restricted]
    assert [label.removesuffix(" [1/year]") for label in labels] == titles
    assert "shell demand decay [1/year]" in labels


def test_the_ends_of_the_box_are_written_and_the_quasi_p_values_beside(found):
    ax = box_limits(found.best.table())

    table = found.best.table().set_index("factor")
    told = texts(ax)
    assert f"{table.loc['share', 'low_text']} to {table.loc['share', 'high_text']}" in told
    assert table.loc["decay", "high_text"] in told
    assert table.loc["start", "low_text"] in told
    assert {"2025-04", "2027-03", "access", "ceasefire", "war"} <= set(told)
    assert told.count("< 0.001") == (table["quasi_p"] < 0.001).sum() > 0


def test_a_box_without_limits_says_so(found):
    assert texts(box_limits(found[0].table())) == ["no factor is restricted"]


def test_the_box_is_drawn_over_the_two_most_telling_factors(design, found):
    factors, cases = design
    table = found.best.table().set_index("factor")
    two = table.loc[["decay", "share"]].reset_index()

    ax = box_cases(factors, cases, two)

    first, second = (two.sort_values("density_without").iloc[place] for place in (0, 1))
    ends = (first["low"], second["low"], first["high"], second["high"])
    assert frames(ax) == [pytest.approx(ends, abs=1e-6)]
    assert texts(ax) == []
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == 600


def test_cases_that_other_limits_keep_out_are_faint(design, found):
    factors, cases = design
    table = found.best.table()

    ax = box_cases(factors, cases, table)

    others = found.best.restricted[2:]
    limits = {name: found.best.limits[name] for name in others}
    kept = np.all([limit.allows(limit.factor.coded(factors[name])) for name, limit in limits.items()], axis=0)
    faint, clear = ax.collections
    assert len(others) == 2
    assert (len(faint.get_offsets()), len(clear.get_offsets())) == ((~kept).sum(), kept.sum())
    assert faint.get_alpha() < clear.get_alpha() == 1
    assert texts(ax) == [f"Faint: outside the limits of the box on {', '.join(others)}."]


def test_categories_lie_side_by_side_and_the_box_is_drawn_around_each_of_its_own(design, found):
    factors, cases = design
    table = found.best.table()

    ax = box_cases(factors, cases, table[table["factor"].isin(["scenario", "start"])])

    spans = {frame[::2] if ax.get_xlabel() == "scenario" else frame[1::2] for frame in frames(ax)}
    names = ax.get_xticklabels() if ax.get_xlabel() == "scenario" else ax.get_yticklabels()
    assert spans == {(-0.42, 0.42), (0.58, 1.42)}
    places = np.concatenate([dots.get_offsets() for dots in ax.collections])
    assert len(np.unique(places, axis=0)) == 600  # cases of a category do not cover one another
    assert [name.get_text() for name in names] == ["access", "ceasefire", "war"]


def test_shares_are_shaded(design):
    factors, _ = design
    numbers = {name: factors[name] for name in ("decay", "share")}
    shares = 1 - factors["decay"]

    ax = box_cases(numbers, shares, prim(numbers, shares).best.table())

    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["0 % of interest", "50 %", "100 %", "box"]
    assert len(np.unique(ax.collections[-1].get_facecolors(), axis=0)) > 50


def test_one_factor_is_too_few_to_draw_cases_over(design, found):
    with pytest.raises(ValueError, match="cases are drawn over two factors, and the table holds fewer"):
        box_cases(*design, found.best.table().head(1))


def test_figures_are_drawn_where_they_are_asked_to_be(design, found):
    axes = empty_figure((15, 5)).subplots(1, 3)

    assert trade_off(found.table(), axes[0]) is axes[0]
    assert box_limits(found.best.table(), axes[1]) is axes[1]
    assert box_cases(*design, found.best.table(), axes[2]) is axes[2]


@pytest.mark.parametrize("chosen", [None, 0, 3, -1])
def test_no_text_of_the_trade_off_covers_a_box_or_is_cut_off(found, chosen, tmp_path):
    chosen = len(found) - 1 if chosen == -1 else chosen
    ax = trade_off(found.table(), chosen=chosen)
    figure = ax.get_figure()

    figure.savefig(tmp_path / "trade_off.png")

    [words] = [text.get_window_extent() for text in ax.texts]
    dots = ax.transData.transform(found.table()[["coverage", "density"]])
    assert not any(words.contains(*dot) for dot in dots)
    assert figure.bbox.x0 <= words.x0
    assert words.x1 <= figure.bbox.x1


def test_no_text_of_a_box_covers_another_and_none_is_cut_off(found, tmp_path):
    ax = box_limits(found.best.table())
    figure = ax.get_figure()

    figure.savefig(tmp_path / "box.png")

    boxes = [text.get_window_extent() for text in [*ax.texts, *ax.get_yticklabels()]]
    assert len(boxes) > 12
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
