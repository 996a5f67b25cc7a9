"""`tumen warm-up` compiles scenarios ahead of time, and tells which."""

import pytest
from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.ensemble import programs


@pytest.fixture
def invoke(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_CACHE", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(commands, ["warm-up", *arguments])


def test_tells_of_each_scenario_whether_it_had_to_be_compiled(invoke, monkeypatch):
    compiled = []
    monkeypatch.setattr(
        programs, "compiled", lambda scenario, ledger: compiled.append((scenario.name, ledger))
    )
    monkeypatch.setattr(programs, "is_compiled", lambda scenario, **_: scenario.name == "ceasefire")

    outcome = invoke("ceasefire", "disclosure")

    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout.splitlines() == [
        "1 of 2: ceasefire ... is ready",
        "2 of 2: disclosure ... compiled in 0 s",
    ]
    assert compiled == [("ceasefire", True), ("disclosure", True)]


def test_without_names_it_takes_all_that_ship(invoke, monkeypatch):
    monkeypatch.setattr(programs, "is_compiled", lambda *_, **__: True)
    monkeypatch.setattr(programs, "compiled", lambda *_, **__: None)

    outcome = invoke()

    assert outcome.exit_code == 0, outcome.stderr
    assert "of 29: tumen_access ... is ready" in outcome.stdout


def test_an_unknown_scenario_is_told(invoke):
    outcome = invoke("ceasefir")

    assert outcome.exit_code == 2
    assert "ceasefire" in outcome.stderr


def test_a_missing_compiler_is_told_with_what_to_install(invoke, monkeypatch):
    monkeypatch.setattr(programs, "can_compile", lambda: False)

    outcome = invoke("ceasefire")

    assert outcome.exit_code == 1
    assert 'python -m pip install "tumen[fast]"' in outcome.stderr


@pytest.mark.slow
def test_what_it_compiled_a_run_finds(invoke, tmp_path, monkeypatch):
    assert "compiled in" in invoke("ceasefire").stdout
    assert "is ready" in invoke("ceasefire").stdout
    monkeypatch.chdir(tmp_path)

    outcome = CliRunner().invoke(
        commands, ["run", "ceasefire", "-n", "64", "--engine", "compiled", "--no-figures"]
    )

    assert outcome.exit_code == 0, outcome.stderr
    assert "compiling" not in outcome.stderr
