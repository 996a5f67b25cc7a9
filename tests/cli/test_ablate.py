"""`tumen ablate` prints what breaks, and keeps the whole table."""

import csv
import json

import pytest
from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.mechanisms import MECHANISMS


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    off = [mechanism.key for mechanism in MECHANISMS if mechanism.key != "veto"]
    (tmp_path / "tumen_blocked.yaml").write_text(f"extends: tumen_blocked\nwithout: [{', '.join(off)}]\n")
    command = ["ablate", "tumen_blocked.yaml", "-n", "40", "--workers", "1"]
    return lambda *arguments: CliRunner().invoke(commands, [*command, *arguments])


def test_prints_what_breaks_without_which_mechanism(invoke, tmp_path):
    outcome = invoke()

    assert outcome.exit_code == 0
    assert "veto (0.00)" in outcome.stdout
    assert "written to ablations/tumen_blocked.csv" in outcome.stdout
    with (tmp_path / "ablations" / "tumen_blocked.csv").open() as file:
        header, *rows = csv.reader(file)
    assert header == ["pattern", "number", "requires", "all on", "veto"]
    assert {row[0] for row in rows} == {"D1_tumen_blocked"}


@pytest.mark.slow
def test_progress_names_what_is_switched_off(invoke):
    assert "tumen_blocked without veto: 40 of 40 histories" in invoke().stderr


@pytest.mark.slow
def test_json_holds_every_row(invoke):
    answer = json.loads(invoke("--json").stdout)

    assert answer["scenario"] == "tumen_blocked"
    assert {row["without"] for row in answer["found"]} == {"", "veto"}


def test_a_file_that_exists_is_refused(invoke, tmp_path):
    (tmp_path / "mine.csv").touch()

    outcome = invoke("-o", "mine.csv")

    assert outcome.exit_code == 2
    assert "never overwritten" in outcome.stderr
