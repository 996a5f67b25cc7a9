"""Patterns that the documents show, and that a credible model must show before it is fitted to anything.

They are written in `src/tumen/studies/patterns.yaml`, each with what it rests on.
"""

import pytest

from tumen.base.resources import seeds_folder
from tumen.ensemble.defaults import SEED
from tumen.evidence.read import read_evidence
from tumen.parameters.registry import load_registry
from tumen.studies.patterns import check_patterns, read_patterns

HISTORIES = 2_000
PATTERNS = read_patterns()
FACTS = {name: pattern for name, pattern in PATTERNS.items() if name.startswith("SF")}
DIRECTIONS = {name: pattern for name, pattern in PATTERNS.items() if name not in FACTS}


def requirements(patterns):
    return [(name, number) for name, pattern in patterns.items() for number in range(len(pattern.requires))]


def found_of(patterns):
    found = check_patterns(patterns, replicates=HISTORIES, seed=SEED, show_progress=False)
    return {(finding.pattern, finding.number): finding for finding in found}


@pytest.fixture(scope="session")
def facts():
    return found_of(FACTS)


@pytest.fixture(scope="session")
def directions():
    return found_of(DIRECTIONS)


@pytest.mark.parametrize(("name", "number"), requirements(FACTS))
def test_the_model_shows_what_the_documents_show(facts, name, number):
    assert facts[name, number].holds, f"{PATTERNS[name].title}: {facts[name, number]}"


@pytest.mark.slow
@pytest.mark.parametrize(("name", "number"), requirements(DIRECTIONS))
def test_every_scenario_moves_ties_as_it_should(directions, name, number):
    assert directions[name, number].holds, f"{PATTERNS[name].title}: {directions[name, number]}"


def test_every_fact_is_looked_for_and_every_scenario_shows_something():
    facts = {name.partition("_")[0] for name in PATTERNS} - {"D1"}
    shown = {pattern.scenario for name, pattern in PATTERNS.items() if name.startswith("D1_")}

    assert facts == {f"SF{number:02d}" for number in range(1, 23)} - {"SF19"}  # tested below
    assert {f"D1_{scenario}" for scenario in shown} == {name for name in PATTERNS if name.startswith("D1_")}


def test_no_document_tells_of_china_and_ukraine_and_no_number_pretends_that_one_does():
    told = read_evidence(seeds_folder()).records.values()
    pairs = ("china-ukraine", "ukraine-china", "china->ukraine", "ukraine->china")
    numbers = [entry for address, entry in load_registry().items() if any(pair in address for pair in pairs)]

    assert [record.id for record in told if set(pairs) & set(record.of)] == []
    assert [number.address for number in numbers if number.entry.evidence] == []
