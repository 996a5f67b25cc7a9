"""Figures of a sensitivity analysis show each number at its factor, and no name covers another."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from matplotlib.text import Text

from tumen.plots.placing import label_points, spread
from tumen.plots.sensitivity import (
    COLOURS,
    draw_effects,
    draw_indices,
    draw_over_time,
    draw_tornado,
    indices_figure,
)
from tumen.plots.style import QUIET, empty_figure

MONTHS = np.arange("2025-04", "2026-04", dtype="datetime64[M]").astype("datetime64[ns]")


def some_indices(factors=8, outputs=3, seed=0):
    """Return indices that fall from factor to factor, in every output."""
    luck = np.random.default_rng(seed)
    total = 0.9 / np.arange(1, factors + 1)[:, np.newaxis] ** 2 + 0.001 * luck.random((factors, outputs))
    variables = {}
    for name, value in (("first", 0.8 * total), ("total", total)):
        variables |= {name: value, f"{name}_low": value - 0.03, f"{name}_high": value + 0.04}
    coordinates = {
        "factor": [f"part/factor {number}" for number in range(factors)],
        "output": [f"output {number}" for number in range(outputs)],
    }
    data = {name: (("factor", "output"), value) for name, value in variables.items()}
    return xr.Dataset(data, coordinates, {"base_points": 1024, "level": 0.9})


def some_effects(star, sigma):
    star, sigma = (np.array(values, float)[:, np.newaxis] for values in (star, sigma))
    variables = {"mu_star": star, "mu_star_low": 0.8 * star, "mu_star_high": 1.2 * star, "sigma": sigma}
    names = [f"part/factor {number}" for number in range(len(star))]
    data = {name: (("factor", "output"), value) for name, value in variables.items()}
    return xr.Dataset(data, {"factor": names, "output": ["chance"]}, {"trajectories": 20, "level": 0.9})


def some_swings(**changes):
    rows = [("chance", "b", 0.5, 0.9, 0.1, 0.8), ("chance", "c", 0.5, 0.8, 0.7, 0.3)]
    rows += [("chance", "a", 0.5, 0.4, 0.6, 0.2), ("chance", "d", 0.5, np.nan, 0.6, np.nan)]
    table = pd.DataFrame(rows, columns=["output", "factor", "central", "at_low", "at_high", "swing"])
    return table.assign(**changes)


def axes(size=(8, 5)):
    return empty_figure(size).subplots()


def row_names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def bars(ax):
    """Return from where to where each bar reaches, those of one colour after those of another."""
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]


def boxes(ax):
    """Return where names stand, without the lines that lead there."""
    ax.figure.draw_without_rendering()
    return [Text.get_window_extent(text) for text in ax.texts]


def overlaps(found):
    return [pair for pair in combinations(found, 2) if pair[0].overlaps(pair[1])]


def test_bars_are_the_indices_with_the_largest_on_top():
    indices = some_indices().isel(factor=[3, 0, 2, 1, 4, 5, 6, 7])
    ax = axes()

    assert draw_indices(indices, "output 1", ax) is ax

    assert row_names(ax) == [f"part/factor {number}" for number in range(8)]
    chosen = indices.sel(output="output 1").sortby("total", ascending=False)
    ends = [end for _, end in bars(ax)]
    np.testing.assert_allclose(ends, [*chosen["first"].values, *chosen["total"].values])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "90 % interval",
        "alone (first order)",
        "alone and with others (total)",
    ]
    assert ax.get_xlabel() == "Share of the variance. Lines: 90 % intervals from 1,024 base points."


def test_intervals_lie_where_they_belong():
    ax = axes()

    draw_indices(some_indices(), "output 1", ax, kinds=["total"], factors=["part/factor 2", "part/factor 0"])

    chosen = some_indices().sel(output="output 1", factor=["part/factor 2", "part/factor 0"])
    [lines] = ax.collections
    low, high = np.array([line[:, 0] for line in lines.get_segments()]).T
    np.testing.assert_allclose(low, chosen["total_low"])
    np.testing.assert_allclose(high, chosen["total_high"])
    assert "Not shown: 6 smaller ones." in ax.get_xlabel().replace("\n", " ")


def test_an_output_that_does_not_vary_is_told():
    indices = some_indices()
    nothing = indices.where(indices["output"] != "output 1").assign_attrs(indices.attrs)
    ax = axes()

    draw_indices(nothing, "output 1", ax)

    assert [text.get_text() for text in ax.texts] == ["does not vary"]


@pytest.mark.parametrize("outputs", [1, 3, 5])
def test_small_multiples_have_the_same_factors_on_each_row(outputs):
    indices = some_indices(factors=15, outputs=outputs)

    figure = indices_figure(indices, most=9)

    assert [ax.get_title(loc="left") for ax in figure.axes] == indices["output"].values.tolist()
    assert len(figure.legends) == 1
    assert not any(ax.get_legend() for ax in figure.axes)
    assert len({ax.get_xlim() for ax in figure.axes}) == 1
    assert row_names(figure.axes[0]) == [f"part/factor {number}" for number in range(9)]
    assert "Not shown: 6 smaller ones." in figure.get_supxlabel()
    last = figure.axes[-min(3, outputs) :]
    assert all(any(label.get_visible() for label in ax.get_xticklabels()) for ax in last)


def test_only_the_outputs_asked_for_are_drawn():
    figure = indices_figure(some_indices(), ["output 2", "output 0"])

    assert [ax.get_title(loc="left") for ax in figure.axes] == ["output 2", "output 0"]


def test_each_leading_factor_over_time_has_its_colour_and_its_name():
    indices = some_indices(factors=9, outputs=12)
    ax = axes((10, 5))

    assert draw_over_time(indices, MONTHS, ax) is ax

    names = {text.get_text(): text.get_color() for text in ax.texts}
    assert names == {
        **{f"part/factor {number}": colour for number, colour in enumerate(COLOURS)},
        "4 others": QUIET,
    }
    coloured = {line.get_color(): line.get_ydata() for line in ax.lines}
    np.testing.assert_array_equal(coloured[COLOURS[1]], indices["total"][1])
    assert len(ax.lines) == 9
    assert overlaps(boxes(ax)) == []


def test_months_without_variance_are_gaps():
    indices = some_indices(factors=3, outputs=12)
    months = np.arange(12)
    gaps = indices.where(xr.DataArray(months > 2, dims="output")).assign_attrs(indices.attrs)
    ax = axes()

    draw_over_time(gaps, MONTHS, ax, kind="first")

    assert [np.isnan(line.get_ydata()).sum() for line in ax.lines] == [3, 3, 3]
    assert ax.get_ylabel() == "share of variance\nalone (first order)"


def test_heights_move_apart_and_stay_below_the_top():
    assert spread([0.0, 0.1, 5.0], 1.0, 9.0) == [0.0, 1.0, 5.0]
    assert spread([4.0, 4.8, 5.0], 1.0, 5.0) == [3.0, 4.0, 5.0]
    assert spread([], 1.0, 5.0) == []


def test_effects_are_points_with_names_that_cover_nothing():
    effects = some_effects([3, 2.9, 2.8, 1, 0.9, 0.8, 0.5], [1, 1.05, 1.1, 0.2, 0.21, 0.22, 2])
    ax = axes()

    assert draw_effects(effects, "chance", ax) is ax

    points = ax.collections[-1].get_offsets()
    np.testing.assert_allclose(sorted(points[:, 0]), [0.5, 0.8, 0.9, 1, 2.8, 2.9, 3])
    assert sorted(text.get_text() for text in ax.texts) == effects["factor"].values.tolist()
    names = boxes(ax)
    assert overlaps(names) == []
    shown = ax.transData.transform(points)
    assert not any(box.contains(*point) for box in names for point in shown)
    assert all(ax.bbox.contains(*corner) for box in names for corner in box.corners())


def test_names_without_room_are_listed():
    effects = some_effects([1.0] * 11 + [8.0], [1.0] * 11 + [8.0])
    ax = axes((2.4, 2.2))

    draw_effects(effects, "chance", ax)

    listed = ax.get_xlabel().replace("\n", " ").partition("No room for: ")[2]
    assert listed
    assert len(ax.texts) + len(listed.split(",")) == 12


def test_only_the_largest_of_many_effects_are_named():
    ax = axes()

    draw_effects(some_effects(np.arange(15, 0, -1), np.arange(15) % 4), "chance", ax)

    assert "Named: the 12 largest." in ax.get_xlabel().replace("\n", " ")
    assert {text.get_text() for text in ax.texts} <= {f"part/factor {number}" for number in range(12)}
    assert len(ax.collections[-1].get_offsets()) == 15


def test_a_name_with_room_stands_beside_its_point():
    ax = axes()
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)

    assert label_points(ax, ["here"], np.array([0.5]), np.array([0.5])) == []

    [label] = ax.texts
    assert (label.get_text(), label.xy, label.xyann) == ("here", (0.5, 0.5), (7.0, 0.0))


def test_groups_without_spread_are_told():
    ax = axes()

    draw_effects(some_effects([3, 2], [1, np.nan]), "chance", ax)

    assert "Not shown: 1 without \N{GREEK SMALL LETTER SIGMA}." in ax.get_xlabel()
    with pytest.raises(ValueError, match=r"groups have none[.] Draw their mu_star as bars instead"):
        draw_effects(some_effects([3, 2], [np.nan, np.nan]), "chance", axes())


def test_groups_can_be_drawn_as_bars():
    ax = axes()

    draw_indices(some_effects([2, 3], [np.nan, np.nan]), "chance", ax, kinds=["mu_star"])

    assert row_names(ax) == ["part/factor 1", "part/factor 0"]
    np.testing.assert_allclose([end for _, end in bars(ax)], [3, 2])
    assert ax.get_xlabel() == "Lines: 90 % intervals from 20 trajectories."


def test_a_tornado_reaches_from_the_centre_to_both_ends():
    ax = axes()

    assert draw_tornado(some_swings(), "chance", ax) is ax

    assert row_names(ax) == ["b", "c", "a"]
    np.testing.assert_allclose(
        bars(ax), [(0.5, 0.9), (0.5, 0.8), (0.5, 0.4), (0.5, 0.1), (0.5, 0.7), (0.5, 0.6)]
    )
    assert [bar.get_hatch() for bar in ax.patches] == ["/////"] * 3 + [None] * 3
    assert [text.get_text() for text in ax.texts] == ["0.900", "0.800", "0.400", "0.100", "0.700", "0.600"]
    assert overlaps(boxes(ax)) == []
    assert "central value, 0.500." in ax.get_xlabel()
    assert "Not shown: 1 that swing less, or failed." in ax.get_xlabel().replace("\n", " ")


def test_a_tornado_shows_the_widest_swings_only():
    ax = axes()

    draw_tornado(some_swings(), "chance", ax, most=1)

    assert row_names(ax) == ["b"]


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (draw_indices, some_indices()),
        (draw_effects, some_effects([1, 2], [1, 2])),
        (draw_tornado, some_swings()),
    ],
)
def test_an_unknown_output_is_told(draw, found):
    with pytest.raises(ValueError, match='there is no output "chanse"'):
        draw(found, "chanse", axes())
