"""Every citation of a record is found: in parameters, in scenarios, and in studies."""

import pytest

from tumen.cli.citations import Citation, citations, records_of_mechanisms
from tumen.parameters.registry import load_registry

SCENARIO = """title: Talks
why: Talks are stalled [E085].
events:
  talks:
    why: >-
      Both are ready, or so they say [E200, E085], and said so
      before [E200].
questions:
  - why: It matters [E084].
"""
ITEMS = """items:
  no_talks:
    records: [E085, E100]
    why: None were held.
"""
STUDY = """SF01:
  evidence: [E012, E100]
"""


@pytest.fixture(autouse=True)
def three_folders(tmp_path, monkeypatch):
    files = {"scenarios/talks.yaml": SCENARIO, "studies/patterns.yaml": STUDY, "seeds/items.yaml": ITEMS}
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text(text)
    monkeypatch.setattr("tumen.cli.citations.scenarios_folder", lambda: tmp_path / "scenarios")
    monkeypatch.setattr("tumen.cli.citations.STUDIES", tmp_path / "studies")
    monkeypatch.setattr("tumen.cli.citations.seeds_folder", lambda: tmp_path / "seeds")


def from_files(record: str) -> list[str]:
    return [str(citation) for citation in citations()[record] if citation.by != "parameter"]


def test_a_parameter_cites_the_records_of_its_entry():
    parameter = load_registry()["mechanisms/exchange/price"]
    [record, *_] = parameter.entry.evidence

    place = f"{parameter.source}:{parameter.line}"
    assert Citation(record, "parameter", parameter.address, place) in citations()[record]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("E084", ["scenario talks.questions[0] (scenarios/talks.yaml:9)"]),
        (
            "E085",
            [
                "item items.no_talks (seeds/items.yaml:3)",
                "scenario talks (scenarios/talks.yaml:2)",
                "scenario talks.events.talks (scenarios/talks.yaml:5)",
            ],
        ),
        ("E200", ["scenario talks.events.talks (scenarios/talks.yaml:5)"]),
        (
            "E100",
            ["item items.no_talks (seeds/items.yaml:3)", "study patterns.SF01 (studies/patterns.yaml:2)"],
        ),
    ],
)
def test_a_part_of_a_file_cites_once_each_record_that_it_names(record, told):
    assert from_files(record) == told


def test_without_studies_nothing_is_missed(monkeypatch, tmp_path):
    monkeypatch.setattr("tumen.cli.citations.STUDIES", tmp_path / "nowhere")

    assert from_files("E100") == ["item items.no_talks (seeds/items.yaml:3)"]


def test_the_records_of_a_mechanism_are_those_of_its_parameters():
    registry = load_registry()
    cited = {
        record
        for address in registry
        if address.startswith("mechanisms/exchange/")
        for record in registry[address].entry.evidence
    }

    assert records_of_mechanisms()["exchange"] == cited
