"""The fan chart: how strong a tie is expected to be, and how sure the model is."""

from textwrap import fill

import xarray as xr
from matplotlib.axes import Axes

from tumen.plots.bands import MIDDLE, OUTER, draw_bands, draw_outline, draw_periods, limit_strength
from tumen.plots.event_marks import draw_marks, marks_of
from tumen.plots.style import MAIN, OTHER, SMALL, raised
from tumen.results.results import Results

CAPTION_WIDTH = 150  # characters


def strength_fan(
    results: Results, dyad: str, ax: Axes, *, scenario: str | None = None, against: str | None = None
) -> Axes:
    """Draw the strength of a dyad over time.

    Parameters
    ----------
    results
        What to draw from.
    dyad
        As in ``a-b``.
    ax
        Where to draw.
    scenario
        Whose bands and events to draw; the first one if none is given.
    against
        A second scenario, drawn as dashed lines.

    Raises
    ------
    ValueError
        If the results have no such dyad or scenario.
    """
    main = scenario or results.scenarios[0]
    facts = results.tree["scenarios"].to_dataset()
    strength = _strength(results, dyad, main)
    drawn = [strength]
    draw_bands(ax, strength, MAIN, str(facts["title"].sel(scenario=main).item()))
    if against is not None:
        drawn.append(_strength(results, dyad, against))
        draw_outline(ax, drawn[1], OTHER, str(facts["title"].sel(scenario=against).item()))
    draw_periods(ax, strength["time"], facts["forecast_from"].sel(scenario=main))
    limit_strength(ax, *drawn)
    _mark_ends(ax, drawn)
    room = draw_marks(ax, marks_of(results.events.sel(scenario=main)))
    if against is not None:
        place = ax.transAxes + raised(ax, room)
        ax.legend(
            loc="lower right",
            bbox_to_anchor=(1, 1),
            bbox_transform=place,
            borderaxespad=0,
            ncols=2,
            frameon=False,
        )
    ax.set_title(
        f"{dyad}: {facts['title'].sel(scenario=main).item()}", loc="left", pad=room + 4, fontweight="bold"
    )
    ax.set_ylabel("strength of the relationship\n[-1 hostile .. 0 neutral .. 1 allied]")
    ax.set_xlabel(_caption(results.replicates, against), loc="left", fontsize=SMALL, labelpad=8)
    return ax


def _strength(results: Results, dyad: str, scenario: str) -> xr.DataArray:
    """Return the quantiles of one dyad in one scenario (quantile, time)."""
    strength = results.bands["strength"]
    for dim, label in (("dyad", dyad), ("scenario", scenario)):
        known = strength[dim].values.tolist()
        if label not in known:
            raise ValueError(f'the results have no {dim} "{label}". They have: {", ".join(known)}.')
    return strength.sel(dyad=dyad, scenario=scenario).dropna("time")


def _mark_ends(ax: Axes, drawn: list[xr.DataArray]) -> None:
    """Write the median and the 90 % band of the last month beside the curves, without overlap."""
    lowest, highest = ax.get_ylim()
    ends = sorted(
        zip(drawn, (MAIN, OTHER), strict=False), key=lambda end: float(end[0].sel(quantile=MIDDLE)[-1])
    )
    heights = [float(one.sel(quantile=MIDDLE)[-1]) for one, _ in ends]
    least = 0.09 * (highest - lowest)
    if len(heights) == 2 and heights[1] - heights[0] < least:
        middle = sum(heights) / 2
        heights = [middle - least / 2, middle + least / 2]
    for (one, colour), height in zip(ends, heights, strict=True):
        low, median, high = (
            float(one.sel(quantile=quantile)[-1]) for quantile in (OUTER[0], MIDDLE, OUTER[1])
        )
        text = f"{median:+.2f}\n[{low:+.2f}, {high:+.2f}]"
        ax.annotate(
            text,
            (1, height),
            (5, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            color=colour,
            annotation_clip=False,
        )


def _caption(replicates: int, against: str | None) -> str:
    parts = [
        f"{replicates:,} simulated histories. Line: median; dark band: middle 50 %; light band: middle 90 %, "
        "in each month; right: the last month.",
        "Dotted: events; purple ones are uncertain, with their chance, their median month, and as a bar the "
        "middle 90 % of the months in which they come.",
    ]
    if against is not None:
        parts.append("Dashed: the other scenario, its median and 90 % band, under the same luck.")
    return fill(" ".join(parts), CAPTION_WIDTH)
