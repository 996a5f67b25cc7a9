"""Events above a time axis: each labelled in a lane of its own, so that no label covers another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten
from typing import final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from tumen.plots.style import EVENT, QUIET, SMALL, days, raised, width

LANE = 12.0  # height [points]
GAP = 6.0  # between labels, and between a tick and its label [points]
LONGEST = 34  # characters of a label


@final
@dataclass(frozen=True)
class Mark:
    """An event on the axis: `early` to `late` is when it comes in 90 % of the histories in which it does."""

    label: str
    at: float  # days, as Matplotlib counts them
    early: float
    late: float
    certain: bool


@final
@dataclass(frozen=True)
class Placed:
    """A mark with the place of its label: the lane, counted upwards, and from where to where."""

    mark: Mark
    lane: int
    left: float  # [days]
    right: float  # [days]

    def meets(self, start: float, end: float) -> bool:
        """Tell whether label or bar reach into a stretch of days."""
        return min(self.left, self.mark.early) < end and start < max(self.right, self.mark.late)


def marks_of(events: xr.Dataset) -> list[Mark]:
    """Return the marks of one scenario's events that came in any history, by date."""
    return sorted(_marks(events), key=lambda mark: mark.at)


def draw_marks(ax: Axes, marks: Sequence[Mark]) -> float:
    """Draw marks above the axes; return how much room they take [points]."""
    points_a_day = width(ax) / np.ptp(ax.get_xlim())
    placed = place(marks, points_a_day, ax.get_xlim())
    tops: dict[float, Placed] = {}
    for one in sorted(placed, key=lambda one: one.lane):
        tops[one.mark.at] = one  # one line a month, up to its highest label
    for one in tops.values():
        _draw_line(ax, one)
    for one in placed:
        _draw_label(ax, one, points_a_day)
    return _height(_lanes(placed))


def place(marks: Sequence[Mark], points_a_day: float, limits: tuple[float, float]) -> list[Placed]:
    """Give each mark a side of its tick and a lane in which its label is free, using few lanes.

    Labels of earlier marks stand left of their ticks, those of later marks right, so that no label crosses
    the line of a mark above it; where to change sides is tried out.
    """
    ordered = sorted(marks, key=lambda mark: mark.at)
    trials = [_placed(ordered, first, points_a_day, limits) for first in range(len(ordered) + 1)]
    return min(trials, key=_lanes)


def _placed(
    ordered: Sequence[Mark], first: int, points_a_day: float, limits: tuple[float, float]
) -> list[Placed]:
    """Place the marks before `first` to the left and the others to the right, from the edges inwards."""
    placed: list[Placed] = []
    leftward, rightward = ordered[:first], ordered[first:]
    turns = [*((mark, False) for mark in reversed(rightward)), *((mark, True) for mark in leftward)]
    for mark, wants_left in turns:
        length = (_length(mark.label) + 2 * GAP) / points_a_day
        leftwards = mark.at - length >= limits[0] and (wants_left or mark.at + length > limits[1])
        left, right = (mark.at - length, mark.at) if leftwards else (mark.at, mark.at + length)
        start, end = min(left, mark.early), max(right, mark.late)
        lane = 1 + max((one.lane for one in placed if one.meets(start, end)), default=-1)
        placed.append(Placed(mark, lane, left, right))
    return placed


def _lanes(placed: Sequence[Placed]) -> int:
    return 1 + max((one.lane for one in placed), default=-1)


def _marks(events: xr.Dataset) -> Iterator[Mark]:
    came = events.isel(event=np.flatnonzero(events["planned"].values & (events["probability"].values > 0)))
    for number in range(came.sizes["event"]):
        one = came.isel(event=number)
        early, at, late = days(one["date"].values)
        certain, probability = bool(one["certain"]), float(one["probability"])
        title = shorten(str(one["title"].item()), LONGEST, placeholder=" ...")
        yield Mark(title if certain else f"{title} ({_chance(probability)})", at, early, late, certain)


def _draw_line(ax: Axes, placed: Placed) -> None:
    """Draw a tick through the axes and on up to the lane."""
    colour = _colour(placed.mark)
    ax.axvline(placed.mark.at, color=colour, linewidth=0.7, linestyle=":", zorder=0)
    ax.annotate(
        "",
        (placed.mark.at, 1),
        (0, _height(placed.lane) + LANE / 2),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "-",
            "color": colour,
            "linewidth": 0.7,
            "linestyle": ":",
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )


def _draw_label(ax: Axes, placed: Placed, points_a_day: float) -> None:
    """Draw the label, and as a bar when an uncertain event comes."""
    mark, height, days_to_edge = placed.mark, _height(placed.lane), GAP / 2 / points_a_day
    leftwards = placed.left < mark.at
    if not mark.certain:
        span, place = [mark.early, mark.late], ax.get_xaxis_transform() + raised(ax, height)
        ax.plot(span, [1, 1], color=EVENT, linewidth=2, solid_capstyle="butt", clip_on=False, transform=place)
    ax.text(
        placed.right - days_to_edge if leftwards else placed.left + days_to_edge,
        1,
        mark.label,
        transform=ax.get_xaxis_transform() + raised(ax, height + 1.5),
        horizontalalignment="right" if leftwards else "left",
        verticalalignment="bottom",
        fontsize=SMALL,
        color=_colour(mark),
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3},
        zorder=4,
    )


def _colour(mark: Mark) -> str:
    return QUIET if mark.certain else EVENT


def _height(lane: int) -> float:
    """Return the height of a lane above the axes [points]."""
    return GAP + LANE * lane


@lru_cache(maxsize=256)  # a gallery has the same labels in every chart
def _length(text: str) -> float:
    """Return the length of a label [points]."""
    length, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=SMALL), ismath=False)
    return float(length)


def _chance(probability: float) -> str:
    """Write a probability in whole percent, without rounding to never or always."""
    if 0.995 <= probability < 1:
        return "> 99 %"
    return f"{probability * 100:.0f} %" if probability >= 0.005 else "< 1 %"
