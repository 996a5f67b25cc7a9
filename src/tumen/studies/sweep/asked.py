"""What a sweep asks of each history, and the answers that show whether its numbers went wrong."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from tumen.ensemble.answers import Asked as AskedOf
from tumen.ensemble.answers import Measured
from tumen.results.answers import AnswerKey
from tumen.scenarios.measures import AnyMeasure, Value
from tumen.scenarios.predicates import AnyPredicate
from tumen.scenarios.schema import Scenario
from tumen.studies.sweep.outputs import Output

CHECKED = "checked"


def answer_key(output: Output, scenario: str) -> AnswerKey:
    """Return the key of what histories answer for an output."""
    return ("measured", scenario, output.name)


def asked_of(outputs: Iterable[Output], scenarios: Iterable[Scenario]) -> Iterator[AskedOf | Measured]:
    """Yield what is asked of the histories of each scenario for each output."""
    for output in outputs:
        for scenario in scenarios:
            key = answer_key(output, scenario.name)
            if output.statistic == "probability":
                yield AskedOf(key, scenario.name, cast(AnyPredicate, output.what))
            else:
                yield Measured(key, scenario.name, cast(AnyMeasure, output.what))


def checked_of(outputs: Iterable[Output], scenarios: Iterable[Scenario]) -> Iterator[Measured]:
    """Yield the last numbers that predicates read; they are no numbers where a point went wrong."""
    for output in outputs:
        if output.statistic != "probability":
            continue
        for place, read in enumerate(output.readings()):
            last: dict[str, Any] = {"value": read.quantity, "at": read.months[-1], "scenario": read.scenario}
            value = Value.model_construct(**last, minus=None)
            for scenario in scenarios:
                yield Measured((CHECKED, scenario.name, f"{output.name} {place}"), scenario.name, value)
