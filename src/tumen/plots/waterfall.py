"""The waterfall: from the level at the start to that at the end, cause by cause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import final

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from tumen.base.names import ARROW
from tumen.plots.style import GRID, HINDCAST, MAIN, OTHER, QUIET, SMALL, WIDE
from tumen.results.explanation import TOP, Explanation, Term
from tumen.results.subject import quantity_of

CAPTION_WIDTH = 120  # characters
ARROW_SHOWN = " \N{RIGHTWARDS ARROW} "
BLANK = {"facecolor": "white", "edgecolor": "none", "pad": 0.3}  # hides the grid behind a label
BAR = 0.62  # height [rows]
TIP = 0.012  # length of the tip of a bar, at most [share of the axis]
ROOM = 0.16  # on either side of the bars, for their labels [share of the axis]
ZERO_IN_VIEW = 1.5  # zero is shown if it is not farther off than this many times the span of the levels


@final
@dataclass(frozen=True)
class Row:
    """A line of the figure: the heading of a group, a level, or a term with where it starts."""

    label: str
    level: float
    amount: float | None = None  # of a term
    heading: bool = False


def waterfall(explanation: Explanation, ax: Axes, *, top: int = TOP) -> Axes:
    """Draw what moved a strength or an alignment, from its level at the start to that at the end.

    Parameters
    ----------
    explanation
        What to draw.
    ax
        Where to draw.
    top
        How many terms get a bar of their own; the others share one.
    """
    rows = list(_rows(explanation.grouped(top)))
    left, right = _limits(rows)
    ax.set_xlim(left, right)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    for number, row in enumerate(rows):
        _draw(ax, number, row)
    _connect(ax, rows)
    ax.set_yticks(range(len(rows)), [row.label for row in rows], fontsize=SMALL)
    for row, label in zip(rows, ax.get_yticklabels(), strict=True):
        label.set_fontweight("bold" if row.amount is None else "normal")
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelsize=SMALL)
    if left < 0 < right:
        ax.axvline(0, color=QUIET, linewidth=0.8, zorder=0)
    ax.grid(axis="x", color=GRID, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_title(explanation.headline, loc="left", fontsize=SMALL + 2, fontweight="bold")
    ax.set_xlabel(_caption(explanation, cut=not left <= 0 <= right), loc="left", fontsize=SMALL, labelpad=8)
    return ax


def figure_size(explanation: Explanation, top: int = TOP) -> tuple[float, float]:
    """Return the size of a figure that has room for every line. [inches]"""
    return WIDE[0], 1.5 + 0.26 * len(list(_rows(explanation.grouped(top))))


def _rows(explanation: Explanation) -> Iterator[Row]:
    """Yield the levels and, by whose regard it is, the terms; those of a dyad under headings."""
    level = explanation.start
    yield Row(f"end of {explanation.first}", level)
    for of, terms in _groups(explanation.terms):
        if ARROW not in explanation.of:
            heading = "both" if of == explanation.of else of.replace(ARROW, ARROW_SHOWN) or "others"
            yield Row(heading, level, heading=True)
        for term in terms:
            yield Row(term.title, level, term.amount)
            level += term.amount
    yield Row(f"end of {explanation.last}", explanation.end)


def _groups(terms: Sequence[Term]) -> list[tuple[str, list[Term]]]:
    """Return the terms by whose alignment they moved, the group with the largest term first."""
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.of, []).append(term)
    return list(groups.items())


def _limits(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the ends of the axis: around all levels, down to zero where that is not far."""
    levels = [row.level + (row.amount or 0) for row in rows] + [row.level for row in rows]
    low, high = min(levels), max(levels)
    span = max(high - low, 1e-3)
    if low - ZERO_IN_VIEW * span <= 0 <= high + ZERO_IN_VIEW * span:
        low, high = min(low, 0.0), max(high, 0.0)
    room = ROOM * max(high - low, 1e-3)
    return low - room, high + room


def _draw(ax: Axes, number: int, row: Row) -> None:
    left, right = ax.get_xlim()
    if row.heading:
        ax.axhspan(number - 0.5, number + 0.5, color=HINDCAST, zorder=-10, linewidth=0)
    elif row.amount is None:
        base = min(max(0.0, left), right)
        ax.barh(number, row.level - base, left=base, height=BAR, color=QUIET)
        _label(ax, number, row.level, f"{row.level:+.3f}", outwards=row.level >= base)
    else:
        end, rises = row.level + row.amount, row.amount > 0
        ax.add_patch(_arrow(row.level, end, number, tip=TIP * (right - left), rises=rises))
        _label(ax, number, end, f"{row.amount:+.3f}", outwards=rises)


def _arrow(start: float, end: float, number: int, *, tip: float, rises: bool) -> Polygon:
    """Return a bar that points where it leads; falling ones are hatched, too."""
    shoulder = max(start, end - tip) if rises else min(start, end + tip)
    top, bottom = number - BAR / 2, number + BAR / 2
    corners = [(start, top), (shoulder, top), (end, number), (shoulder, bottom), (start, bottom)]
    hatch = None if rises else "/////"
    return Polygon(corners, facecolor=MAIN if rises else OTHER, edgecolor="white", linewidth=0.4, hatch=hatch)


def _label(ax: Axes, number: int, at: float, text: str, *, outwards: bool) -> None:
    ax.annotate(
        text,
        (at, number),
        (4 if outwards else -4, 0),
        textcoords="offset points",
        horizontalalignment="left" if outwards else "right",
        verticalalignment="center",
        fontsize=SMALL,
        bbox=BLANK,
    )


def _connect(ax: Axes, rows: Sequence[Row]) -> None:
    """Draw a thin line from the end of each bar to the beginning of the next."""
    for number, row in enumerate(rows[:-1]):
        at = row.level + (row.amount or 0)
        ax.plot([at, at], [number, number + 1], color=QUIET, linewidth=0.7, zorder=0.5)


def _caption(explanation: Explanation, *, cut: bool) -> str:
    quantity, _ = quantity_of(explanation.of)
    parts = [
        f"{quantity.capitalize()}: -1 hostile .. 0 neutral .. 1 allied.",
        "Blue bars point right and raise it; orange, hatched ones point left and lower it.",
    ]
    if ARROW not in explanation.of:
        parts.append(f"a{ARROW_SHOWN}b: by what moved the regard of a for b.")
    if cut:
        parts.append("Grey bars are cut: zero lies outside.")
    return fill(" ".join(parts), CAPTION_WIDTH)
