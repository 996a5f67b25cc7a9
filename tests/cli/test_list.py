"""`tumen list` names what ships: scenarios with their questions, parameters with their priors."""

import json

from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.parameters.registry import load_registry


def listed(*arguments: str) -> str:
    result = CliRunner().invoke(commands, ["list", *arguments])
    assert result.exit_code == 0
    return result.output


def test_scenarios_are_listed_with_title_and_question():
    lines = listed().splitlines()

    start = lines.index("ceasefire")
    assert lines[start + 1] == "  Ceasefire in Ukraine"
    assert lines[start + 2].endswith("?")


def test_scenarios_are_listed_as_json():
    entries = json.loads(listed("--json"))

    assert {"baseline_war", "ceasefire"} <= {entry["name"] for entry in entries}
    assert all(entry["title"] and entry["question"] for entry in entries)


def test_parameters_are_listed_with_meaning_unit_and_prior():
    entries = {entry["address"]: entry for entry in json.loads(listed("parameters", "--json"))}

    registry = load_registry()
    assert list(entries) == list(registry)
    first = next(iter(registry.values()))
    assert entries[first.address]["meaning"] == f"{first.entry.meaning} [{first.entry.unit}]"
