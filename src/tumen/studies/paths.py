"""Paths: the strength of ties in histories that know of nothing after a month."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.ensemble.answers import Measured
from tumen.ensemble.asking import inquire
from tumen.results.answers import Answers
from tumen.scenarios.measures import Value
from tumen.scenarios.schema import Scenario
from tumen.studies.known import known_by

Numbers: TypeAlias = npt.NDArray[np.float64]
Known: TypeAlias = tuple[str, ...]  # names of the events that are known of


@final
@dataclass(frozen=True)
class Paths:
    """The strength of a tie in every history.

    Attributes
    ----------
    first
        First month simulated; before it, a tie is taken to be what it is then.
    strengths
        Shape (months, histories).
    """

    first: int
    strengths: Numbers

    def at(self, month: int) -> Numbers:
        """Return the strength in a month, in every history."""
        return np.asarray(self.strengths[max(month - self.first, 0)])

    def typical(self, months: Iterable[int]) -> Numbers:
        """Return the mean strength in each of some months."""
        means = self.strengths.mean(axis=1)
        return np.array([means[max(month - self.first, 0)] for month in months])


def events_known(scenario: Scenario, month: int) -> Known:
    """Return the names of the events that were known of by a month."""
    return tuple(known_by(scenario, month).events)


def tie_paths(
    scenario: Scenario,
    ties: Collection[str],
    origins: Collection[int],
    ahead: int,
    last: int,
    *,
    replicates: int,
    seed: int,
    workers: int | None,
    show_progress: bool,
) -> Mapping[tuple[Known, str], Paths]:
    """Return the paths of ties for everything that was known by some months: one run for each such state.

    Parameters
    ----------
    scenario
        What to run.
    ties
        The dyads.
    origins
        Months by which something was known.
    ahead, last
        How many months after these a path is wanted, and none after the last.
    replicates, seed, workers, show_progress
        As for every ensemble.
    """
    latest = {events_known(scenario, month): month for month in sorted(origins)}
    runs = {known: known_by(scenario, month) for known, month in latest.items()}
    spans = {
        known: range(scenario.first, max(scenario.first, min(month + ahead, last)) + 1)
        for known, month in latest.items()
    }
    answers = inquire(
        list(runs.values()),
        [
            Measured((run.name, tie, str(month)), run.name, _strength(tie, month))
            for known, run in runs.items()
            for tie in ties
            for month in spans[known]
        ],
        replicates=replicates,
        seed=seed,
        workers=workers,
        title=f"{scenario.name}, {len(runs)} states of knowledge",
        show_progress=show_progress,
    )
    return {
        (known, tie): _paths(answers, runs[known].name, tie, spans[known]) for known in runs for tie in ties
    }


def _paths(answers: Answers, run: str, tie: str, months: range) -> Paths:
    strengths = [answers.values[run, tie, str(month)] for month in months]
    return Paths(months.start, np.array(strengths, np.float64))


def _strength(tie: str, month: int) -> Value:
    return Value.model_construct(value=("strength", tie), at=month)
