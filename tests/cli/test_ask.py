"""`tumen ask` prints probabilities and keeps the forecast."""

import json

import pytest
from click.testing import CliRunner

from tumen.cli.main import commands

FEW = ("-n", "40", "--workers", "1")
QUESTIONS = """
schema_version: 1
title: What we want to know
questions:
  admits: {ask: Are the troops admitted?, that: {happens: deployment_acknowledged, to: 2025-08}}
"""


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(QUESTIONS)
    return lambda *arguments: CliRunner().invoke(commands, ["ask", *arguments])


def test_prints_each_probability_and_writes_the_forecast(invoke, tmp_path):
    outcome = invoke("mine.yaml", "--scenario", "ceasefire", *FEW)

    assert outcome.exit_code == 0
    assert "What we want to know: 40 histories, seed 20250401" in outcome.stdout
    assert "Are the troops admitted?" in " ".join(outcome.stdout.split())
    written = json.loads((tmp_path / "forecasts" / "mine-ceasefire.json").read_text())
    assert written["answers"][0]["question"] == "admits"


def test_json_is_the_forecast(invoke, tmp_path):
    outcome = invoke("mine.yaml", *FEW, "--json", "-o", "mine.json")

    assert json.loads(outcome.stdout) == json.loads((tmp_path / "mine.json").read_text())


def test_several_scenarios_are_asked_in_one_go(invoke):
    outcome = invoke("mine.yaml", "--scenario", "baseline_war", "--scenario", "ceasefire", *FEW)

    assert "written to forecasts/mine-baseline_war-ceasefire.json" in outcome.stdout


def test_a_second_forecast_takes_the_next_free_name(invoke):
    for name in ("mine-baseline_war.json", "mine-baseline_war-2.json"):
        assert f"written to forecasts/{name}\n" in invoke("mine.yaml", *FEW).stdout


def test_a_file_that_exists_is_refused_before_anything_runs(invoke):
    outcome = invoke("mine.yaml", *FEW, "-o", "mine.yaml")

    assert outcome.exit_code == 2
    assert "mine.yaml exists, and results are never overwritten." in outcome.stderr
    assert "histories" not in outcome.stderr


def test_a_fault_is_told_with_exit_code_2_and_nothing_is_written(invoke, tmp_path):
    (tmp_path / "mine.yaml").write_text(QUESTIONS.replace("2025-08", "2031-08"))

    outcome = invoke("mine.yaml", *FEW)

    assert outcome.exit_code == 2
    assert "mine.yaml:5:88: questions.admits.that.to: 2031-08 lies outside the horizon." in outcome.stderr
    assert not (tmp_path / "forecasts").exists()
