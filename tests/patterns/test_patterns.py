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
REQUIREMENTS = [
    (name, number) for name, pattern in PATTERNS.items() for number in range(len(pattern.requires))
]


@pytest.fixture(scope="session")
def findings():
    found = check_patterns(PATTERNS, replicates=HISTORIES, seed=SEED, show_progress=False)
    return {(finding.pattern, finding.number): finding for finding in found}


@pytest.mark.parametrize(("name", "number"), REQUIREMENTS)
def test_the_model_shows_what_the_documents_show(findings, name, number):
    assert findings[name, number].holds, f"{PATTERNS[name].title}: {findings[name, number]}"


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
