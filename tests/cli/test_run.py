"""`tumen run` prints the answer, keeps the results, and never overwrites."""

import json

import pytest
import xarray as xr
from click.testing import CliRunner

import tumen
from tumen.cli.main import commands

FEW = ("-n", "40", "--workers", "1", "--no-figures")


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(commands, ["run", *arguments])


def test_prints_a_table_and_writes_results_and_figures(invoke, tmp_path):
    outcome = invoke("ceasefire", *FEW, "--figures")

    assert outcome.exit_code == 0
    assert "dprk-russia" in outcome.stdout
    assert "90 % band" in outcome.stdout
    assert "ceasefire 1.000 (se 0.000)" in outcome.stdout
    folder = tmp_path / "runs" / "ceasefire"
    assert {file.name for file in folder.iterdir()} == {"ensemble.nc", "manifest.json", "figures"}
    assert (folder / "figures" / "dprk-russia_ceasefire.png").stat().st_size > 10_000


def test_standard_output_holds_results_only(invoke):
    outcome = invoke("ceasefire", *FEW, "--no-figures")

    assert "0 of 40 histories" in outcome.stderr
    assert "histories" not in outcome.stdout.replace("40 histories of 2020-01 to 2028-03", "")


@pytest.mark.slow
def test_a_second_run_takes_the_next_free_name(invoke):
    first, second = (invoke("ceasefire", *FEW) for _ in range(2))

    assert "written to runs/ceasefire\n" in first.stdout
    assert "written to runs/ceasefire-2\n" in second.stdout


def test_a_folder_that_exists_is_refused_before_anything_runs(invoke, tmp_path):
    (tmp_path / "mine").mkdir()

    outcome = invoke("ceasefire", *FEW, "-o", "mine")

    assert outcome.exit_code == 2
    assert "mine exists, and results are never overwritten. Give another folder." in outcome.stderr
    assert "histories" not in outcome.stderr


@pytest.mark.slow
def test_what_was_written_is_what_python_gets(invoke, tmp_path):
    invoke("baseline_war", "ceasefire", *FEW, "--no-figures", "--seed", "3", "-o", "mine")
    here = tumen.run(["baseline_war", "ceasefire"], replicates=40, seed=3, workers=1, show_progress=False)

    written = tumen.load(tmp_path / "mine")

    for group in here.tree.children:
        xr.testing.assert_identical(written.tree[group].to_dataset(), here.tree[group].to_dataset())


@pytest.mark.slow
def test_two_runs_write_the_same_bytes(invoke, tmp_path):
    for name in ("one", "other"):
        invoke("ceasefire", *FEW, "-o", name)

    assert (tmp_path / "one" / "ensemble.nc").read_bytes() == (
        tmp_path / "other" / "ensemble.nc"
    ).read_bytes()


def test_the_manifest_tells_how_to_get_the_same_again(invoke, tmp_path):
    invoke("ceasefire", *FEW, "--seed", "9", "-o", "mine")

    manifest = json.loads((tmp_path / "mine" / "manifest.json").read_text())

    assert manifest["seed"] == 9
    assert manifest["sizes"]["replicates"] == 40
    assert manifest["scenarios"]["ceasefire"]["sha256"] == tumen.scenario("ceasefire").sha256
    assert set(manifest["documents"]) == {"000", "001", "002", "003", "004"}


def test_json_is_data(invoke):
    outcome = invoke("ceasefire", *FEW, "--json")

    answer = json.loads(outcome.stdout)
    assert answer["replicates"] == 40
    assert {row["dyad"] for row in answer["strength"]} >= {"dprk-russia", "dprk-china"}
    [ceasefire] = [row for row in answer["events"] if row["event"] == "ceasefire"]
    assert ceasefire["probability"] == 1.0


def test_wrong_input_is_told_with_exit_code_2_and_writes_nothing(invoke, tmp_path):
    outcome = invoke("ceasfire", *FEW)

    assert outcome.exit_code == 2
    assert 'Did you mean "ceasefire"?' in outcome.stderr
    assert list(tmp_path.iterdir()) == []
