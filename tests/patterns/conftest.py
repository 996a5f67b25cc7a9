"""The ensemble in which the patterns are looked for: with the war, a ceasefire, or no invasion."""

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import tumen

HISTORIES = 2_000


class Ensemble:
    """Labelled arrays of all histories, by the words of the patterns."""

    def __init__(self, results: tumen.Results) -> None:
        self._results = results

    def strength(self, dyad: str, month: str, scenario: str = "baseline_war") -> xr.DataArray:
        return self._results.strength.sel(dyad=dyad, time=month, scenario=scenario).squeeze("time")

    def alignment(self, pair: str, month: str, scenario: str = "baseline_war") -> xr.DataArray:
        return self._results.alignment.sel(pair=pair, time=month, scenario=scenario).squeeze("time")

    def indicator(
        self, measure: str, month: str | None = None, scenario: str = "baseline_war"
    ) -> xr.DataArray:
        whole = self._results.indicators.sel(measure=measure, scenario=scenario)
        return whole if month is None else whole.sel(time=month).squeeze("time")


@pytest.fixture(scope="session")
def ensemble() -> Ensemble:
    without_invasion = Path(__file__).with_name("no_war.yaml")
    scenarios = ["baseline_war", "ceasefire", without_invasion]
    return Ensemble(tumen.run(scenarios, replicates=HISTORIES, full=True, show_progress=False))


@pytest.fixture(scope="session")
def share():
    """Return the share of histories in which something holds."""

    def of(holds: xr.DataArray) -> float:
        return float(np.mean(holds.values))

    return of
