"""A run is simulated again from what its results hold, and every difference is named."""

import copy

import pytest
from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.ensemble.run import run
from tumen.results.folder import load, write_folder
from tumen.studies.verify import verify


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    results = run(
        ["baseline_war", "ceasefire"],
        replicates=25,
        seed=11,
        without=["veto"],
        ledger="histories",
        workers=1,
        show_progress=False,
    )
    folder = tmp_path_factory.mktemp("runs") / "mine"
    write_folder(folder, results, {})
    return folder


def rerun(*arguments):
    return CliRunner().invoke(commands, ["rerun", *map(str, arguments), "--workers", "1"])


@pytest.mark.slow
def test_a_run_comes_out_the_same(folder):
    found = verify(load(folder), workers=1, show_progress=False)

    assert found.same
    assert str(found) == "the same, bit for bit"
    assert found.circumstances == ()
    assert found.again.replicates == 25


@pytest.mark.slow
def test_what_differs_is_named_with_what_has_changed_since(folder):
    results = load(folder)
    results.tree = results.tree.copy(deep=True)
    results.tree["summary"]["strength"].values[0, 0, 5, 2] += 0.25
    results.manifest = copy.deepcopy(results.manifest)
    results.manifest["dependencies"]["numpy"] = "1.0"

    found = verify(results, workers=1, show_progress=False)

    assert not found.same
    assert dict(found.differing) == {"summary/strength": "differs by up to 0.25"}
    assert [text.split(", now")[0] for text in found.circumstances] == ["dependencies.numpy: 1.0"]
    assert "not the same:" in str(found)


@pytest.mark.slow
def test_the_command_tells_and_exits(folder):
    outcome = rerun(folder, "--verify")

    assert outcome.exit_code == 0
    assert outcome.stdout == f"{folder}: the same, bit for bit\n"
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]


@pytest.mark.slow
def test_without_verifying_it_is_written_beside(folder, tmp_path):
    outcome = rerun(folder, "-o", tmp_path / "again")

    assert outcome.exit_code == 0
    assert load(tmp_path / "again").identical(load(folder))


def test_a_folder_without_results_is_told(tmp_path):
    outcome = rerun(tmp_path, "--verify")

    assert outcome.exit_code == 2
    assert "does not exist. Give a results folder" in outcome.stderr
