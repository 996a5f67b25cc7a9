"""Questions say what they mean, in files and in sentences, and whatever a run records can be asked about."""

import pytest

from tumen.base.calendar import month_number
from tumen.base.validation import validate
from tumen.base.yaml_source import parse_yaml
from tumen.ensemble.answerable import recorded_by
from tumen.scenarios.load import load_scenario, shipped_knowledge
from tumen.scenarios.questions import Question, WatchedThreshold
from tumen.scenarios.surroundings import Surroundings
from tumen.scenarios.words import EVENT, recorded_text


@pytest.fixture(scope="module")
def surroundings():
    scenario = load_scenario("ceasefire")
    return Surroundings(
        known=shipped_knowledge(),
        cast=scenario.cast,
        events=scenario.events,
        horizon=(scenario.first, scenario.until),
        scenarios=["baseline_war", "ceasefire"],
    )


@pytest.fixture
def question(surroundings):
    def read(predicate: str) -> Question:
        document = parse_yaml(f"ask: Is it so?\nthat: {predicate}", source="question")
        return validate(document, Question, context=surroundings)

    return read


SENTENCES = {
    "{value: strength dprk-russia, at: 2026-03, above: 0.3}": "strength dprk-russia in 2026-03 above 0.3",
    "{value: war_intensity, at: 2026-03, at_least: 0.2, below: 0.4}": (
        "war_intensity in 2026-03 at least 0.2 and below 0.4"
    ),
    "{value: cohesion bloc, at: 2026-03, in: ceasefire, minus: baseline_war, above: 0}": (
        "cohesion bloc in 2026-03 in ceasefire minus baseline_war above 0"
    ),
    "{change: alignment dprk->china, from: 2025-03, to: 2026-03, below: 0}": (
        "change of alignment dprk->china from 2025-03 to 2026-03 below 0"
    ),
    "{count: missile_tests, from: 2025-04, to: 2025-12, at_most: 3}": (
        "count of missile_tests from 2025-04 to 2025-12 at most 3"
    ),
    "{count: [missile_tests, icbm_tests], from: 2025-04, to: 2025-12, above: 3}": (
        "count of missile_tests and icbm_tests from 2025-04 to 2025-12 above 3"
    ),
    "{ever: political dprk-china, from: 2025-04, to: 2025-12, below: 0, for_months: 3}": (
        "political dprk-china ever below 0 for 3 months on end from 2025-04 to 2025-12"
    ),
    "{always: indicator arrears, from: 2025-04, to: 2025-12, above: 0}": (
        "indicator arrears always above 0 from 2025-04 to 2025-12"
    ),
    "{more: {value: rivalry, at: 2025-12}, than: {change: thaw, from: 2025-04, to: 2025-12}}": (
        "rivalry in 2025-12 above change of thaw from 2025-04 to 2025-12"
    ),
    "{happens: ceasefire, from: 2025-07, to: 2025-12}": "ceasefire from 2025-07 by 2025-12",
    "{earlier: {happens: ceasefire, to: 2025-12}, than: {happens: deployment_acknowledged, to: 2028-03}}": (
        "ceasefire by 2025-12 earlier than deployment_acknowledged by 2028-03"
    ),
    "{all: [{happens: ceasefire, to: 2025-12}, {not: {value: thaw, at: 2026-01, below: 0.2}}]}": (
        "(ceasefire by 2025-12) and (not (thaw in 2026-01 below 0.2))"
    ),
    "{any: [{happens: ceasefire, to: 2025-12}, {happens: bridge_opened, to: 2026-01}]}": (
        "(ceasefire by 2025-12) or (bridge_opened by 2026-01)"
    ),
}


@pytest.mark.parametrize("predicate", SENTENCES)
def test_a_predicate_reads_as_a_sentence(question, predicate):
    assert str(question(predicate).that) == SENTENCES[predicate]


def test_what_has_to_be_kept_is_told_with_scenario_and_months(question):
    predicate = "{change: alignment dprk->china, from: 2025-03, to: 2026-03, minus: baseline_war, below: 0}"

    readings = question(predicate).that.readings()

    first, last = month_number("2025-03"), month_number("2026-03")
    assert [(one.scenario, one.quantity, list(one.months)) for one in readings] == [
        (None, ("alignment", "dprk->china"), [first]),
        ("baseline_war", ("alignment", "dprk->china"), [first]),
        (None, ("alignment", "dprk->china"), [last]),
        ("baseline_war", ("alignment", "dprk->china"), [last]),
    ]


def test_whatever_a_run_records_can_be_asked_about(question):
    for quantity in recorded_by(load_scenario("ceasefire")):
        if quantity[0] == EVENT:
            asked = question(f"{{happens: {quantity[1]}, to: 2026-03}}").that.readings()
        else:
            asked = question(f"{{value: {recorded_text(quantity)}, at: 2026-03, above: 0}}").that.readings()

        assert [reading.quantity for reading in asked] == [quantity]


def test_a_dyad_may_be_named_in_either_order(question):
    [reading] = question("{value: strength russia-dprk, at: 2026-03, above: 0}").that.readings()

    assert reading.quantity == ("strength", "dprk-russia")


def test_a_threshold_reads_as_a_sentence(surroundings):
    document = parse_yaml("of: strength dprk-russia\nbelow: 0.3\nwhy: A guess.", source="threshold")

    threshold = validate(document, WatchedThreshold, context=surroundings)

    assert str(threshold) == "strength dprk-russia below 0.3"
