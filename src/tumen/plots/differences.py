"""Small multiples of differences: every tie under one scenario minus another, month by month."""

from math import ceil
from typing import Final

import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tumen.plots.bands import draw_bands, draw_periods
from tumen.plots.style import MAIN, QUIET, SMALL, empty_figure
from tumen.results.results import Results

COLUMNS: Final = 5
PANEL: Final = (2.6, 2.1)  # [inches]
LEAST_SPAN: Final = 0.1  # of the axis, to each side of zero
MARGIN: Final = 1.15
BEFORE: Final = 6  # months shown before the scenarios part


def difference_panels(results: Results, minuend: str, subtrahend: str) -> Figure:
    """Draw how much stronger each tie is under `minuend` than under `subtrahend`, all on one scale.

    Raises
    ------
    ValueError
        If the two were not run together.
    """
    facts = results.tree["scenarios"].to_dataset()
    difference = results.difference(minuend, subtrahend).dropna("time", how="all")
    difference = _from_their_parting(difference, facts["forecast_from"].sel(scenario=minuend))
    dyads = difference["dyad"].values.tolist()
    columns = min(COLUMNS, len(dyads))
    rows = ceil(len(dyads) / columns)
    figure = empty_figure((PANEL[0] * columns + 0.6, PANEL[1] * rows + 0.9))
    axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for dyad, ax in zip(dyads, axes.flat, strict=False):
        difference_panel(difference.sel(dyad=dyad), ax)
        draw_periods(ax, difference["time"], facts["forecast_from"].sel(scenario=minuend))
        for words in [text for text in ax.texts if text.get_text() in {"hindcast", "forecast"}]:
            words.remove()  # once in the caption is enough for so many panels
    for ax in axes.flat[len(dyads) :]:
        ax.set_axis_off()
    span = max(LEAST_SPAN, float(abs(difference["difference"].sel(quantile=[0.05, 0.95])).max()) * MARGIN)
    axes.flat[0].set_ylim(-span, span)
    titles = [str(facts["title"].sel(scenario=name).item()) for name in (minuend, subtrahend)]
    figure.suptitle(f"{titles[0]} minus {titles[1]}", fontweight="bold", ha="left", x=0.01)
    figure.supylabel("difference of strength", fontsize=SMALL + 2)
    figure.supxlabel(
        f"{results.replicates:,} histories, each minus the one that meets the same luck. Line: median; "
        "bands: middle 50 % and 90 %. Grey: hindcast.",
        fontsize=SMALL,
        color=QUIET,
        x=0.01,
        ha="left",
    )
    return figure


def _from_their_parting(difference: xr.Dataset, forecast_from: xr.DataArray) -> xr.Dataset:
    """Return the months from a little before the scenarios part, at the latest before the forecast begins."""
    parted = ((difference["below"] > 0) | (difference["above"] > 0)).any("dyad").values
    forecast = int((difference["time"] < forecast_from).sum())
    first = min(int(parted.argmax()) if parted.any() else forecast, forecast)
    return difference.isel(time=slice(max(0, first - BEFORE), None))


def difference_panel(tie: xr.Dataset, ax: Axes) -> Axes:
    """Draw the difference of one tie (quantile, time), and in how many histories it falls in the end."""
    ax.axhline(0, color=QUIET, linewidth=0.8)
    draw_bands(ax, tie["difference"], MAIN, "")
    last = tie.isel(time=-1)
    falls, rises = float(last["below"]), float(last["above"])
    ax.set_title(str(tie["dyad"].item()), loc="left", fontsize=SMALL + 2, fontweight="bold")
    told = "never differs" if falls == rises == 0 else f"falls in {falls:.0%}, rises in {rises:.0%}"
    ax.text(0.03, 0.04, told, transform=ax.transAxes, fontsize=SMALL, color=QUIET)
    ax.tick_params(labelsize=SMALL)
    return ax
