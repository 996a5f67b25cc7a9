"""A movement of a strength or an alignment, and what moved it, read off results."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, final

import numpy as np
import xarray as xr

from tumen.base.names import pair_text
from tumen.results.explanation import CHANNEL
from tumen.results.labels import dates
from tumen.results.schema import CHANNELS
from tumen.results.subject import quantity_of

if TYPE_CHECKING:
    from tumen.results.results import Results

Amounts: TypeAlias = Mapping[tuple[str, str], float]  # (whose alignment, cause) -> what it added
Window: TypeAlias = tuple[int, int]  # the months at whose ends a movement starts and ends


@final
@dataclass(frozen=True)
class Movement:
    """Where a movement started and ended, and what each cause added to it."""

    start: float
    end: float
    amounts: Amounts

    def __sub__(self, other: "Movement") -> "Movement":
        """Return the movement of the difference."""
        entries = dict.fromkeys([*self.amounts, *other.amounts])
        amounts = {entry: self.amounts.get(entry, 0.0) - other.amounts.get(entry, 0.0) for entry in entries}
        return Movement(self.start - other.start, self.end - other.end, amounts)


@final
@dataclass(frozen=True)
class Side:
    """The mean over the histories of a scenario, or one of them."""

    results: "Results"
    scenario: str
    replicate: int | None

    def movement(self, of: str, window: Window) -> Movement:
        """Return how the alignment of a pair, or the strength of a dyad, moved within a window.

        Raises
        ------
        ValueError
            If a dyad's strength is no sum of terms, because the weights of its channels vary.
        """
        contributions = self._contributions(window)
        variable, dim = quantity_of(of)
        ends = self._ends(variable, {dim: of}, window)
        if dim == "pair":
            return Movement(*ends, _of_pair(contributions, of, weight=1.0))
        weights = self._weights(of)
        amounts: dict[tuple[str, str], float] = {}
        for pair in _directions(of):
            amounts |= _of_pair(contributions, pair, weight=weights["political"] / 2)
        for channel in ("economic", "security"):
            start, end = self._ends(channel, {"dyad": of}, window)
            amounts[of, f"{CHANNEL}/{channel}"] = weights[channel] * (end - start)
        return Movement(*ends, amounts)

    def _ends(self, variable: str, label: Mapping[str, str], window: Window) -> tuple[float, float]:
        if self.replicate is None:
            array = self.results.bands[f"{variable}_mean"]
        else:
            array = self.results.paths[variable].sel(replicate=self.replicate)
        start, end = array.sel({"scenario": self.scenario, "time": dates(window), **label}).values.tolist()
        return start, end

    def _contributions(self, window: Window) -> xr.DataArray:
        """Return what each entry of the ledger added within a window (entry)."""
        ledger = self.results.ledger.sel(scenario=self.scenario)
        each = ledger["mean"] if self.replicate is None else ledger["histories"].sel(replicate=self.replicate)
        first, last = dates(window)
        within = (each["time"].values > first) & (each["time"].values <= last)
        return each.isel(time=np.flatnonzero(within)).sum("time", dtype=np.float64)

    def _weights(self, dyad: str) -> Mapping[str, float]:
        weights = self.results.ledger["weight"].sel(scenario=self.scenario).values.tolist()
        if np.isnan(weights).any():
            raise ValueError(
                f"in {self.scenario} the weights of the channels differ from history to history, so that the "
                f"strength of {dyad} is no sum of terms. Explain {' or '.join(_directions(dyad))}."
            )
        return dict(zip(CHANNELS, weights, strict=True))


def _directions(dyad: str) -> tuple[str, str]:
    a, b = dyad.split("-")
    return pair_text(a, b), pair_text(b, a)


def _of_pair(contributions: xr.DataArray, pair: str, *, weight: float) -> Amounts:
    own = contributions.isel(entry=np.flatnonzero(contributions["moved"].values == pair))
    causes = own["cause"].values.tolist()
    return {(pair, cause): weight * one for cause, one in zip(causes, own.values.tolist(), strict=True)}
