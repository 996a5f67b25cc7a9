"""One history among all: its path, what happened in it, and where it turned."""

from collections.abc import Sequence
from textwrap import fill

import numpy as np
import numpy.typing as npt
import xarray as xr
from matplotlib.axes import Axes

from tumen.plots.bands import draw_bands, draw_periods, limit_strength
from tumen.plots.event_marks import LONGEST, Mark, draw_marks
from tumen.plots.style import MAIN, OTHER, QUIET, SMALL, days
from tumen.results.labels import dates
from tumen.results.results import Results
from tumen.results.subject import quantity_of

CAPTION_WIDTH = 150  # characters
BEND = {"strength": 0.04, "alignment": 0.08}  # by how much a turning point lies off the line between others


def history_path(history: Results, among: Results, of: str, ax: Axes) -> Axes:
    """Draw the strength of a dyad, or the alignment of a pair, in one history among all others.

    Parameters
    ----------
    history
        The history as results of its own.
    among
        The results from which it comes.
    of
        The dyad or the pair.
    ax
        Where to draw.
    """
    [scenario], [replicate] = history.scenarios, history.paths["replicate"].values.tolist()
    variable, dim = quantity_of(of)
    facts = history.tree["scenarios"].to_dataset().sel(scenario=scenario)
    path = history.paths[variable].sel({"scenario": scenario, "replicate": replicate, dim: of})
    bands = among.bands[variable].sel({"scenario": scenario, dim: of}).dropna("time")
    draw_bands(ax, bands, QUIET, f"all {among.replicates:,} histories")
    ax.plot(days(path["time"].values), path, color=MAIN, linewidth=2, label=f"history {replicate}")
    draw_periods(ax, path["time"], facts["forecast_from"])
    limit_strength(ax, bands, path)
    turns = _mark_turns(ax, path, BEND[variable])
    room = draw_marks(ax, _marks(history.events.sel(scenario=scenario, replicate=replicate)))
    ax.legend(loc="best", frameon=False, fontsize=SMALL)
    title = f"{of}: history {replicate} of {facts['title'].item()}"
    ax.set_title(title, loc="left", pad=room + 4, fontweight="bold")
    ax.set_ylabel(f"{variable}\n[-1 hostile .. 0 neutral .. 1 allied]")
    caption = (
        "Blue: this history. Grey: median, middle 50 % and middle 90 % of all. Dotted: events of this "
        f"history, and in purple the outcomes of its decisions. Turning points: {turns or 'none'}."
    )
    ax.set_xlabel(fill(caption, CAPTION_WIDTH), loc="left", fontsize=SMALL, labelpad=8)
    return ax


def turning_points(path: npt.NDArray[np.floating], least: float) -> list[int]:
    """Return the corners of the line that follows a path and is nowhere off by more than `least` [1]_.

    Parameters
    ----------
    path
        Values at equal distances, shape (months,).
    least
        In the unit of the path, > 0.

    Returns
    -------
    Positions in rising order, both ends left out.

    References
    ----------
    .. [1] D. H. Douglas, T. K. Peucker, "Algorithms for the reduction of the number of points required to
       represent a digitized line," Cartographica 10(2), 1973, 112-122.
    """
    last = len(path) - 1
    off = np.abs(path - np.linspace(path[0], path[last], len(path)))
    corner = int(off.argmax())
    if off[corner] <= least:
        return []
    later = turning_points(path[corner:], least)
    return [*turning_points(path[: corner + 1], least), corner, *(corner + point for point in later)]


def _mark_turns(ax: Axes, path: xr.DataArray, bend: float) -> str:
    """Number the turning points, and return their dates and values in words."""
    values, time = path.values, days(path["time"].values)
    months = path["time"].dt.strftime("%Y-%m").values
    points = turning_points(values, bend)
    for number, point in enumerate(points, start=1):
        ax.plot(time[point], values[point], "o", color=OTHER, markersize=10, zorder=5)
        ax.annotate(
            str(number),
            (time[point], values[point]),
            horizontalalignment="center",
            verticalalignment="center_baseline",
            fontsize=SMALL - 1,
            color="white",
            zorder=6,
        )
    told = (f"{number} {months[point]} {values[point]:+.2f}" for number, point in enumerate(points, start=1))
    return ", ".join(told)


def _marks(events: xr.Dataset) -> Sequence[Mark]:
    """Return a mark for everything that came in this history."""
    came = events.isel(event=np.flatnonzero(events["month"].values >= 0))
    at = days(dates(came["month"].values))
    titles = (str(title)[:LONGEST] for title in came["title"].values)
    decided = (came["kind"].values == "outcome").tolist()
    return [
        Mark(title, day, day, day, certain=not outcome)
        for title, day, outcome in zip(titles, at.tolist(), decided, strict=True)
    ]
