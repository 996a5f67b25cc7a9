"""`tumen backtest` prints scores, means and skill."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.results.forecast import Forecast

OUTCOMES = """
schema_version: 1
outcomes:
  opens: {outcome: yes, source: A newspaper, base_rate: 0.4}
  closes: {outcome: no, source: A newspaper}
  talks: {outcome: open}
"""


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [
        {"scenario": "war", "question": name, "ask": "Is it so?", "probability": probability}
        for name, probability in {"opens": 0.8, "closes": 0.3, "talks": 0.5}.items()
    ]
    Forecast("What comes", pd.DataFrame(rows), {"replicates": 1000}).write("kept.json")
    (tmp_path / "came.yaml").write_text(OUTCOMES)
    command = ["backtest", "--forecast", "kept.json", "--outcomes", "came.yaml"]
    return lambda *arguments: CliRunner().invoke(commands, [*command, *arguments])


def test_prints_each_score_the_means_and_what_is_open(invoke):
    outcome = invoke()

    words = " ".join(outcome.stdout.split())
    assert outcome.exit_code == 0
    assert "What comes: 2 questions ended, 1 open" in words
    assert "war opens 0.800 yes 0.040" in words
    assert "war closes 0.300 no 0.090" in words
    assert "war brier uniform 2 0.065 [0.040, 0.090] 0.250 0.740" in words
    assert "war brier base rate 1 0.040 0.360 0.889" in words
    assert "open: talks" in words
    assert "too few to tell skill from luck" in words


def test_json_is_all_of_it(invoke):
    answer = json.loads(invoke("--json").stdout)

    assert answer["open"] == ["talks"]
    assert answer["means"][0]["score"] == "brier"


def test_nothing_that_has_ended_is_said_so(invoke, tmp_path):
    nothing = ", ".join(f"{name}: {{outcome: open}}" for name in ("opens", "closes", "talks"))
    (tmp_path / "came.yaml").write_text(f"schema_version: 1\noutcomes: {{{nothing}}}\n")

    outcome = invoke()

    assert outcome.exit_code == 0
    assert "nothing to score" in outcome.stdout


def test_a_fault_is_told_with_exit_code_2(invoke, tmp_path):
    (tmp_path / "came.yaml").write_text(OUTCOMES.replace("opens:", "open:"))

    outcome = invoke()

    assert outcome.exit_code == 2
    assert (
        'came.yaml:4:3: outcomes.open: is not a question of kept.json. Did you mean "opens"?'
        in outcome.stderr
    )


def test_a_changed_forecast_is_refused(invoke, tmp_path):
    file = tmp_path / "kept.json"
    file.write_text(file.read_text().replace("0.3", "0.2"))

    outcome = invoke()

    assert outcome.exit_code == 2
    assert "kept.json: was changed since it was written" in outcome.stderr
