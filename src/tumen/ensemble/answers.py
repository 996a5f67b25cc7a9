"""What is asked of histories, what has to be kept of a run to answer it, and the answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from tumen.base.places import Route
from tumen.ensemble.notes import Months, Notes
from tumen.ensemble.predicates import Histories, first_beyond, holds, number, within
from tumen.results.answers import QUESTIONS, THRESHOLDS, AnswerKey, Answers
from tumen.scenarios.measures import AnyMeasure, Rate, Reading
from tumen.scenarios.predicates import AnyPredicate
from tumen.scenarios.questions import Question, WatchedThreshold
from tumen.scenarios.schema import Scenario

RoutedReadings: TypeAlias = Mapping[Route, Sequence[Reading]]  # where a file asks, and what has to be kept


class Asked(NamedTuple):
    """Something that is true or false of each history of a scenario."""

    key: AnswerKey
    scenario: str
    what: AnyPredicate

    def answer(self, notes: Mapping[str, Notes]) -> npt.NDArray[np.generic]:
        """Return which histories it is true of, shape (replicates,)."""
        return holds(self.what, Histories(self.scenario, notes))


class Measured(NamedTuple):
    """A number of each history of a scenario."""

    key: AnswerKey
    scenario: str
    what: AnyMeasure | Rate

    def answer(self, notes: Mapping[str, Notes]) -> npt.NDArray[np.generic]:
        """Return the number of each history, shape (replicates,)."""
        return number(self.what, Histories(self.scenario, notes))


def readings(asked: Iterable[Asked | Measured], scenario: str) -> Iterator[Reading]:
    """Yield what has to be kept of a scenario to answer all that is asked."""
    for one in asked:
        for reading in one.what.readings():
            if (reading.scenario or one.scenario) == scenario:
                yield reading


def answers_to(asked: Iterable[Asked | Measured], notes: Mapping[str, Notes], replicates: range) -> Answers:
    """Return what a block of histories answers."""
    return Answers(replicates, {one.key: one.answer(notes) for one in asked}, {})


def own_asked(scenario: Scenario) -> RoutedReadings:
    """Return what a scenario's own file asks."""
    months = range(scenario.first, scenario.until + 1)
    watched: RoutedReadings = {
        ("thresholds", name, "of"): [Reading(None, threshold.of, months)]
        for name, threshold in scenario.thresholds.items()
    }
    return {**watched, **asked_by(scenario.questions)}


def asked_by(questions: Mapping[str, Question]) -> RoutedReadings:
    """Return what the questions of a file ask."""
    return {("questions", name, "that"): list(one.that.readings()) for name, one in questions.items()}


def own_answers(scenarios: Sequence[Scenario], notes: Mapping[str, Notes], replicates: range) -> Answers:
    """Return what a block of histories answers to the scenarios' own questions and thresholds."""
    questions = [one for scenario in scenarios for one in _own_questions(scenario)]
    values = {**answers_to(questions, notes, replicates).values}
    counts: dict[AnswerKey, npt.NDArray[np.int64]] = {}
    for scenario in scenarios:
        histories = Histories(scenario.name, notes)
        for name, threshold in scenario.thresholds.items():
            key = (THRESHOLDS, scenario.name, name)
            values[key], counts[key] = _watched(scenario, threshold, histories)
    return Answers(replicates, values, counts)


def _own_questions(scenario: Scenario) -> list[Asked]:
    return [
        Asked((QUESTIONS, scenario.name, name), scenario.name, question.that)
        for name, question in scenario.questions.items()
    ]


def _watched(
    scenario: Scenario, threshold: WatchedThreshold, histories: Histories
) -> tuple[Months, npt.NDArray[np.int64]]:
    """Return the first month of the forecast beyond a threshold, and how many are beyond in each."""
    months = range(scenario.first, scenario.until + 1)
    path = [histories.value(None, threshold.of, month) for month in months]
    forecast = path[scenario.forecast_from - scenario.first :]
    beyond = np.array([np.count_nonzero(within(threshold, now)) for now in path])
    return first_beyond(threshold, forecast, scenario.forecast_from), beyond
