"""The fast path gives the bits of the array model, whatever is asked of it and however it is cut."""

import subprocess
import sys
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import xarray as xr

import tumen
from posteriors import made_up_posterior
from tumen.base.randomness import GROUP
from tumen.compiled.functions import AT_ONCE
from tumen.ensemble import engines, programs, writing
from tumen.ensemble.answers import Asked
from tumen.ensemble.asking import inquire
from tumen.ensemble.run import run
from tumen.scenarios.extend import shipped_names
from tumen.scenarios.load import load_scenario

EVERY_KIND = Path(__file__).parents[1] / "oracle" / "every_kind.yaml"
MORE = """
until: 2026-06
questions:
  cooler: {ask: Is it cooler?, that: {change: strength dprk-russia, from: 2024-06, to: 2025-06, below: 0}}
  again: {ask: Is there war again?, that: {happens: relapse, to: 2026-05}}
thresholds:
  cool: {of: strength dprk-russia, below: 0.3, why: A guess.}
"""

SPOILT = """
schema_version: 1
extends: baseline_war
title: A weight beyond all measure
question: Is a number that is none told?
why: A test.
parameters:
  measurement/strength/political_weight: 1.0e+39
"""


@pytest.fixture(scope="session")
def compiled_here(tmp_path_factory):
    """Keep programs in a folder of this session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUMEN_CACHE", str(tmp_path_factory.mktemp("programs")))
        yield


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory):
    """Return a scenario with every kind of event, questions and a threshold."""
    file = tmp_path_factory.mktemp("scenarios") / "every_kind.yaml"
    file.write_text(EVERY_KIND.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return tumen.scenario(file)


@pytest.fixture(scope="session")
def of_numpy(every_kind):
    return run(every_kind, replicates=AT_ONCE + 203, engine="numpy", workers=1, show_progress=False)


def assert_same_bits(one, other):
    assert set(one.tree.children) == set(other.tree.children)
    for group in one.tree.children:
        xr.testing.assert_identical(one.tree[group].to_dataset(), other.tree[group].to_dataset())


@pytest.mark.usefixtures("compiled_here")
@pytest.mark.parametrize(("workers", "block"), [(1, None), (2, 3 * GROUP + 1)], ids=str)
def test_compiled_histories_are_those_of_the_array_model(every_kind, of_numpy, workers, block):
    compiled = run(
        every_kind,
        replicates=AT_ONCE + 203,
        engine="compiled",
        workers=workers,
        block=block,
        show_progress=False,
    )

    assert_same_bits(of_numpy, compiled)


@pytest.mark.usefixtures("compiled_here")
@pytest.mark.parametrize("replicates", [7, pytest.param(33, marks=pytest.mark.slow)])
def test_few_histories_are_the_first_of_many(every_kind, replicates):
    few = {
        engine: run(
            every_kind, replicates=replicates, engine=engine, full=True, workers=1, show_progress=False
        )
        for engine in ("numpy", "compiled")
    }

    assert_same_bits(few["numpy"], few["compiled"])


@pytest.mark.slow
@pytest.mark.usefixtures("compiled_here")
@pytest.mark.filterwarnings("ignore:the posterior was calibrated before")
def test_compiled_histories_take_over_the_same_from_particles(every_kind):
    posterior = made_up_posterior(every_kind, 301)
    found = [
        run(
            every_kind,
            replicates=AT_ONCE + 203,
            posterior=posterior,
            full=True,
            engine=engine,
            workers=1,
            show_progress=False,
        )
        for engine in ("numpy", "compiled")
    ]

    assert_same_bits(*found)


@pytest.mark.usefixtures("compiled_here")
def test_compiled_histories_give_the_same_answers(every_kind, monkeypatch):
    programs.compiled(every_kind, ledger=True)
    questions = [
        Asked(("questions", every_kind.name, name), every_kind.name, question.that)
        for name, question in every_kind.questions.items()
    ]
    answers = []
    for some in (1, 10**9):  # from how many histories on they are compiled
        monkeypatch.setattr(engines, "SOME", some)
        answers.append(
            inquire([every_kind], questions, replicates=205, seed=3, title="", show_progress=False)
        )

    compiled, numpy = (part.values for part in answers)
    assert compiled.keys() == numpy.keys()
    for key, values in numpy.items():
        np.testing.assert_array_equal(compiled[key], values)


@pytest.mark.usefixtures("compiled_here")
def test_what_was_compiled_is_found_again(every_kind, monkeypatch):
    programs.compiled(every_kind, ledger=True)
    monkeypatch.delattr(writing, "write")

    found, code = programs.compiled(every_kind, ledger=True)

    assert programs.is_compiled(every_kind, ledger=True)
    assert [month for month, *_ in found.months] == list(range(every_kind.first, every_kind.until + 1))
    assert len(code) > 100_000


@pytest.mark.usefixtures("compiled_here")
def test_a_compiled_scenario_runs_without_mesa(every_kind):
    programs.compiled(every_kind, ledger=True)
    run_it = f"import sys, tumen; tumen.run({str(every_kind.source)!r}, replicates=8, show_progress=False)"
    command = [sys.executable, "-c", f"{run_it}; print(*sys.modules)"]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()

    assert "llvmlite" in loaded
    assert "mesa" not in loaded


@pytest.mark.parametrize("block", [1, GROUP + 1, engines.LARGEST, 10 * engines.LARGEST])
def test_no_part_outgrows_its_counters_or_splits_a_group(block):
    parts = engines.parts(200_003, workers=2, largest=engines.LARGEST, block=block)

    assert [replicate for part in parts for replicate in part] == list(range(200_003))
    assert max(map(len, parts)) <= np.iinfo(np.uint16).max
    assert all(part.start % GROUP == 0 for part in parts[:-1])


@pytest.mark.slow
@pytest.mark.usefixtures("compiled_here")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_value_that_is_no_number_is_told_alike(tmp_path):
    file = tmp_path / "spoilt.yaml"
    file.write_text(SPOILT, encoding="utf-8")
    told = []
    for engine in ("numpy", "compiled"):
        with pytest.raises(ValueError, match="2020-01: not a number: strength dprk-russia") as error:
            run(file, replicates=8, engine=engine, show_progress=False)
        told.append(str(error.value))

    assert told[0] == told[1]


def test_the_numpy_engine_is_taken_where_nothing_is_compiled_and_little_is_asked(
    every_kind, tmp_path, monkeypatch
):
    monkeypatch.setenv("TUMEN_CACHE", str(tmp_path))

    assert engines.engines([every_kind], engines.SOME, show=False) == {}


def test_an_unknown_engine_is_refused(every_kind):
    with pytest.raises(ValueError, match="Write one of: auto, numpy, compiled"):
        run(every_kind, replicates=1, engine="turbo")


def test_the_ledger_of_every_history_needs_numpy(every_kind):
    with pytest.raises(ValueError, match="by the NumPy engine only"):
        run(every_kind, replicates=1, engine="compiled", ledger="histories")


def test_a_missing_compiler_is_told(every_kind, monkeypatch):
    monkeypatch.setattr(engines, "can_compile", lambda: False)

    with pytest.raises(ValueError, match=r'python -m pip install "tumen\[fast\]"'):
        run(every_kind, replicates=1, engine="compiled")


@pytest.mark.slow
@pytest.mark.usefixtures("compiled_here")
@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_scenario_has_the_same_bits_compiled(name):
    both = [
        run(name, replicates=72, engine=engine, workers=1, show_progress=False)
        for engine in ("numpy", "compiled")
    ]

    assert_same_bits(*both)


@pytest.mark.slow
@pytest.mark.usefixtures("compiled_here")
def test_scenarios_are_compared_with_the_same_bits():
    both = [
        run(
            ["baseline_war", "ceasefire"], replicates=2_500, engine=engine, ledger="none", show_progress=False
        )
        for engine in ("numpy", "compiled")
    ]

    assert_same_bits(*both)


@pytest.mark.slow
@pytest.mark.usefixtures("compiled_here")
@pytest.mark.parametrize("mechanism", ["rivalry", "persistence", "dependence", "disturbance"])
def test_a_mechanism_that_is_switched_off_is_not_compiled(mechanism):
    both = [
        run("ceasefire", replicates=40, engine=engine, without=[mechanism], workers=1, show_progress=False)
        for engine in ("numpy", "compiled")
    ]

    assert_same_bits(*both)


def test_a_scenario_that_was_loaded_compiles_as_itself():
    """The key of a program holds what the scenario says, not its file."""
    one, other = load_scenario("ceasefire"), load_scenario("ceasefire").switched_off(["rivalry"])

    assert programs.key_of(one, ledger=True) != programs.key_of(other, ledger=True)
    assert programs.key_of(one, ledger=True) != programs.key_of(one, ledger=False)
    assert programs.key_of(one, ledger=True) == programs.key_of(load_scenario("ceasefire"), ledger=True)


def test_parts_that_nobody_waits_for_give_up():
    begun, given_up = Event(), []

    def endless(part, advance):
        while part.start:
            begun.set()
            try:
                advance(1)
            except CancelledError:
                given_up.append(part)
                raise
        return part

    found = engines.finished(endless, list, [range(8), range(8, 16)], 2, lambda _: None)

    assert next(found) == range(8)
    assert begun.wait(timeout=10)
    found.close()

    assert given_up == [range(8, 16)]
