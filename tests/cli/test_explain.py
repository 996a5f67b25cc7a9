"""`tumen explain` prints why a tie moved, with what each term rests on, and draws it."""

import json
import shutil

import pytest
from click.testing import CliRunner

from told import a_run
from tumen.cli.main import commands
from tumen.results.folder import load, write_folder

WINDOW = ("--from", "2023-12", "--to", "2024-12")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "both"
    write_folder(folder, a_run(), {})
    return folder


@pytest.fixture
def invoke(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    known = {run: a_run()}  # reading it takes a second or two
    monkeypatch.setattr("tumen.results.folder.load", lambda path: known.get(path) or load(path))
    return lambda *arguments: CliRunner().invoke(commands, ["explain", str(run), *arguments])


def test_prints_terms_with_what_they_rest_on_and_draws_a_waterfall(invoke, run):
    outcome = invoke("--dyad", "china-dprk", *WINDOW, "--top", "8")

    assert outcome.exit_code == 0
    lines = outcome.stdout.splitlines()
    [jealousy] = [line for line in lines if "rivalry: jealousy" in line]
    assert lines[0] == "dprk-china: strength in baseline_war, mean over all histories"
    assert jealousy.startswith("-0.")
    assert "pairs/china->dprk/jealousy: E" in jealousy
    assert any("smaller terms" in line for line in lines)
    assert lines[-1].startswith("in all -0.")
    figure = run / "figures" / "explain_dprk-china_baseline_war_2023-12_2024-12.png"
    assert figure.stat().st_size > 10_000


def test_json_holds_every_term_with_its_grounds(invoke):
    outcome = invoke("--pair", "dprk->russia", *WINDOW, "--json", "--no-figure", "--top", "100")

    answer = json.loads(outcome.stdout)
    [treaty] = [term for term in answer["terms"] if term["cause"] == "event/treaty"]
    assert answer["residual"] == pytest.approx(0, abs=1e-5)
    assert treaty["grounds"] == [{"source": "event/treaty", "evidence": treaty["evidence"], "changed": False}]


def test_a_difference_to_another_scenario_of_the_run(invoke, run):
    outcome = invoke("--dyad", "dprk-russia", "--scenario", "ceasefire", "--against", "baseline_war")

    assert "strength in ceasefire minus that in baseline_war" in outcome.stdout
    assert "war: need" in outcome.stdout
    name = "explain_dprk-russia_ceasefire_2020-01_2028-03_against_baseline_war.png"
    assert (run / "figures" / name).exists()


@pytest.mark.slow
def test_a_difference_to_another_run(invoke, tmp_path):
    a_run().to_netcdf(tmp_path / "copy.nc")

    outcome = invoke("--dyad", "dprk-russia", "--against", str(tmp_path / "copy.nc"), "--no-figure")

    assert outcome.exit_code == 0
    assert "minus that in baseline_war of the other run" in outcome.stdout
    assert "in all +0.0000" in outcome.stdout


def test_the_story_of_a_history_with_its_figure(invoke, tmp_path):
    file = tmp_path / "made" / "story.png"

    outcome = invoke("--dyad", "dprk-russia", *WINDOW, "--replicate", "3", "-o", str(file))

    assert outcome.exit_code == 0
    assert "history 3 of baseline_war" in outcome.stdout
    assert "end of 2023-12 to end of 2024-06" in outcome.stdout
    assert "2024-06  event     Treaty signed in Pyongyang" in outcome.stdout
    assert file.stat().st_size > 10_000


def test_a_quantile_chooses_the_history(invoke):
    outcome = invoke("--dyad", "dprk-russia", *WINDOW, "--quantile", "0.05", "--json", "--no-figure")

    strength = a_run().paths["strength"].sel(scenario="baseline_war", dyad="dprk-russia", time="2024-12")
    chosen = json.loads(outcome.stdout)["replicate"]
    weaker = (strength < strength.sel(replicate=chosen)).mean().item()
    assert weaker == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Write --dyad, for a strength, or --pair, for an alignment."),
        (("--dyad", "dprk-china", "--pair", "dprk->china"), "Write only --dyad or --pair."),
        (
            ("--dyad", "dprk-china", "--replicate", "1", "--quantile", "0.5"),
            "Write only one of --against, --replicate and --quantile.",
        ),
        (("--dyad", "dprk-mars"), 'no dyad "dprk-mars"'),
        (("--dyad", "dprk-china", "--from", "2024"), '"2024" is not a month'),
        (("--dyad", "dprk-china", "--against", "nowhere"), "nowhere does not exist. Give a results folder"),
        (("--dyad", "dprk-china", "--replicate", "9999"), "no history 9999"),
    ],
)
def test_wrong_input_is_told_with_exit_code_2(invoke, arguments, message):
    outcome = invoke(*arguments)

    assert outcome.exit_code == 2
    assert message in outcome.stderr


def test_parameters_that_changed_since_the_run_are_told(run, tmp_path):
    older = tmp_path / "older"
    shutil.copytree(run, older)
    manifest = {**json.loads((run / "manifest.json").read_text()), "parameters_sha256": "of yesteryear"}
    (older / "manifest.json").write_text(json.dumps(manifest))

    outcome = CliRunner().invoke(commands, ["explain", str(older), "--dyad", "dprk-china", "--no-figure"])

    assert outcome.exit_code == 0
    assert "the parameters have changed since" in outcome.stderr


def test_a_run_that_does_not_exist_is_refused(tmp_path):
    outcome = CliRunner().invoke(commands, ["explain", str(tmp_path / "nothing"), "--dyad", "dprk-china"])

    assert outcome.exit_code == 2
    assert "nothing does not exist" in outcome.stderr
