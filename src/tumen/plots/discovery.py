"""Figures of scenario discovery, drawn from its tables: the trade-off, a box, and its cases."""

from collections.abc import Mapping, Sequence
from textwrap import fill, shorten
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from tumen.base.calendar import month_text
from tumen.plots.style import GRID, MAIN, OTHER, QUIET, SMALL, empty_figure

SEQUENCE: Final = "viridis"  # colours that darken with order
LIGHTEST: Final = 0.88  # of them that is used
ROW: Final = 0.55  # height of a row [inches]
AROUND: Final = 1.5  # and of what stands above and below
JITTER: Final = 0.28  # of cases of a category [share of its room]
STRIDES: Final = (0.7548776662, 0.5698402910)  # whose multiples, modulo 1, spread evenly over a square
SURE: Final = 0.001  # quasi-p value below which only this is told
FAINT: Final = "#C4C4BE"  # cases that are not of interest
LETTERS: Final = 60  # that fit below a bar
UNSEEN: Final = 0.3  # opacity of cases that limits on other factors keep out
WIDE_MARK: Final = 0.47  # width of the words at a box [share of the axis]
NOTE: Final = 90  # letters in a line of a note


def trade_off(table: pd.DataFrame, ax: Axes | None = None, *, chosen: int | None = None) -> Axes:
    """Draw the density of boxes over their coverage, one of them marked.

    Parameters
    ----------
    table
        A row a box with the columns `number`, `stage`, `density`, `coverage`, `dimensions` and `chosen`.
    ax
        Where to draw; by default, in a new figure.
    chosen
        Number of the box to mark; by default, the one that the table calls chosen.

    Raises
    ------
    ValueError
        If the table holds no such box.
    """
    ax = empty_figure((7.0, 5.2)).subplots() if ax is None else ax
    number = int(table.loc[table["chosen"], "number"].iloc[0]) if chosen is None else chosen
    if number not in table["number"].to_numpy():
        raise ValueError(f"the table holds no box {number}. Choose one of its column number.")
    dimensions = table["dimensions"].to_numpy()
    shades = _shades(int(dimensions.max()) + 1)
    peeled = table[table["stage"] != "paste"]
    ax.plot(peeled["coverage"], peeled["density"], color=GRID, lw=1.2, zorder=1)
    for stage, marker in (("start", "o"), ("peel", "o"), ("paste", "^")):
        some = table[table["stage"] == stage]
        colours = shades[some["dimensions"].to_numpy()]
        ax.scatter(some["coverage"], some["density"], s=30, c=colours, marker=marker, zorder=2)
    _mark(ax, table, number)
    ax.set_xlim(-0.02, 1.04)
    ax.set_ylim(-0.02, 1.04)
    ax.set_xlabel("coverage: share of all cases of interest that lie in the box")
    ax.set_ylabel("density: share of cases in the box that are of interest")
    _plain(ax)
    handles = [_dot(shades[count], f"{count}") for count in sorted(set(dimensions.tolist()))]
    if (table["stage"] == "paste").any():
        handles.append(_dot(QUIET, "widened again", "^"))
    ax.legend(
        handles=handles, title="restricted factors", title_fontsize=SMALL, fontsize=SMALL,
        loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False,
    )  # fmt: skip
    return ax


def box_limits(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw what a box allows: a thin bar for the range of each restricted factor, a thick one for the box.

    Parameters
    ----------
    table
        A row a factor with the columns `title`, `unit`, `kind`, `low`, `high`, `among`, `lowest`, `highest`,
        `restricted`, `quasi_p`, `density_without`, and `low_text`, `high_text`, `lowest_text`,
        `highest_text`.
    ax
        Where to draw; by default, in a new figure.
    """
    rows = table[table["restricted"]].sort_values("density_without", kind="stable").reset_index(drop=True)
    ax = empty_figure((8.0, AROUND + ROW * max(len(rows), 1))).subplots() if ax is None else ax
    for place, row in rows.iterrows():
        _bar(ax, int(str(place)), row)
    ax.set_yticks(range(len(rows)), [_label(row) for _, row in rows.iterrows()])
    ax.set_ylim(max(len(rows), 1) - 0.4, -0.9)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left", "bottom"]].set_visible(False)
    heading: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "size": SMALL, "va": "center"}
    if len(rows):
        ax.annotate("quasi-p value", (1.02, -0.75), color=QUIET, **heading)
    else:
        ax.annotate("no factor is restricted", (0.5, 0.0), ha="center", color=QUIET, **heading)
    return ax


def box_cases(
    factors: Mapping[str, npt.ArrayLike], cases: npt.ArrayLike, table: pd.DataFrame, ax: Axes | None = None
) -> Axes:
    """Draw the cases over the two factors whose restriction adds most to density, and the box around some.

    Cases that its limits on other factors keep out are faint.

    Parameters
    ----------
    factors
        Values of factors by name, each of shape (cases,).
    cases
        Whether each is of interest, or how far, from 0 to 1.
    table
        As of `box_limits`, with the column `factor`.
    ax
        Where to draw; by default, in a new figure.

    Raises
    ------
    ValueError
        If the table holds fewer than two factors.
    """
    if len(table) < 2:
        raise ValueError("cases are drawn over two factors, and the table holds fewer.")
    ax = empty_figure((6.6, 5.4)).subplots() if ax is None else ax
    by = ["restricted", "density_without"]
    rows = table.sort_values(by, ascending=[False, True], kind="stable")
    across, up, others = rows.iloc[0], rows.iloc[1], rows.iloc[2:][rows["restricted"].iloc[2:]]
    x, y = (
        _placed(row, np.asarray(factors[row["factor"]]), stride)
        for row, stride in zip((across, up), STRIDES, strict=True)
    )
    interest = np.asarray(cases, dtype=np.float64)
    kept = np.ones(len(interest), dtype=np.bool_)
    for _, row in others.iterrows():
        kept &= _kept(row, np.asarray(factors[row["factor"]]))
    order = np.argsort(interest, kind="stable")  # so that those of interest are drawn above the others
    shades = LinearSegmentedColormap.from_list("interest", [FAINT, OTHER])
    size = float(np.clip(24_000 / max(len(interest), 1), 3, 24))
    for some, seen in ((order[~kept[order]], UNSEEN), (order[kept[order]], 1.0)):
        ax.scatter(x[some], y[some], s=size, c=shades(interest[some]), alpha=seen, lw=0, rasterized=True)
    for left, right in _spans(across):
        for low, high in _spans(up):
            corner, extent = (left, low), (right - left, high - low)
            ax.add_patch(Rectangle(corner, *extent, fill=False, edgecolor=MAIN, linewidth=2.2, zorder=4))
    _scale(ax.xaxis, across)
    _scale(ax.yaxis, up)
    _plain(ax)
    _explain(ax, shades, bool(np.isin(interest, (0, 1)).all()), others["title"].tolist())
    return ax


def _explain(ax: Axes, shades: Colormap, whole: bool, others: Sequence[str]) -> None:
    told = {"not of interest": 0.0, "of interest": 1.0}
    if not whole:
        told = {"0 % of interest": 0.0, "50 %": 0.5, "100 %": 1.0}
    handles = [_dot(shades(share), name) for name, share in told.items()]
    handles.append(Line2D([], [], color=MAIN, lw=2.2, label="box"))
    place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": len(handles)}
    ax.legend(handles=handles, fontsize=SMALL, frameon=False, **place)
    if others:
        note = fill(f"Faint: outside the limits of the box on {', '.join(others)}.", NOTE)
        at: dict[str, Any] = {"xycoords": "axes fraction", "xytext": (0, -38), "textcoords": "offset points"}
        ax.annotate(note, (0, 0), va="top", size=SMALL, color=QUIET, **at)


def _mark(ax: Axes, table: pd.DataFrame, number: int) -> None:
    """Ring a box of the trade-off, and say what it reaches, where that covers the fewest other boxes."""
    points = table[["coverage", "density"]].to_numpy()
    at = points[table["number"].to_numpy() == number][0]
    words = f"box {number}: density {at[1]:.2f}, coverage {at[0]:.2f}"

    def covered(place: tuple[float, float]) -> tuple[bool, int]:
        left, low = at[0] + place[0] - (WIDE_MARK if place[0] < 0 else 0), at[1] + place[1]
        corner, opposite = np.array([left, low - 0.03]), np.array([left + WIDE_MARK, low + 0.03])
        beyond = corner.min() < 0 or opposite.max() > 1.04
        return bool(beyond), int(((corner < points) & (points < opposite)).all(axis=1).sum())

    place = min(((x, y) for y in (-0.09, 0.09, -0.2, 0.2) for x in (-0.03, 0.03)), key=covered)
    ax.scatter(at[0], at[1], s=130, facecolors="none", edgecolors=OTHER, linewidths=2, zorder=3)
    line = {"arrowstyle": "-", "color": OTHER, "shrinkB": 7}
    side = "right" if place[0] < 0 else "left"
    ax.annotate(words, at, at + place, ha=side, va="center", size=SMALL + 1, color=OTHER, arrowprops=line)


def _bar(ax: Axes, place: int, row: "pd.Series[Any]") -> None:
    """Draw the range and the box of a factor, from 0 to 1."""
    ax.hlines(place, 0, 1, color=GRID, lw=3, zorder=1)
    small: dict[str, Any] = {"textcoords": "offset points", "size": SMALL}
    if row["kind"] == "category":
        _cells(ax, place, row)
    else:
        span = row["highest"] - row["lowest"]
        low, high = ((row[end] - row["lowest"]) / span for end in ("low", "high"))
        ax.hlines(place, low, high, color=MAIN, lw=9, zorder=2)
        below, above = row["low"] > row["lowest"], row["high"] < row["highest"]
        words = f"{row['low_text']} to {row['high_text']}" if below and above else ""
        at = (low + high) / 2 if below and above else low if below else high
        words = words or (row["low_text"] if below else row["high_text"])
        ax.annotate(words, (float(np.clip(at, 0.06, 0.94)), place), (0, 7), ha="center", color=MAIN, **small)
        for end, text, side in ((0, "lowest_text", "left"), (1, "highest_text", "right")):
            ax.annotate(row[text], (end, place), (0, -7), ha=side, va="top", color=QUIET, **small)
    chance = row["quasi_p"]
    words = f"< {SURE:g}" if chance < SURE else f"{chance:.3f}"
    ax.annotate(words, (1.02, place), xycoords=("axes fraction", "data"), va="center", size=SMALL)


def _cells(ax: Axes, place: int, row: "pd.Series[Any]") -> None:
    """Draw a category as cells of equal width, those in the box as thick bars."""
    names, among = row["categories"], row["among"]
    wide = 1 / len(names)
    fits = len(names) * max(map(len, names)) <= LETTERS
    below: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "top", "size": SMALL}
    for number, name in enumerate(names):
        middle, kept = (number + 0.5) * wide, name in among
        if kept:
            ax.hlines(place, middle - 0.46 * wide, middle + 0.46 * wide, color=MAIN, lw=9, zorder=2)
        if fits:
            ax.annotate(name, (middle, place), (0, -7), color=MAIN if kept else QUIET, **below)
    if not fits:
        words = shorten(f"{len(among)} of {len(names)}: {', '.join(among)}", LETTERS, placeholder=" ...")
        ax.annotate(words, (0.5, place), (0, -7), color=MAIN, **below)


def _placed(row: "pd.Series[Any]", values: npt.NDArray[Any], stride: float) -> npt.NDArray[np.float64]:
    """Return where cases stand on the axis of a factor; those of a category lie side by side around it."""
    if row["kind"] != "category":
        return values.astype(np.float64)
    apart = np.arange(len(values)) * stride % 1 * 2 - 1
    return np.asarray(np.searchsorted(np.array(row["categories"]), _names(values)) + JITTER * apart)


def _spans(row: "pd.Series[Any]") -> list[tuple[float, float]]:
    """Return where the box begins and ends on the axis of a factor; of a category, around each in it."""
    if row["kind"] != "category":
        room = 0.0 if row["kind"] == "number" else 0.5
        return [(float(row["low"]) - room, float(row["high"]) + room)]
    places = [place for place, name in enumerate(row["categories"]) if name in row["among"]]
    return [(place - 0.42, place + 0.42) for place in places]


def _kept(row: "pd.Series[Any]", values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Return which cases lie within the limits of a factor."""
    if row["kind"] == "category":
        return np.isin(_names(values), row["among"])
    return np.asarray((row["low"] <= values) & (values <= row["high"]))


def _names(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.where(values, "yes", "no") if values.dtype.kind == "b" else values.astype(str)


def _label(row: "pd.Series[Any]") -> str:
    return f"{row['title']} [{row['unit']}]" if row["unit"] else str(row["title"])


def _scale(axis: Axis, row: "pd.Series[Any]") -> None:
    axis.set_label_text(_label(row))
    if row["kind"] == "category":
        axis.set_ticks(range(len(row["categories"])), row["categories"])
    elif row["kind"] in ("whole", "month"):
        axis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    if row["kind"] == "month":
        axis.set_major_formatter(FuncFormatter(lambda number, _: month_text(round(number))))


def _shades(count: int) -> npt.NDArray[np.float64]:
    """Return so many colours, the later the darker."""
    return np.asarray(mpl.colormaps[SEQUENCE](np.linspace(LIGHTEST, 0, max(count, 2))))


def _dot(colour: Any, name: str, marker: str = "o") -> Line2D:
    return Line2D([], [], linestyle="none", marker=marker, markersize=6, color=colour, label=name)


def _plain(ax: Axes) -> None:
    ax.grid(color=GRID, lw=0.6)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
