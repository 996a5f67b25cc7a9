"""The figures as methods of results: `results.plot.fan("a-b")`."""

from collections.abc import Sequence
from typing import Any, final

import numpy as np
from matplotlib.axes import Axes

from tumen.plots.channels import channel_fans
from tumen.plots.fan import strength_fan
from tumen.plots.style import RESOLUTION, WIDE
from tumen.plots.waterfall import figure_size, waterfall
from tumen.results.explanation import TOP
from tumen.results.results import Results, register_accessor
from tumen.results.schema import CHANNELS


@register_accessor("plot")
@final
class Plots:
    """Figures of results. Without axes, a method makes a pyplot figure, which a notebook shows."""

    def __init__(self, results: Results) -> None:
        self._results = results

    def fan(
        self, dyad: str, *, scenario: str | None = None, against: str | None = None, ax: Axes | None = None
    ) -> Axes:
        """Draw the strength of a dyad over time; see `tumen.plots.fan.strength_fan`."""
        where = _new_axes(WIDE, 1)[0] if ax is None else ax
        return strength_fan(self._results, dyad, where, scenario=scenario, against=against)

    def channels(
        self, dyad: str, *, scenario: str | None = None, axes: Sequence[Axes] | None = None
    ) -> Sequence[Axes]:
        """Draw the three channels of a dyad; see `tumen.plots.channels.channel_fans`."""
        where = _new_axes((WIDE[0], 0.6 * WIDE[1]), len(CHANNELS)) if axes is None else axes
        return channel_fans(self._results, dyad, where, scenario=scenario)

    def waterfall(
        self, of: str, start: str, end: str, *, top: int = TOP, ax: Axes | None = None, **choice: Any
    ) -> Axes:
        """Draw why a strength or an alignment moved.

        The months and the `choice` of scenario, history and what to compare with are those of
        `Results.explain`; for the rest see `tumen.plots.waterfall.waterfall`.
        """
        explanation = self._results.explain(of, start, end, **choice)
        where = _new_axes(figure_size(explanation, top), 1)[0] if ax is None else ax
        return waterfall(explanation, where, top=top)


def _new_axes(size: tuple[float, float], columns: int) -> list[Axes]:
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=size, dpi=RESOLUTION / 1.5, layout="constrained")
    return list(np.atleast_1d(figure.subplots(1, columns, sharey=True)))
