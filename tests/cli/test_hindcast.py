"""`tumen hindcast` prints how forecasts of a user's own series fared."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from tumen.cli.main import commands


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    values = 20 * np.random.default_rng(1).normal(size=44)
    lines = [
        f"{2018 + number // 12}-{number % 12 + 1:02d},{dyad},{value}"
        for dyad, length in (("PRK-RUS", 44), ("PRK-CHN", 20))
        for number, value in enumerate(values[:length])
    ]
    (tmp_path / "mine.csv").write_text("\n".join(["# mine", "month,dyad,mean_daily", *lines]))
    command = ["hindcast", "--series", "mine.csv", "-n", "40", "--workers", "1", "--horizons", "1,3"]
    return lambda *arguments: CliRunner().invoke(commands, [*command, *arguments])


def test_prints_a_line_for_each_dyad_and_horizon_and_what_is_left_out(invoke):
    outcome = invoke()

    lines = outcome.stdout.splitlines()
    assert outcome.exit_code == 0
    assert "history: 14 forecasts from 2020-12 to 2021-07, 40 histories each" in lines[0]
    assert lines[2].split()[:7] == ["dyad", "months", "n", "model", "alone", "walk", "AR(1)"]
    assert [line.split()[:3] for line in lines if line.startswith("prk-rus")] == [
        ["prk-rus", "1", "8"],
        ["prk-rus", "3", "6"],
        ["prk-rus", "all", "14"],
    ]
    assert "left out: prk-chn, since 20 months are known, and the first forecast needs 37" in lines


def test_json_holds_every_forecast(invoke):
    answer = json.loads(invoke("--json").stdout)

    assert len(answer["scores"]) == 14
    assert {row["horizon"] for row in answer["table"]} == {1, 3}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--names", "prk"], '"prk" stands for nobody. Write name=actor'),
        (["--horizons", "1;3"], '"1;3" is not a list of months. Write whole numbers, for example 1,3,6,12.'),
        (["--horizons", "0,1"], '"0,1" is not a list of months.'),
        (["--scale", "-1"], "-1.0 is not in the range x>=0"),
        (["--names", "prk=korea"], 'names: "korea" is not in the cast.'),
        (["--dyad", "prk-rus", "--dyad", "prk"], '"prk" is not a dyad to forecast.'),
        (["--value", "mean_dayly"], 'mine.csv:2:1: has no column "mean_dayly". Did you mean "mean_daily"?'),
    ],
)
def test_wrong_input_is_told_with_exit_code_2(invoke, arguments, message):
    outcome = invoke(*arguments)

    assert outcome.exit_code == 2
    assert message in " ".join(outcome.stderr.split())
