"""`tumen check` tells every fault of files, names and folders, and exits with 2 if there is one."""

import json

import pytest
from click.testing import CliRunner, Result

from tumen.cli.main import commands


def check(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["check", *arguments])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text("extends: ceasefire\ntitle: Mine\n")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bad.yaml").write_text("extends: ceasefire\ntitel: Mine\nuntil: 2028-13\n")


@pytest.mark.usefixtures("folder")
def test_a_sound_file_has_no_problems():
    result = check("good.yaml")

    assert result.output == "no problems in 1 file\n"
    assert result.exit_code == 0


@pytest.mark.usefixtures("folder")
def test_files_names_and_folders_may_be_mixed_and_each_file_counts_once():
    result = check("ceasefire", ".", "good.yaml")

    assert result.stdout.splitlines() == [
        'deep/bad.yaml:2:1: titel: is not known. Did you mean "title"?',
        'deep/bad.yaml:3:8: until: "2028-13" is not a month. Write a month as YYYY-MM, for example 2025-12.',
        "2 problems in 1 of 3 files",
    ]
    assert result.exit_code == 2


def test_without_arguments_the_shipped_scenarios_are_checked():
    result = check()

    assert result.output.startswith("no problems in ")
    assert result.exit_code == 0


def test_a_folder_without_scenarios_is_a_fault(tmp_path):
    result = check(str(tmp_path))

    assert result.stderr.startswith(f"{tmp_path}: holds no scenario; give a folder with files *.yaml.")
    assert result.exit_code == 2


@pytest.mark.usefixtures("folder")
def test_json_holds_the_place_and_message_of_each_problem():
    result = check("--json", "deep")

    answer = json.loads(result.stdout)
    assert answer["files"] == 1
    assert answer["problems"][0] == {
        "source": "deep/bad.yaml",
        "line": 2,
        "column": 1,
        "path": "titel",
        "message": 'is not known. Did you mean "title"?',
    }
    assert result.exit_code == 2


def test_sweeps_are_checked_by_name_and_by_file(tmp_path):
    file = tmp_path / "sweep.yaml"
    file.write_text("design: {method: grid}\nfactors: {}\n", encoding="utf-8")

    result = check(str(file), "war_and_pay")

    assert result.stdout.splitlines() == [
        f"{file}:1:1: scenarios: write a list of scenarios, by name or by path from this file.",
        "1 problem in 1 of 2 files",
    ]
