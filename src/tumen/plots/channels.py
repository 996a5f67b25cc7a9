"""The three channels of a tie side by side: they move at different speeds, and may part."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from tumen.plots.bands import draw_bands, draw_periods, limit_strength
from tumen.plots.style import MAIN, SMALL
from tumen.results.results import Results
from tumen.results.schema import CHANNELS


def channel_fans(
    results: Results, dyad: str, axes: Sequence[Axes], *, scenario: str | None = None
) -> Sequence[Axes]:
    """Draw political, economic and security channel of a dyad, one on each of three axes, on one scale.

    Raises
    ------
    ValueError
        If there are not three axes.
    """
    if len(axes) != len(CHANNELS):
        raise ValueError(f"{len(axes)} axes are given. Give {len(CHANNELS)}, for: {', '.join(CHANNELS)}.")
    main = scenario or results.scenarios[0]
    facts = results.tree["scenarios"].to_dataset().sel(scenario=main)
    chosen = [results.bands[channel].sel(dyad=dyad, scenario=main).dropna("time") for channel in CHANNELS]
    for ax, channel, quantiles in zip(axes, CHANNELS, chosen, strict=True):
        draw_bands(ax, quantiles, MAIN, channel)
        draw_periods(ax, quantiles["time"], facts["forecast_from"])
        limit_strength(ax, *chosen)
        ax.set_title(channel, loc="left", fontsize=SMALL + 2)
    axes[0].set_ylabel(f"{dyad}: strength by channel\n[-1 .. 1]")
    size = f"{results.replicates:,} histories"
    axes[0].set_xlabel(
        f"{facts['title'].item()}; {size}.\nLine: median; bands: middle 50 % and 90 %.",
        loc="left",
        fontsize=SMALL,
    )
    return axes
