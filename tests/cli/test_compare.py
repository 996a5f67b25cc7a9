"""`tumen compare` prints differences with what made them, and writes results and figures."""

import json

import pytest
from click.testing import CliRunner

from tumen.cli.main import commands


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(commands, ["compare", *arguments])


@pytest.mark.slow
def test_prints_differences_and_why_and_draws_them(invoke, tmp_path):
    outcome = invoke("baseline_war", "ceasefire", "-n", "40", "--workers", "1")

    assert outcome.exit_code == 0
    assert "ceasefire minus baseline_war in 2028-03; 40 histories of each" in outcome.stdout
    assert "strength in ceasefire minus that in baseline_war, mean over all histories" in outcome.stdout
    folder = tmp_path / "comparisons" / "baseline_war-ceasefire"
    assert (folder / "ensemble.nc").exists()
    assert (folder / "figures" / "ceasefire_minus_baseline_war.png").exists()


@pytest.mark.slow
def test_json_holds_every_tie(invoke):
    outcome = invoke("baseline_war", "ceasefire", "-n", "20", "--workers", "1", "--no-figures", "--json")

    assert len(json.loads(outcome.stdout)["differences"]) == 10


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["ceasefire"], "Give two or more"), (["ceasefire", "peasefire"], 'Did you mean "ceasefire"?')],
)
def test_wrong_input_is_told(invoke, arguments, message):
    outcome = invoke(*arguments)

    assert outcome.exit_code == 2
    assert message in outcome.stderr
