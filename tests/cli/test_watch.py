"""`tumen watch` prints what to watch, keeps every reading where asked, and draws it."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from tumen.cli.main import commands

FEW = ("-n", "300", "--months", "3", "--workers", "1")
QUESTIONS = """
schema_version: 1
title: What we watch
questions:
  meets:
    ask: Do they meet?
    that: {count: leader_meetings dprk-russia, from: 2025-04, to: 2025-08, at_least: 1}
  admits: {ask: Are the troops admitted?, that: {happens: deployment_acknowledged, to: 2025-08}}
"""


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(QUESTIONS)
    return lambda *arguments: CliRunner().invoke(commands, ["watch", *arguments])


def test_prints_the_readings_of_each_question_and_writes_nothing(invoke, tmp_path):
    outcome = invoke("mine.yaml", *FEW)

    assert outcome.exit_code == 0
    assert "What we watch: baseline_war, 300 histories (calibrated, worth 272 draws)" in outcome.stdout
    assert "meets: Do they meet?" in outcome.stdout
    assert "at least one leader_meetings dprk-russia by 2025-06" in outcome.stdout
    assert "admits: what would be worth knowing, if it could be known" in outcome.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.slow
def test_json_csv_and_figure_tell_of_the_question_asked_for(invoke, tmp_path):
    outcome = invoke(
        "mine.yaml", *FEW, "--question", "admits", "--json", "--figure", "-o", "out/all.csv", "--prior"
    )

    answer = json.loads(outcome.stdout)
    assert [row["question"] for row in answer["questions"]] == ["admits"]
    assert answer["inputs"]["posterior"] is None
    assert set(pd.read_csv(tmp_path / "out" / "all.csv")["question"]) == {"admits"}
    assert "drawn in out/watch_admits_baseline_war.png" in outcome.stderr
    assert (tmp_path / "out" / "watch_admits_baseline_war.png").read_bytes().startswith(b"\x89PNG")


def test_a_file_that_exists_is_refused_before_anything_runs(invoke):
    outcome = invoke("mine.yaml", *FEW, "-o", "mine.yaml")

    assert outcome.exit_code == 2
    assert "mine.yaml exists, and results are never overwritten." in outcome.stderr
    assert "histories" not in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--question", "meet"],
            'mine.yaml:4:1: questions: "meet" is not one of them. Did you mean "meets"?',
        ),
        (["--scenario", "baseline"], "is neither a file nor the name of a scenario"),
        (["--months", "99"], "until: leaves 36 months to watch, and months is 99. Write 36 or fewer."),
        (["-n", "40"], "40 is not in the range x>=100"),
        (["--months", "0"], "0 is not in the range x>=1"),
        (["--prior", "--posterior", "mine.yaml"], "--prior and --posterior exclude each other."),
    ],
)
def test_wrong_input_is_told_with_exit_code_2(invoke, arguments, message):
    outcome = invoke("mine.yaml", *FEW, *arguments)

    assert outcome.exit_code == 2
    assert message in " ".join(outcome.stderr.split())


def test_an_unknown_file_of_questions_is_told(invoke):
    outcome = invoke("spring_2052", *FEW)

    assert outcome.exit_code == 2
    assert 'Did you mean "spring_2025"?' in outcome.stderr
