"""Answers: what each history says to questions, and when it passes thresholds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.results.chances import interval, standard_error
from tumen.results.events import DATE_QUANTILES, date_quantiles
from tumen.results.facts import ScenarioFacts
from tumen.results.histories import place
from tumen.results.labels import dates
from tumen.results.recorder import NEVER

AnswerKey: TypeAlias = tuple[str, ...]
QUESTIONS, THRESHOLDS = "questions", "thresholds"  # an answer's key: one of these, the scenario, the name


@final
@dataclass(frozen=True)
class Answers:
    """What a block of histories, or a whole ensemble of them, answered.

    Attributes
    ----------
    replicates
        The histories that were asked.
    values
        Key to one value of each history, shape (replicates,): whether something is true of it, a number, or
        the month in which it first passed a threshold.
    counts
        Key to numbers of histories, which add up.
    """

    replicates: range
    values: Mapping[AnswerKey, npt.NDArray[Any]]
    counts: Mapping[AnswerKey, npt.NDArray[np.int64]]

    def room(self, replicates: range) -> "Answers":
        """Return an empty one of the same keys, for all these histories."""
        values = {key: np.empty(len(replicates), array.dtype) for key, array in self.values.items()}
        return Answers(replicates, values, {key: np.zeros_like(array) for key, array in self.counts.items()})

    def take(self, part: "Answers") -> None:
        """Put the histories of a part in their places."""
        where = place(part.replicates, self.replicates)
        for key, array in part.values.items():
            self.values[key][where] = array
        for key, numbers in part.counts.items():
            np.add(self.counts[key], numbers, out=self.counts[key])


def answer_groups(
    scenarios: Sequence[ScenarioFacts],
    answers: Answers,
    months: Mapping[str, Sequence[int]],
    size: float | None = None,
) -> dict[str, xr.Dataset]:
    """Return the groups of results that hold answers.

    `months` tells what each scenario covers, `size` how many independent histories the ensemble is worth, by
    default their number.
    """
    size = size or len(answers.replicates)
    groups = {}
    if any(facts.questions for facts in scenarios):
        groups[QUESTIONS] = questions_dataset(scenarios, answers, size)
    if any(facts.thresholds for facts in scenarios):
        groups[THRESHOLDS] = thresholds_dataset(scenarios, answers, months, size)
    return groups


def questions_dataset(scenarios: Sequence[ScenarioFacts], answers: Answers, size: float) -> xr.Dataset:
    """Return the answers to the questions of all scenarios; where a scenario does not ask, not a number."""
    names = list(dict.fromkeys(name for facts in scenarios for name in facts.questions))
    asked = np.array([[name in facts.questions for name in names] for facts in scenarios])
    holds: npt.NDArray[np.bool_] = _stacked(QUESTIONS, scenarios, names, answers, nothing=np.False_)
    probability = np.where(asked, holds.mean(axis=1), np.nan)
    low, high = interval(probability, size)
    each = ("scenario", "question")
    return xr.Dataset(
        {
            "holds": (("scenario", "replicate", "question"), holds),
            "probability": (each, probability),
            "standard_error": (each, standard_error(probability, size)),
            "low": (each, low, {"long_name": "lower bound of the 95 % interval of the probability"}),
            "high": (each, high, {"long_name": "upper bound of the 95 % interval of the probability"}),
        },
        {
            **_coordinates(scenarios, answers),
            "question": names,
            "asked": (each, asked),
            "ask": (each, _texts(scenarios, names, lambda facts: facts.questions)),
        },
    )


def thresholds_dataset(
    scenarios: Sequence[ScenarioFacts], answers: Answers, months: Mapping[str, Sequence[int]], size: float
) -> xr.Dataset:
    """Return how many histories lie beyond the thresholds of all scenarios, and when they first do.

    `month` counts months since year 0, from the first of the forecast on, with NEVER where a history stays
    within. Dates are those of the histories that pass the threshold. `months` are those that each scenario
    covers.
    """
    names = list(dict.fromkeys(name for facts in scenarios for name in facts.thresholds))
    first: npt.NDArray[np.int32] = _stacked(THRESHOLDS, scenarios, names, answers, nothing=np.int32(NEVER))
    watched = np.array([[name in facts.thresholds for name in names] for facts in scenarios])
    probability = np.where(watched, (first != NEVER).mean(axis=1), np.nan)
    each = ("scenario", "threshold")
    since = "months since year 0, -1 never"
    covered = range(min(map(min, months.values())), max(map(max, months.values())) + 1)
    return xr.Dataset(
        {
            "beyond": (
                (*each, "time"),
                _beyond(scenarios, names, answers, months, covered),
                {"long_name": "share of histories beyond the threshold"},
            ),
            "month": (("scenario", "replicate", "threshold"), first, {"long_name": since}),
            "probability": (each, probability),
            "standard_error": (each, standard_error(probability, size)),
            "date": ((*each, "quantile"), date_quantiles(first)),
        },
        {
            **_coordinates(scenarios, answers),
            "threshold": names,
            "time": dates(covered),
            "quantile": list(DATE_QUANTILES),
            "watched": (each, watched),
            "level": (each, _texts(scenarios, names, lambda facts: facts.thresholds)),
        },
    )


def _coordinates(scenarios: Sequence[ScenarioFacts], answers: Answers) -> dict[str, object]:
    return {
        "scenario": [facts.name for facts in scenarios],
        "replicate": np.asarray(answers.replicates),
    }


def _stacked(
    kind: str,
    scenarios: Sequence[ScenarioFacts],
    names: Sequence[str],
    answers: Answers,
    *,
    nothing: np.generic,
) -> npt.NDArray[Any]:
    """Return values, shape (scenarios, replicates, names), `nothing` where a scenario has no such name."""
    stacked = np.full((len(scenarios), len(answers.replicates), len(names)), nothing)
    for row, facts in enumerate(scenarios):
        for column, name in enumerate(names):
            if (kind, facts.name, name) in answers.values:
                stacked[row, :, column] = answers.values[kind, facts.name, name]
    return stacked


def _beyond(
    scenarios: Sequence[ScenarioFacts],
    names: Sequence[str],
    answers: Answers,
    months: Mapping[str, Sequence[int]],
    covered: range,
) -> npt.NDArray[np.float64]:
    """Return shares of histories, shape (scenarios, names, months covered)."""
    shares = np.full((len(scenarios), len(names), len(covered)), np.nan)
    for row, facts in enumerate(scenarios):
        start = covered.index(months[facts.name][0])
        for column, name in enumerate(names):
            if name in facts.thresholds:
                counts = answers.counts[THRESHOLDS, facts.name, name]
                shares[row, column, start : start + len(counts)] = counts / len(answers.replicates)
    return shares


def _texts(
    scenarios: Sequence[ScenarioFacts],
    names: Sequence[str],
    known: Callable[[ScenarioFacts], Mapping[str, str]],
) -> list[list[str]]:
    return [[known(facts).get(name, "") for name in names] for facts in scenarios]
