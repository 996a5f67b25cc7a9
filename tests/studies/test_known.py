"""A scenario as it was known by a month holds no event that came later."""

import pytest

import tumen
from tumen.base.calendar import month_number
from tumen.studies.known import known_by

EVENTS = """
extends: history
events:
  passed:
    {when: {window: {earliest: 2021-01, latest: 2021-06}}, title: A, effects: [{set: thaw, to: 1}], why: B}
  looming:
    {when: {window: {earliest: 2021-01, latest: 2021-07}}, title: A, effects: [{set: thaw, to: 1}], why: B}
  always: {title: A, when: {hazard: {per_year: 0.1}}, effects: [{set: thaw, to: 1}], why: B}
  later: {title: A, when: {hazard: {per_year: 0.1, from: 2021-07}}, effects: [{set: thaw, to: 1}], why: B}
  then: {title: A, when: {hazard: {per_year: 0.1, after: invasion}}, effects: [{set: thaw, to: 1}], why: B}
  at_last: {title: A, when: {hazard: {per_year: 0.1, after: then}}, effects: [{set: thaw, to: 1}], why: B}
questions:
  comes: {ask: Does it come?, that: {happens: invasion, to: 2022-03}}
"""


@pytest.fixture
def scenario(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(EVENTS)
    return tumen.scenario(file)


def test_only_what_has_come_or_may_come_at_any_time_is_left(scenario):
    known = known_by(scenario, month_number("2021-06"))

    assert set(known.events) == {"border_closure", "passed", "always"}
    assert known.name == "mine known by 2021-06"


def test_what_waits_for_something_known_stays(scenario):
    known = known_by(scenario, month_number("2022-02"))

    assert {"invasion", "then", "at_last"} <= set(known.events)


def test_its_text_says_the_same(scenario):
    known = known_by(scenario, month_number("2021-06"))

    assert list(known.document.value["events"]) == list(known.events)
    assert '"invasion": {' in scenario.resolved_text
    assert '"invasion": {' not in known.resolved_text
    assert known.sha256 != scenario.sha256


def test_questions_about_what_is_gone_are_not_asked(scenario):
    known = known_by(scenario, month_number("2021-06"))

    assert known.questions == {}
    assert scenario.questions


def test_a_scenario_whose_events_have_all_come_keeps_them(scenario):
    assert set(known_by(scenario, scenario.until).events) == set(scenario.events)
