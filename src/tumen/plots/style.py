"""What all figures share: colours that colour-blind readers can tell apart, sizes, and an empty figure."""

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

MAIN, OTHER, EVENT, QUIET = "#0072B2", "#D55E00", "#5B3A87", "#5F5F5F"  # after Okabe and Ito
HINDCAST, GRID = "#F1F1EC", "#DDDDD8"
SMALL = 8.0  # font size [points]
WIDE = (10.0, 6.2)  # [inches]
RESOLUTION = 150  # [dots per inch]


def empty_figure(size: tuple[float, float] = WIDE) -> Figure:
    """Return a figure that makes room for everything drawn around its axes."""
    return Figure(figsize=size, dpi=RESOLUTION, layout="constrained")


def days(dates: npt.NDArray[np.datetime64]) -> npt.NDArray[np.float64]:
    """Return dates as Matplotlib counts them, in days."""
    numbers: npt.NDArray[np.float64] = np.asarray(date2num(dates))  # type: ignore[no-untyped-call]
    return numbers


def width(ax: Axes) -> float:
    """Return the width of axes [points]."""
    return float(ax.get_position().width * _root(ax).get_size_inches()[0] * 72)


def raised(ax: Axes, points: float) -> ScaledTranslation:
    """Return a shift upwards, to be added to a transform."""
    return ScaledTranslation(0, points / 72, _root(ax).dpi_scale_trans)


def _root(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("the axes belong to no figure")
    return figure
