"""Hindcast: a user's own monthly series, forecast from one month after another with nothing known later."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final, final

import numpy as np
import pandas as pd

from tumen.base.calendar import month_text
from tumen.base.problems import InputError, Problem, nearest
from tumen.base.randomness import check_seed
from tumen.ensemble.arguments import loaded
from tumen.ensemble.defaults import SEED
from tumen.scenarios.extend import shown_path
from tumen.scenarios.schema import Scenario
from tumen.studies.measuring import OPENING
from tumen.studies.paths import events_known, tie_paths
from tumen.studies.references import REFERENCES, why_not
from tumen.studies.rolling import ALONE, MODEL, forecasts
from tumen.studies.series import VALUE, Series, read_series, ties_of

HORIZONS: Final = (1, 3, 6, 12)
REPLICATES: Final = 1_000
AFTER: Final = 36  # known months up to the first forecast
FEWEST_AFTER: Final = 2 * OPENING
SCALE: Final = 20.0  # of asinh, which is linear well below it and logarithmic well above
SCORES: Final = (MODEL, ALONE, *REFERENCES)


@final
@dataclass(frozen=True)
class Hindcast:
    """Scores of forecasts of series, from one month after another.

    Attributes
    ----------
    scenario
        Name of the scenario.
    replicates
        Number of histories behind each forecast.
    scores
        A row for each forecast: `dyad`, the `tie` that it is about, month of `origin`, `horizon`, what was
        `observed`, the bounds `low` and `high` of the central 90 % and whether they `covered` it, and the
        CRPS of the `model`, of its errors without the ties (`error_alone`) and of each reference.
    skipped
        Series that could not be forecast, and why.
    """

    scenario: str
    replicates: int
    scores: pd.DataFrame
    skipped: Mapping[str, str]

    def table(self) -> pd.DataFrame:
        """Return mean scores by dyad and horizon, the best reference of each, and the skill against it."""
        groups = self.scores.groupby(["dyad", "horizon"], sort=False)
        means = groups[list(SCORES)].mean()
        counts = groups.size().rename("forecasts")
        covered = groups["covered"].mean().rename("coverage")
        return _with_skill(pd.concat([counts, means, covered], axis=1).reset_index())

    def by_dyad(self) -> pd.DataFrame:
        """Return mean scores by dyad, in which each horizon weighs the same."""
        return _averaged(self.table(), "dyad")

    def by_horizon(self) -> pd.DataFrame:
        """Return mean scores by horizon, in which each dyad weighs the same."""
        return _averaged(self.table(), "horizon")

    def to_dict(self) -> dict[str, Any]:
        """Return all tables as plain data."""
        tables = {"scores": self.scores, "table": self.table(), "by_dyad": self.by_dyad()}
        plain = {name: table.to_dict(orient="records") for name, table in tables.items()}
        by_horizon = self.by_horizon().to_dict(orient="records")
        about = {"scenario": self.scenario, "replicates": self.replicates, "skipped": dict(self.skipped)}
        return {**about, **plain, "by_horizon": by_horizon}

    def headline(self) -> str:
        """Return in a line what was forecast."""
        first, last = self.scores["origin"].min(), self.scores["origin"].max()
        return (
            f"{self.scenario}: {len(self.scores):,} forecasts from {first} to {last}, "
            f"{self.replicates:,} histories each"
        )

    def __str__(self) -> str:
        return f"{self.headline()}\n\n{self.table().round(3).to_string(index=False)}"

    def _repr_html_(self) -> str:
        return f"<p>{self.headline()}</p>{self.table().round(3).to_html(index=False)}"


def hindcast(
    series: str | Path,
    scenario: str | Path | Scenario = "history",
    *,
    value: str = VALUE,
    names: Mapping[str, str] | None = None,
    dyads: Collection[str] = (),
    scale: float | None = SCALE,
    horizons: Sequence[int] = HORIZONS,
    after: int = AFTER,
    replicates: int = REPLICATES,
    seed: int = SEED,
    workers: int | None = None,
    show_progress: bool = True,
) -> Hindcast:
    """Forecast the series of a file from each of their months, and score this beside three references.

    A forecast rests on histories of the scenario without the events that came later, and on what the series
    had shown by then of how it follows the strength of the tie.

    Parameters
    ----------
    series
        CSV file with the columns `month`, `dyad` and that of the values.
    scenario
        Name of a scenario that ships with tumen, path of a file, or a loaded scenario.
    value
        Name of the column of the values.
    names
        What an actor is called in the file -> the actor.
    dyads
        Dyads to forecast, as the file names them; by default all whose members are in the cast.
    scale
        Values are transformed to asinh(value / scale); None leaves them as they are.
    horizons
        How many months ahead to forecast.
    after
        How many months must be known for the first forecast.
    replicates
        Number of histories.
    seed
        Whole number from 0 to 2**64 - 1.
    workers
        Number of processes; all usable cores by default.
    show_progress
        Tell on the standard error how far the run is.

    Raises
    ------
    InputError
        With every fault of the files, and if no series can be forecast.
    ValueError
        If a number is out of range.
    """
    ahead = _horizons(horizons, after, scale)
    [whole] = loaded(scenario)
    source = shown_path(Path(series))
    found = read_series(series, value=value)
    ties = _chosen(ties_of(found, names or {}, whole.cast, source=source), dyads, source)
    every = {name: _transformed(found[name], scale) for name in ties}
    origins = {name: _origins(one, after, ahead) for name, one in every.items()}
    skipped, wrong = _sorted_out(every, origins, whole, after)
    if wrong:
        raise InputError(Problem(source, 0, 0, name, message) for name, message in wrong)
    ready = {name: one for name, one in every.items() if name not in skipped}
    run = partial(
        tie_paths, replicates=replicates, seed=check_seed(seed), workers=workers, show_progress=show_progress
    )
    paths = run(whole, *_wanted(ready, ties, origins, ahead[-1]))
    rows = [
        {"dyad": name, "tie": ties[name], **row}
        for name in ready
        for known, group in groupby(origins[name], key=partial(events_known, whole))
        for row in forecasts(ready[name], list(group), paths[known, ties[name]], ahead, seed)
    ]
    return Hindcast(whole.name, replicates, pd.DataFrame(rows), skipped)


def _wanted(
    series: Mapping[str, Series], ties: Mapping[str, str], origins: Mapping[str, list[int]], ahead: int
) -> tuple[set[str], set[int], int, int]:
    """Return which ties are wanted, by which months what was known, how far ahead and up to which month."""
    by = {month for name in series for month in origins[name]}
    return {ties[name] for name in series}, by, ahead, max(one.months[-1] for one in series.values())


def _horizons(horizons: Sequence[int], after: int, scale: float | None) -> list[int]:
    """Return the horizons in order, each once, unless a number is out of range."""
    if not horizons or min(horizons) < 1:
        raise ValueError(f"the horizons are {list(horizons)}. Write whole numbers of at least 1.")
    if after < FEWEST_AFTER:
        raise ValueError(f"after is {after}. Write a whole number of at least {FEWEST_AFTER}.")
    if scale is not None and not 0 < scale < float("inf"):
        raise ValueError(f"scale is {scale:g}. Write a number above 0, or none.")
    return sorted(set(horizons))


def _chosen(ties: Mapping[str, str], dyads: Collection[str], source: str) -> dict[str, str]:
    """Return the ties of the dyads that were asked for."""
    strangers = [dyad for dyad in dyads if dyad.lower() not in ties]
    if strangers:
        messages = (f'"{dyad}" is not a dyad to forecast. {nearest(dyad, ties)}' for dyad in strangers)
        raise InputError(Problem(source, 0, 0, "", message) for message in messages)
    wanted = {dyad.lower() for dyad in dyads} or set(ties)
    return {name: tie for name, tie in ties.items() if name in wanted}


def _transformed(series: Series, scale: float | None) -> Series:
    return series if scale is None else Series(series.name, series.first, np.arcsinh(series.values / scale))


def _origins(series: Series, after: int, ahead: Sequence[int]) -> list[int]:
    """Return the known months by which enough are known, and after which there is one to forecast."""
    known = {series.first + int(month) for month in np.flatnonzero(series.known)}
    return [month for month in sorted(known)[after - 1 :] if any(month + far in known for far in ahead)]


def _sorted_out(
    series: Mapping[str, Series], origins: Mapping[str, list[int]], scenario: Scenario, after: int
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return why some series cannot be forecast, and what is wrong with the months of the others."""
    faults = {name: why_not(one.values, after + 1) for name, one in series.items()}
    nothing = "no known month lies as far ahead as asked for"
    skipped = {name: why or nothing for name, why in faults.items() if why or not origins[name]}
    span = f"the scenario runs from {month_text(scenario.first)} to {month_text(scenario.until)}"
    outside = [
        (name, f"ends in {month_text(one.months[-1])}, and {span}. Give months that it covers.")
        for name, one in series.items()
        if name not in skipped and not scenario.first < one.months[-1] <= scenario.until
    ]
    return skipped, outside if len(skipped) < len(series) else [
        (name, f"{why}.") for name, why in skipped.items()
    ]


def _with_skill(means: pd.DataFrame) -> pd.DataFrame:
    """Return mean scores with the best reference, and what the model takes off its score."""
    references = means[list(REFERENCES)]
    best = references.min(axis=1)
    return means.assign(best=references.idxmin(axis=1), skill=1 - means[MODEL] / best)


def _averaged(table: pd.DataFrame, by: str) -> pd.DataFrame:
    groups = table.groupby(by, sort=False)
    means = groups[[*SCORES, "coverage"]].mean()
    counts = groups["forecasts"].sum()
    return _with_skill(pd.concat([counts, means], axis=1).reset_index())
