"""The summary: a few tables that answer what happens, when, and how sure the model is."""

from dataclasses import dataclass, fields
from typing import Any, final

import numpy as np
import pandas as pd
import xarray as xr

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95  # the 90 % band
CHANCE = ("probability", "standard_error")
WHEN = ("median", "early", "late")


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
    questions
        A row for each scenario and question that it asks: probability of a yes with Monte Carlo standard
        error, and `low` and `high`, the bounds of its 95 % interval.
    thresholds
        A row for each scenario and threshold that it watches: share of histories beyond it in the last month
        (`horizon`), probability of passing it in the forecast with Monte Carlo standard error, and median,
        5 % and 95 % quantile of the first month, where it is passed.
    """

    strength: pd.DataFrame
    events: pd.DataFrame
    questions: pd.DataFrame
    thresholds: pd.DataFrame

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Return the tables as lists of rows, ready for JSON."""
        return {field.name: _rows(getattr(self, field.name)) for field in fields(self)}

    def __str__(self) -> str:
        return "\n\n".join(table.to_string(index=False) for table in self._shown())

    def _repr_html_(self) -> str:
        return "".join(table.to_html(index=False) for table in self._shown())

    def _shown(self) -> list[pd.DataFrame]:
        """Return the tables as people read them."""
        tables = (
            _strength_shown(self.strength),
            _events_shown(self.events),
            _questions_shown(self.questions),
            _thresholds_shown(self.thresholds),
        )
        return [table for table in tables if len(table)]


def summary_of(
    bands: xr.Dataset,
    events: xr.Dataset,
    scenarios: xr.Dataset,
    questions: xr.Dataset,
    thresholds: xr.Dataset,
) -> Summary:
    """Return the summary of groups of results; those of questions and thresholds may be empty."""
    names = scenarios["scenario"].values.tolist()
    rows = [
        row for name in names for row in _strength_rows(bands["strength"], name, scenarios["forecast_from"])
    ]
    chances = [row for name in names for row in _event_rows(events.sel(scenario=name), name)]
    answered = _answer_rows(questions, "question", "asked", "ask")
    watched = _answer_rows(thresholds, "threshold", "watched", "level")
    return Summary(
        pd.DataFrame(rows),
        pd.DataFrame(chances, columns=["scenario", "event", "title", *CHANCE, *WHEN]),
        pd.DataFrame(answered, columns=["scenario", "question", "ask", *CHANCE, "low", "high"]),
        pd.DataFrame(watched, columns=["scenario", "threshold", "level", "horizon", *CHANCE, *WHEN]),
    )


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
            **_chance(one),
            **_when(one),
        }
        for one in (uncertain.isel(event=number) for number in range(uncertain.sizes["event"]))
    ]


def _answer_rows(answers: xr.Dataset, kind: str, present: str, text: str) -> list[dict[str, Any]]:
    """Return a row for each question or threshold of each scenario."""
    if not answers:
        return []
    single = (
        answers.sel(scenario=scenario, **{kind: name})
        for scenario in answers["scenario"].values
        for name in answers[kind].values
        if answers[present].sel(scenario=scenario, **{kind: name})
    )
    return [
        {"scenario": str(one["scenario"].item()), kind: str(one[kind].item()), text: str(one[text].item())}
        | _chance(one)
        | (_bounds(one) if kind == "question" else _when(one) | _at_the_end(one))
        for one in single
    ]


def _chance(one: xr.Dataset) -> dict[str, Any]:
    return {name: float(one[name]) for name in CHANCE}


def _bounds(one: xr.Dataset) -> dict[str, Any]:
    return {name: float(one[name]) for name in ("low", "high")}


def _when(one: xr.Dataset) -> dict[str, Any]:
    levels = zip(WHEN, (MIDDLE, LOW, HIGH), strict=True)
    return {name: _month(one["date"].sel(quantile=level)) for name, level in levels}


def _at_the_end(one: xr.Dataset) -> dict[str, Any]:
    return {"horizon": float(one["beyond"].dropna("time")[-1])}


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
    shown["probability"] = _chances_shown(table)
    shown["when it comes (90 % band)"] = _dates_shown(table)
    return shown


def _questions_shown(table: pd.DataFrame) -> pd.DataFrame:
    shown = table[["scenario", "question"]].copy()
    shown["probability"] = _chances_shown(table)
    shown["asked"] = table["ask"]
    return shown


def _thresholds_shown(table: pd.DataFrame) -> pd.DataFrame:
    shown = table[["scenario", "threshold", "level"]].copy()
    shown["at the horizon"] = [f"{share:.3f}" for share in table["horizon"]]
    shown["ever in the forecast"] = _chances_shown(table)
    shown["when first (90 % band)"] = _dates_shown(table)
    return shown


def _chances_shown(table: pd.DataFrame) -> list[str]:
    return [f"{row['probability']:.3f} (se {row['standard_error']:.3f})" for row in _rows(table)]


def _dates_shown(table: pd.DataFrame) -> list[str]:
    return [
        f"{row['median']} [{row['early']}, {row['late']}]" if row["median"] else "never"
        for row in _rows(table)
    ]


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict(orient="records")]
