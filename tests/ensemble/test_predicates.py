"""Predicates are true of the histories of which they should be, worked out by hand."""

import numpy as np
import pytest

from tumen.base.calendar import month_number
from tumen.base.validation import validate
from tumen.base.yaml_source import parse_yaml
from tumen.ensemble.notes import Notes
from tumen.ensemble.predicates import Histories, first_month, holds, number
from tumen.scenarios.load import load_scenario, shipped_knowledge
from tumen.scenarios.measures import Change, Count, Value
from tumen.scenarios.questions import Question
from tumen.scenarios.surroundings import Surroundings
from tumen.world.state import NEVER

MAY, JUNE, JULY, AUGUST = (month_number(f"2025-0{month}") for month in (5, 6, 7, 8))
WARM, COOL = ("strength", "dprk-russia"), ("strength", "dprk-china")
VISITS, TESTS = ("indicator", "senior_visits dprk->china"), ("indicator", "missile_tests")
T, F = True, False

# four histories a line, three months: June, July, August 2025
BASELINE = {
    WARM: [[0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.1], [0.1, 0.5, 0.3, 0.1]],
    COOL: [[0.3, 0.3, 0.3, 0.3], [0.2, 0.2, 0.2, 0.2], [0.1, 0.1, 0.1, 0.1]],
    VISITS: [[0, 1, 2, 0], [0, 0, 1, 0], [0, 1, 0, 0]],
    TESTS: [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]],
}
CEASEFIRE = {**BASELINE, WARM: [[0.1, 0.1, 0.4, 0.4], [0.1, 0.2, 0.3, 0.1], [0.2, 0.2, 0.2, 0.2]]}
HAPPENED = {"ceasefire": [JUNE, AUGUST, NEVER, NEVER], "bridge_opened": [JULY, JULY, JULY, NEVER]}


def notes(paths) -> Notes:
    values = {
        (quantity, month): np.array(row, np.float32)
        for quantity, rows in paths.items()
        for month, row in zip((JUNE, JULY, AUGUST), rows, strict=True)
    }
    return Notes(values, {name: np.array(months, np.int32) for name, months in HAPPENED.items()})


HISTORIES = Histories("ceasefire", {"ceasefire": notes(CEASEFIRE), "baseline_war": notes(BASELINE)})


def predicate(text: str):
    scenario = load_scenario("ceasefire")
    surroundings = Surroundings(
        known=shipped_knowledge(),
        cast=scenario.cast,
        events=scenario.events,
        horizon=(scenario.first, scenario.until),
        scenarios=["baseline_war", "ceasefire"],
    )
    document = parse_yaml(f"ask: Is it so?\nthat: {text}", source="question")
    return validate(document, Question, context=surroundings).that


def true_of(text: str) -> list[bool]:
    return holds(predicate(text), HISTORIES).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{value: strength dprk-russia, at: 2025-08, above: 0.2}", [F, F, F, F]),
        ("{value: strength dprk-russia, at: 2025-08, at_least: 0.2}", [T, T, T, T]),
        ("{value: strength dprk-russia, at: 2025-06, below: 0.4}", [T, T, F, F]),
        ("{value: strength dprk-russia, at: 2025-06, at_most: 0.4, above: 0.1}", [F, F, T, T]),
        ("{value: strength dprk-russia, at: 2025-08, in: baseline_war, above: 0.2}", [F, T, T, F]),
        ("{value: strength dprk-russia, at: 2025-08, minus: baseline_war, above: 0}", [T, F, F, T]),
        ("{change: strength dprk-russia, from: 2025-06, to: 2025-08, above: 0}", [T, T, F, F]),
        ("{change: strength dprk-russia, from: 2025-06, to: 2025-08, minus: baseline_war, below: 0}", [F, T, T, F]),  # noqa: E501
        ("{count: senior_visits dprk->china, from: 2025-06, to: 2025-08, at_least: 2}", [F, T, T, F]),
        ("{count: senior_visits dprk->china, from: 2025-07, to: 2025-08, at_most: 1}", [T, T, T, T]),
        ("{count: [missile_tests, senior_visits dprk->china], from: 2025-06, to: 2025-08, at_most: 1}", [T, F, F, T]),  # noqa: E501
    ],
)  # fmt: skip
def test_a_number_is_held_against_its_bounds(text, expected):
    assert true_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ever: strength dprk-russia, from: 2025-06, to: 2025-08, above: 0.3}", [F, F, T, T]),
        ("{ever: strength dprk-russia, from: 2025-07, to: 2025-08, above: 0.3}", [F, F, F, F]),
        ("{ever: strength dprk-russia, from: 2025-06, to: 2025-08, below: 0.2, for_months: 2}", [T, F, F, F]),
        ("{always: strength dprk-russia, from: 2025-06, to: 2025-08, at_least: 0.2}", [F, F, T, F]),
    ],
)  # fmt: skip
def test_a_bound_is_looked_for_in_every_month(text, expected):
    assert true_of(text) == expected


def test_months_on_end_may_not_be_interrupted():
    path = {**BASELINE, WARM: [[0.1, 0.1, 0.5, 0.1], [0.5, 0.1, 0.1, 0.1], [0.1, 0.5, 0.1, 0.1]]}
    histories = Histories("baseline_war", {"baseline_war": notes(path)})
    cools = predicate("{ever: strength dprk-russia, from: 2025-06, to: 2025-08, below: 0.2, for_months: 2}")

    assert first_month(cools, histories).tolist() == [NEVER, JULY, AUGUST, JULY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{happens: ceasefire, to: 2025-12}", [T, T, F, F]),
        ("{happens: ceasefire, to: 2025-07}", [T, F, F, F]),
        ("{happens: ceasefire, from: 2025-07, to: 2025-12}", [F, T, F, F]),
    ],
)
def test_an_event_comes_within_its_months(text, expected):
    assert true_of(text) == expected


def test_one_number_is_compared_with_another():
    more = (
        "{more: {value: strength dprk-russia, at: 2025-06}, than: {value: strength dprk-china, at: 2025-06}}"
    )

    assert true_of(more) == [F, F, T, T]


def test_what_never_comes_is_later_than_what_comes_and_not_than_itself():
    earlier = "{earlier: {happens: ceasefire, to: 2025-12}, than: {happens: bridge_opened, to: 2025-12}}"
    later = "{earlier: {happens: bridge_opened, to: 2025-12}, than: {happens: ceasefire, to: 2025-12}}"

    assert true_of(earlier) == [T, F, F, F]
    assert true_of(later) == [F, T, T, F]


def test_an_event_may_come_before_a_bound_is_passed():
    warmer = "{ever: strength dprk-russia, from: 2025-06, to: 2025-08, above: 0.15}"

    assert true_of(f"{{earlier: {{happens: ceasefire, to: 2025-12}}, than: {warmer}}}") == [T, F, F, F]


def test_predicates_are_joined_by_all_any_and_not():
    ends, warm = "{happens: ceasefire, to: 2025-12}", "{value: strength dprk-russia, at: 2025-06, above: 0.2}"

    assert true_of(f"{{all: [{ends}, {{not: {warm}}}]}}") == [T, T, F, F]
    assert true_of(f"{{any: [{ends}, {warm}]}}") == [T, T, T, T]
    assert true_of(f"{{not: {{any: [{ends}, {warm}]}}}}") == [F, F, F, F]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Value.model_construct(value=WARM, at=AUGUST), [0.2, 0.2, 0.2, 0.2]),
        (Value.model_construct(value=WARM, at=AUGUST, minus="baseline_war"), [0.1, -0.3, -0.1, 0.1]),
        (Change.model_construct(change=COOL, first=JUNE, last=AUGUST), [-0.2, -0.2, -0.2, -0.2]),
        (Count.model_construct(count=(VISITS[1],), first=JUNE, last=AUGUST), [0, 2, 3, 0]),
    ],
)
def test_a_measure_is_a_number_of_each_history(measure, expected):
    np.testing.assert_allclose(number(measure, HISTORIES), expected, atol=1e-7)
