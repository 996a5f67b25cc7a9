"""The figures that a results folder holds."""

from matplotlib.figure import Figure

from tumen.plots.fan import strength_fan
from tumen.plots.style import empty_figure
from tumen.results.results import Results


def fan_charts(results: Results) -> dict[str, Figure]:
    """Return a fan chart of every dyad and scenario, by name; each is drawn against the first scenario."""
    first, *others = results.scenarios
    charts = {}
    for dyad in results.bands["dyad"].values.tolist():
        for scenario in (first, *others):
            figure = empty_figure()
            against = None if scenario == first else first
            strength_fan(results, dyad, figure.subplots(), scenario=scenario, against=against)
            charts[f"{dyad}_{scenario}"] = figure
    return charts
