"""`tumen show` tells what a scenario says in the end, and where each part is written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.parameters.registry import load_registry

FOLDER = Path(__file__).parents[1] / "scenarios"


def shown(*arguments: str) -> str:
    result = CliRunner().invoke(commands, ["show", *arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(autouse=True)
def in_the_folder_of_the_files(monkeypatch):
    monkeypatch.chdir(FOLDER)


def test_horizon_events_and_changes_are_shown_with_their_places():
    lines = shown("sound/peace.yaml").splitlines()

    prior = load_registry()["actors/china/precision"].entry.prior
    assert lines[0] == "peace: Peace that lasts"
    assert "files     sound/peace.yaml over sound/base.yaml" in lines
    assert "horizon   2020-01 to 2028-03, forecast from 2025-04" in lines
    start = lines.index("ceasefire: Ceasefire takes effect  (sound/peace.yaml:8)")
    assert lines[start + 1 : start + 6] == [
        "  when     in 2025-09",
        "  while    war_intensity above 0.3",
        "  while    tie dprk-russia above 0.1",
        "  effect   war_intensity becomes 0.1 over 3 months",
        "  effect   alignment dprk->russia changes by normal -0.1, 0.05, lasting",
    ]
    assert lines[-2:] == [
        "  actors/china/precision  (sound/peace.yaml:6)",
        f"    fixed 2 instead of {prior} [1/utility]",
    ]


def test_windows_hazards_and_probabilities_are_shown_as_sentences():
    lines = shown("sound/base.yaml").splitlines()

    assert "  when     from 2025-06 to 2026-08, likeliest 2025-12, with probability 0.6" in lines
    assert "  when     at a rate per year of lognormal 0.3, 0.5, from 2025-07, after ceasefire" in lines


def test_questions_thresholds_and_what_is_switched_off_are_shown():
    lines = shown("sound/asking.yaml").splitlines()

    assert "cool: strength dprk-russia below 0.3  (sound/asking.yaml:6)" in lines
    assert "without   rivalry, balance" in lines
    start = lines.index("ends: Does the war end, and the tie with it?  (sound/asking.yaml:8)")
    assert lines[start + 1] == (
        "  yes if   (ceasefire by 2026-08) and (not (strength dprk-russia ever above 0.5 for 3 months on end "
        "from 2026-09 to 2028-03))"
    )


def test_a_scenario_without_changed_parameters_says_so(tmp_path):
    path = tmp_path / "same.yaml"
    path.write_text(f"extends: {FOLDER / 'sound' / 'base.yaml'}\nparameters: null\n")

    assert shown(str(path)).endswith("\nno parameter changed\n")


def test_json_is_the_merged_file_with_places_and_what_is_replaced():
    answer = json.loads(shown("sound/peace.yaml", "--json"))

    assert (answer["name"], answer["until"]) == ("peace", "2028-03")
    assert answer["events"]["ceasefire"]["when"] == {"date": "2025-09"}
    assert answer["events"]["ceasefire"]["written"] == "sound/peace.yaml:8"
    changed = answer["parameters"]["actors/russia/precision"]
    assert changed["value"] == {"scale": 0.5}
    assert changed["unit"] == "1/utility"
    assert changed["written"] == "sound/peace.yaml:5"
