"""The summary: a few tables that answer what happens, when, and how sure the model is."""

from dataclasses import dataclass
from typing import Any, final

import numpy as np
import pandas as pd
import xarray as xr

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95  # the 90 % band


@final
@dataclass(frozen=True)
class Summary:
    """Tables of results.

    Attributes
    ----------
    strength
        A row for each scenario and dyad: medians and 90 % bands in the last month before the forecast (`now`)
        and in the last month (`horizon`).
    events
        A row for each scenario and event that is not certain: probability with Monte Carlo standard error,
        and median, 5 % and 95 % quantile of the month, where it came.
    """

    strength: pd.DataFrame
    events: pd.DataFrame

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Return the tables as lists of rows, ready for JSON."""
        return {"strength": _rows(self.strength), "events": _rows(self.events)}

    def __str__(self) -> str:
        return "\n\n".join(table.to_string(index=False) for table in self._shown())

    def _repr_html_(self) -> str:
        return "".join(table.to_html(index=False) for table in self._shown())

    def _shown(self) -> list[pd.DataFrame]:
        """Return the tables as people read them."""
        return [table for table in (_strength_shown(self.strength), _events_shown(self.events)) if len(table)]


def summary_of(bands: xr.Dataset, events: xr.Dataset, scenarios: xr.Dataset) -> Summary:
    """Return the summary of groups of results."""
    names = scenarios["scenario"].values.tolist()
    rows = [
        row for name in names for row in _strength_rows(bands["strength"], name, scenarios["forecast_from"])
    ]
    chances = [row for name in names for row in _event_rows(events.sel(scenario=name), name)]
    columns = ["scenario", "event", "title", "probability", "standard_error", "median", "early", "late"]
    return Summary(pd.DataFrame(rows), pd.DataFrame(chances, columns=columns))


def _strength_rows(
    strength: xr.DataArray, scenario: str, forecast_from: xr.DataArray
) -> list[dict[str, Any]]:
    own = strength.sel(scenario=scenario).dropna("time", how="all").dropna("dyad", how="all")
    time = own["time"]
    before = np.flatnonzero(time.values < forecast_from.sel(scenario=scenario).values)
    months = {"now": before[-1] if before.size else 0, "horizon": time.size - 1}
    rows = []
    for dyad in own["dyad"].values.tolist():
        row: dict[str, Any] = {"scenario": scenario, "dyad": dyad}
        for word, month in months.items():
            band = own.sel(dyad=dyad).isel(time=month)
            row |= {f"{word}_month": _month(time[month]), word: _at(band, MIDDLE)}
            row |= {f"{word}_low": _at(band, LOW), f"{word}_high": _at(band, HIGH)}
        rows.append(row)
    return rows


def _event_rows(events: xr.Dataset, scenario: str) -> list[dict[str, Any]]:
    uncertain = events.isel(event=np.flatnonzero(events["planned"].values & ~events["certain"].values))
    return [
        {
            "scenario": scenario,
            "event": str(one["event"].item()),
            "title": str(one["title"].item()),
            "probability": float(one["probability"]),
            "standard_error": float(one["standard_error"]),
            "median": _month(one["date"].sel(quantile=MIDDLE)),
            "early": _month(one["date"].sel(quantile=LOW)),
            "late": _month(one["date"].sel(quantile=HIGH)),
        }
        for one in (uncertain.isel(event=number) for number in range(uncertain.sizes["event"]))
    ]


def _at(band: xr.DataArray, quantile: float) -> float:
    return float(band.sel(quantile=quantile))


def _month(date: xr.DataArray) -> str:
    """Write a date as YYYY-MM; an event that never came has none."""
    return "" if date.isnull() else str(date.dt.strftime("%Y-%m").item())


def _strength_shown(table: pd.DataFrame) -> pd.DataFrame:
    shown = table[["scenario", "dyad"]].copy()
    for word in ("now", "horizon"):
        columns = table[[f"{word}_month", word, f"{word}_low", f"{word}_high"]].itertuples(index=False)
        months, texts = zip(
            *((row[0], f"{row[1]:+.2f} [{row[2]:+.2f}, {row[3]:+.2f}]") for row in columns), strict=True
        )
        title = " / ".join(dict.fromkeys(months))
        shown[f"{title} (90 % band)"] = texts
    return shown


def _events_shown(table: pd.DataFrame) -> pd.DataFrame:
    shown = table[["scenario", "event"]].copy()
    shown["probability"] = [
        f"{row['probability']:.3f} (se {row['standard_error']:.3f})" for row in _rows(table)
    ]
    shown["when it comes (90 % band)"] = [
        f"{row['median']} [{row['early']}, {row['late']}]" if row["median"] else "never"
        for row in _rows(table)
    ]
    return shown


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict(orient="records")]
