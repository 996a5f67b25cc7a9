"""`tumen calibrate` and `tumen update` at the terminal."""

import json

import pytest
from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.ensemble.posterior import read_posterior

ADDED = """schema_version: 1
title: What was added
cutoff: 2025-03
items:
  cool_word:
    source: {says: Somebody saw it, date: 2025-03, family: seoul_gov, strength: 4}
    ordinal: {of: {value: alignment dprk->china, at: 2025-03}, scale: regard, says: [cool], sd: 0.2}
    why: A made-up item
"""


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(commands, words)


def test_an_update_tells_what_moved_and_writes_a_posterior(invoke, tmp_path):
    (tmp_path / "added.yaml").write_text(ADDED)

    outcome = invoke("update", "added.yaml", "--workers", "1", "--json")

    assert outcome.exit_code == 0, outcome.output
    told = json.loads(outcome.stdout)
    assert told["items"][0]["item"] == "cool_word"
    assert told["moved"][0]["name"] in {"alignment dprk->china", "strength dprk-china"}
    assert read_posterior(tmp_path / told["file"]).facts["verdict"] == "updated"


def test_an_update_that_collapses_says_so_and_writes_nothing(invoke, tmp_path):
    (tmp_path / "added.yaml").write_text(ADDED.replace("says: [cool], sd: 0.2", "says: [hostile], sd: 0.01"))

    outcome = invoke("update", "added.yaml", "--workers", "1")

    assert outcome.exit_code == 1
    assert "the weights collapse" in outcome.stderr
    assert "--recalibrate" in outcome.stderr
    assert not list(tmp_path.glob("*.nc"))


def test_a_faulty_item_is_told_with_its_line(invoke, tmp_path):
    (tmp_path / "added.yaml").write_text(ADDED.replace("[cool]", "[cold]"))

    outcome = invoke("update", "added.yaml")

    assert outcome.exit_code == 2
    assert "added.yaml:7:" in outcome.stderr
    assert '"cold" is not on the scale regard. Did you mean "cool"?' in outcome.stderr


def test_the_prior_and_a_posterior_exclude_each_other(invoke, tmp_path):
    (tmp_path / "some.nc").write_bytes(b"")

    outcome = invoke("run", "baseline_war", "--prior", "--posterior", "some.nc")

    assert outcome.exit_code == 2
    assert "--prior and --posterior exclude each other" in outcome.stderr


@pytest.mark.slow
def test_a_calibration_from_the_shell_is_calibrated(invoke, tmp_path):
    outcome = invoke("calibrate", "-o", "found")

    assert outcome.exit_code == 0, outcome.output
    assert outcome.stdout.startswith("calibrated: ")
    assert {"posterior.nc", "calibration.nc", "items.png", "documents.csv"} <= {
        path.name for path in (tmp_path / "found").iterdir()
    }
    assert not (tmp_path / "calibrations" / ".unfinished").exists()
