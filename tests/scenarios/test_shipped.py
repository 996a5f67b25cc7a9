"""The shipped scenarios can be run, share one past, and say of everything in them where it comes from."""

import re
from functools import cache

import numpy as np
import pytest

from tumen.base.calendar import month_number
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.feasibility import check_feasible
from tumen.ensemble.setting import scenario_setting
from tumen.model import ArrayModel
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.scenarios.extend import shipped_names
from tumen.scenarios.load import load_scenario
from tumen.scenarios.words import cited_records

DOCUMENTS_END = month_number("2025-03")
NAMES = shipped_names()
every_scenario = pytest.mark.parametrize("name", NAMES)


@cache
def state_when_the_documents_end(name):
    scenario = load_scenario(name)
    draws = Draws.from_columns(scenario_columns(scenario, load_registry()), 3, range(6))
    model = ArrayModel(scenario_setting(scenario, draws, 3))
    while model.world.month < DOCUMENTS_END:
        model.step()
    return model.world.values


@every_scenario
def test_it_can_be_run(name):
    check_feasible(load_scenario(name))


@every_scenario
def test_it_differs_from_the_others_only_after_the_documents_end(name):
    for key, value in state_when_the_documents_end(name).items():
        np.testing.assert_array_equal(value, state_when_the_documents_end("history")[key], str(key))


@every_scenario
def test_it_asks_a_question(name):
    assert load_scenario(name).question.endswith("?")


@every_scenario
def test_it_rests_on_the_documents(name):
    assert cited_records(load_scenario(name).why)


@every_scenario
def test_each_event_cites_a_record_or_says_that_it_is_a_guess(name):
    for event in load_scenario(name).events.values():
        assert cited_records(event.why) or "our guess" in event.why, event.title


def test_no_two_scenarios_have_the_same_title():
    titles = [load_scenario(name).title for name in NAMES]

    assert len(set(titles)) == len(titles)


def test_the_documentation_names_them_all(repository):
    rows = re.findall(r"^\| `(\w+)` \|", (repository / "docs/scenarios.md").read_text(), re.MULTILINE)

    assert {*NAMES} - {"history"} <= {*rows}
