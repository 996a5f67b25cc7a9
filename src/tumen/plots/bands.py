"""Quantile bands over time, and the months before and after the forecast begins."""

import numpy as np
import numpy.typing as npt
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from tumen.plots.style import GRID, HINDCAST, QUIET, SMALL, days, width

OUTER, INNER, MIDDLE = (0.05, 0.95), (0.25, 0.75), 0.5
LEAST_SPAN = 0.4  # of the strength axis
POINTS_A_TICK = 40.0  # least distance of dates
HEADROOM = 0.08  # of the axis, for the words above the curves


def draw_bands(ax: Axes, quantiles: xr.DataArray, colour: str, label: str) -> None:
    """Draw the 90 % and 50 % bands and the median of quantiles (quantile, time)."""
    time = days(quantiles["time"].values)
    for (low, high), strength in ((OUTER, 0.2), (INNER, 0.35)):
        edges = quantiles.sel(quantile=low), quantiles.sel(quantile=high)
        ax.fill_between(time, *edges, color=colour, alpha=strength, linewidth=0)
    ax.plot(time, quantiles.sel(quantile=MIDDLE), color=colour, linewidth=2, label=label)


def draw_outline(ax: Axes, quantiles: xr.DataArray, colour: str, label: str) -> None:
    """Draw the median and the edges of the 90 % band as dashed lines, for a second scenario."""
    time = days(quantiles["time"].values)
    for edge in OUTER:
        ax.plot(time, quantiles.sel(quantile=edge), color=colour, linewidth=0.9, linestyle=(0, (2, 2)))
    ax.plot(
        time, quantiles.sel(quantile=MIDDLE), color=colour, linewidth=1.8, linestyle=(0, (5, 2)), label=label
    )


def draw_periods(ax: Axes, time: xr.DataArray, forecast_from: xr.DataArray) -> None:
    """Limit the axis to the months simulated, and tell the hindcast from the forecast."""
    first, last = days(time.values)[[0, -1]]
    cut = float(days(forecast_from.values))
    ax.set_xlim(first, last)
    most = int(width(ax) / POINTS_A_TICK)
    locator = AutoDateLocator(minticks=3, maxticks=most)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.axvspan(first, min(max(cut, first), last), color=HINDCAST, zorder=-10, linewidth=0)
    ax.axvline(cut, color=QUIET, linewidth=1)
    words = (("hindcast", -5, "right", cut > first), ("forecast", 5, "left", cut < last))
    for word, offset, side, shown in words:
        if shown:
            ax.annotate(
                word,
                (cut, 1),
                (offset, -4),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha=side,
                va="top",
                fontsize=SMALL + 1,
                color=QUIET,
                style="italic",
            )


def limit_strength(ax: Axes, *quantiles: xr.DataArray) -> None:
    """Narrow the axis, which could reach from -1 to 1, to what the bands need, in tenths."""
    low = min(float(one.min()) for one in quantiles)
    high = max(float(one.max()) for one in quantiles)
    missing = max(0.0, LEAST_SPAN - (high - low)) / 2
    bottom = max(-1.0, np.floor((low - missing - 0.02) * 10) / 10)
    top = min(1.0, np.ceil((high + missing + 0.02) * 10) / 10)
    ax.set_ylim(bottom, top + HEADROOM * (top - bottom))
    ax.set_yticks(_tenths(bottom, top))
    if bottom < 0 < top:
        ax.axhline(0, color=QUIET, linewidth=0.8)
    ax.grid(axis="y", color=GRID, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)


def _tenths(bottom: float, top: float) -> npt.NDArray[np.float64]:
    """Return the ticks: every tenth, or every fifth where that would be too many."""
    step = 0.1 if top - bottom < 0.95 else 0.2
    ticks: npt.NDArray[np.float64] = (
        np.arange(np.ceil(bottom / step - 1e-9), np.floor(top / step + 1e-9) + 1) * step
    )
    return ticks.round(10)
