"""Where names stand beside lines and points, so that none covers another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias, final

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox

from tumen.plots.style import QUIET, SMALL

Floats: TypeAlias = npt.NDArray[np.float64]
Side: TypeAlias = Literal["left", "center", "right"]

LINE: Final = 1.5 * SMALL  # height of a label with the space below it [points]
POINT: Final = 4.0  # half the width of a point [points]
PAD: Final = 2.0  # free on either side of a label [points]
NEAR: Final = 7.0  # distance of a label from its point [points]
FAR: Final = (NEAR, *range(15, 150, 9))  # and of those that find no place there
AROUND: Final[Sequence[tuple[float, float, Side]]] = (
    (1, 0, "left"),
    (-1, 0, "right"),
    (0.7, 0.7, "left"),
    (0.7, -0.7, "left"),
    (-0.7, 0.7, "right"),
    (-0.7, -0.7, "right"),
    (0, 1, "center"),
    (0, -1, "center"),
    (0.2, 1, "left"),
    (-0.2, 1, "right"),
    (0.2, -1, "left"),
    (-0.2, -1, "right"),
)


def label_ends(ax: Axes, labels: Mapping[str, tuple[float, str]]) -> None:
    """Write names right of the axes, each as near to the end of its line as the others leave room.

    Parameters
    ----------
    ax
        Where lines end at the right edge; its limits must be set.
    labels
        For each name the height of its line's end, and the colour.
    """
    low, high = ax.get_ylim()
    gap = LINE / _points(ax).height * (high - low)
    ordered = sorted(labels.items(), key=lambda label: label[1][0])
    heights = spread([end for _, (end, _) in ordered], gap, high)
    for (name, (end, colour)), height in zip(ordered, heights, strict=True):
        ax.annotate(
            name,
            (1, end),
            xytext=(1.04, height),
            xycoords=("axes fraction", "data"),
            textcoords=("axes fraction", "data"),
            va="center",
            fontsize=SMALL,
            color=colour,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "lw": 0.7,
                "shrinkA": 2,
                "shrinkB": 1,
                "relpos": (0, 0.5),
            },
        )


def spread(heights: Sequence[float], gap: float, highest: float) -> list[float]:
    """Return rising heights moved apart by a gap, upwards as far as the highest, then downwards."""
    moved = list(heights)
    for place in range(1, len(moved)):
        moved[place] = max(moved[place], moved[place - 1] + gap)
    ceiling = highest
    for place in reversed(range(len(moved))):
        moved[place] = min(moved[place], ceiling)
        ceiling = moved[place] - gap
    return moved


def label_points(
    ax: Axes, names: Sequence[str], x: Floats, y: Floats, *, clear_of: Sequence[Floats] = ()
) -> list[str]:
    """Write names beside points, inside the axes, where they cover no point, no line and no other name.

    Parameters
    ----------
    ax
        Where points are drawn; its limits must be set. The figure is laid out first.
    names
        Of the first points, the first with the nearest places.
    x, y
        Of all points. [data]
    clear_of
        Lines that no name should cover, each of shape (points, 2). [data]

    Returns
    -------
    Names for which there was no room.
    """
    _figure(ax).draw_without_rendering()
    scale = 72 / _figure(ax).dpi
    points = ax.transData.transform(np.column_stack([x, y])) * scale
    taken = _Taken(
        [Bbox.from_extents(*(at - POINT), *(at + POINT)) for at in points],
        [Path(ax.transData.transform(line) * scale) for line in clear_of],
        [],
    )
    within, left_out = _points(ax), []
    for name, at, value in zip(names, points, zip(x, y, strict=True), strict=False):
        place = next((place for place in _places(name, at) if taken.leaves(place, at, within)), None)
        if place is None:
            left_out.append(name)
            continue
        taken.names.append(place.box)
        taken.lines.append(Path([at, at + place.offset]))
        ax.annotate(
            name,
            value,
            place.offset,
            textcoords="offset points",
            ha=place.side,
            va="center",
            fontsize=SMALL,
            arrowprops={
                "arrowstyle": "-",
                "color": QUIET,
                "lw": 0.6 if np.hypot(*place.offset) > NEAR else 0,
                "shrinkA": 0,
                "shrinkB": POINT,
                "relpos": ({"left": 0, "center": 0.5, "right": 1}[place.side], 0.5),
            },
        )
    return left_out


@final
class _Place(NamedTuple):
    """Where a label may stand."""

    offset: tuple[float, float]  # from its point [points]
    side: Side
    box: Bbox  # [points]


@final
class _Taken(NamedTuple):
    """What labels must not cover. [points]"""

    points: list[Bbox]
    lines: list[Path]
    names: list[Bbox]

    def leaves(self, place: _Place, at: Floats, within: Bbox) -> bool:
        """Tell whether a place is free, and whether the line that leads there crosses no name."""
        box, leader = place.box, Path([at, at + place.offset])
        inside = within.x0 <= box.x0 and box.x1 <= within.x1 and within.y0 <= box.y0 and box.y1 <= within.y1
        return inside and not (
            any(box.overlaps(other) for other in (*self.points, *self.names))
            or any(line.intersects_bbox(box) for line in self.lines)
            or any(leader.intersects_bbox(name) for name in self.names)
        )


def _places(name: str, at: Floats) -> Iterator[_Place]:
    """Yield places around a point, the nearest first."""
    length, _, _ = text_to_path.get_text_width_height_descent(name, FontProperties(size=SMALL), ismath=False)
    for distance in FAR:
        for right, up, side in AROUND:
            offset = right * distance, up * distance
            left = {"left": 0.0, "center": 0.5, "right": 1.0}[side] * length
            x, y = at + offset - (left + PAD, LINE / 2)
            yield _Place(offset, side, Bbox.from_bounds(x, y, float(length) + 2 * PAD, LINE))


def _points(ax: Axes) -> Bbox:
    """Return where axes lie. [points]"""
    return Bbox(ax.get_position().get_points() * _figure(ax).get_size_inches() * 72)


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("the axes belong to no figure")
    return figure
