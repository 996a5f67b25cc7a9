"""What an ensemble shows month by month after the documents end, beside the answers of the same histories."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.ensemble.answerable import recorded_by
from tumen.ensemble.answers import Asked, Measured
from tumen.ensemble.asking import inquire
from tumen.measurement import INDICATORS, MILESTONES
from tumen.measurement.kinds import Below, Count, Indicator, Level, Report
from tumen.parameters.particles import Particles
from tumen.results.answers import QUESTIONS, AnswerKey, Answers
from tumen.scenarios.measures import Value
from tumen.scenarios.predicates import Happens
from tumen.scenarios.questions import Question
from tumen.scenarios.schema import Scenario
from tumen.scenarios.words import EVENT, INDICATOR, Recorded
from tumen.studies.watch.value import Places
from tumen.world.vocabulary import Key, key_text

Kind: TypeAlias = Literal["count", "flag", "report", "level", "event"]

GROUPS: Final = 200  # of histories that share no particle: their spread is known to 5 %
FLAG: Final = "flag"  # the unit of what is either so or not


@final
class Signal(NamedTuple):
    """Something that the world could see, month by month.

    Attributes
    ----------
    name
        As files name it.
    kind
        `count`, summed from the first month on; `flag` and `level`, of a month; `report`, a level as it is
        reported, with error; or `event`, whether it has come.
    unit
        Of the values.
    values
        Shape (months, replicates).
    quantities
        What it tells of, however that is called: the indicator, its level, the outcome that it dates.
    """

    name: str
    kind: Kind
    unit: str
    values: npt.NDArray[np.float32]
    quantities: frozenset[Recorded]


@final
@dataclass(frozen=True)
class Gathered:
    """Answers and signals of the same histories.

    Attributes
    ----------
    months
        The months after the cut-off.
    answers
        Question to whether each history answers yes, shape (replicates,).
    signals
        Those that differ between histories.
    groups
        Group of each history; those of a particle, which are no independent draws, share one.
    """

    months: range
    answers: Mapping[str, npt.NDArray[np.bool_]]
    signals: Sequence[Signal]
    groups: Places


def gather(
    scenario: Scenario,
    questions: Mapping[str, Question],
    months: range,
    *,
    replicates: int,
    seed: int,
    particles: Particles | None,
    workers: int | None,
    title: str,
    show_progress: bool,
) -> Gathered:
    """Run the scenario once, and keep what is asked and what can be seen in these months."""
    asked: list[Asked | Measured] = [
        Asked((QUESTIONS, scenario.name, name), scenario.name, question.that)
        for name, question in questions.items()
    ]
    seen = list(_visible(scenario))
    asked += [_measured(quantity, month, scenario, months) for quantity in seen for month in months]
    answers = inquire(
        [scenario],
        asked,
        replicates=replicates,
        seed=seed,
        particles=particles,
        workers=workers,
        title=title,
        show_progress=show_progress,
    )
    found = {name: answers.values[QUESTIONS, scenario.name, name].astype(bool) for name in questions}
    signals = (_signal(quantity, months, answers) for quantity in seen)
    differing = [signal for signal in signals if (signal.values != signal.values[:, :1]).any()]
    return Gathered(months, found, differing, groups_of(particles, replicates))


def groups_of(particles: Particles | None, replicates: int) -> Places:
    """Return the group of each history, shape (replicates,).

    Those whose particles have the same parameters are together; without particles each stands alone, and
    falls into any group.
    """
    if particles is None:
        return np.arange(replicates) % GROUPS
    _, first, same = np.unique(particles.steps, axis=1, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))[same.ravel()]  # by first appearance, which is in no order
    groups: Places = rank[particles.places(range(replicates))] % GROUPS
    return groups


def _visible(scenario: Scenario) -> Iterator[Recorded]:
    """Yield what the world could see: indicators, and what is dated.

    A level that is also reported is seen through the report alone, and an outcome that has a flag through
    the flag.
    """
    recorded = recorded_by(scenario)
    reported = {one.key for one in INDICATORS.values() if isinstance(one, Report)}
    for name, indicator in INDICATORS.items():
        hidden = isinstance(indicator, Level) and indicator.key in reported
        if (INDICATOR, name) in recorded and not hidden:
            yield INDICATOR, name
    flags = {_state(one) for one in INDICATORS.values()}
    outcomes = [name for name, milestone in MILESTONES.items() if milestone.key not in flags]
    for name in (*scenario.events, *outcomes):
        if (EVENT, name) in recorded:
            yield EVENT, name


def _state(indicator: Indicator) -> Key | None:
    """Return the one part of the state that an indicator shows, if it is one."""
    return indicator.key if isinstance(indicator, Level | Report | Below) else None


def _measured(quantity: Recorded, month: int, scenario: Scenario, months: range) -> Asked | Measured:
    key = _key(quantity, month)
    if quantity[0] == EVENT:
        happens = Happens.model_construct(happens=quantity[1], first=months.start, last=month)
        return Asked(key, scenario.name, happens)
    return Measured(key, scenario.name, Value.model_construct(value=quantity, at=month))


def _key(quantity: Recorded, month: int) -> AnswerKey:
    return (*quantity, str(month))


def _signal(quantity: Recorded, months: range, answers: Answers) -> Signal:
    values = np.stack([answers.values[_key(quantity, month)] for month in months]).astype(np.float32)
    variable, name = quantity
    if variable == EVENT:
        return Signal(name, "event", FLAG, values, frozenset({quantity}))
    indicator = INDICATORS[name]
    quantities = frozenset({quantity, *_same(_state(indicator))})
    kind = _kind(indicator)
    summed = values.cumsum(axis=0) if kind == "count" else values
    unit = "" if kind == "count" else indicator.unit
    return Signal(name, kind, unit, summed, quantities)


def _kind(indicator: Indicator) -> Kind:
    if isinstance(indicator, Count):
        return "count"
    if indicator.unit == FLAG:
        return "flag"
    return "level" if isinstance(indicator, Level) else "report"


def _same(key: Key | None) -> Iterator[Recorded]:
    """Yield whatever else tells of a part of the state."""
    if key is not None:
        yield "state", key_text(key)
        yield from ((INDICATOR, name) for name, one in INDICATORS.items() if _state(one) == key)
        yield from ((EVENT, name) for name, one in MILESTONES.items() if one.key == key)
