"""A sweep loses nothing and counts nothing twice, whatever interrupts it."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import xarray as xr

import tumen
from tumen.base.problems import InputError
from tumen.ensemble.answers import Measured
from tumen.ensemble.asking import inquire
from tumen.ensemble.posterior import posterior_of
from tumen.scenarios.measures import Value
from tumen.studies.sweep import assembly, running
from tumen.studies.sweep.costs import cost
from tumen.studies.sweep.reading import read_sweep
from tumen.studies.sweep.results import read_results
from tumen.studies.sweep.running import Runner
from tumen.studies.sweep.single import run_point
from tumen.studies.sweep.sweeping import CHUNKS, sweep


def chunks(folder):
    return {file.name for file in (folder / CHUNKS).glob("*.npz")}


def assert_same(one, other):
    xr.testing.assert_identical(one.data, other.data)
    assert one.failures == other.failures


def test_a_sweep_gives_numbers_of_every_point_scenario_and_output(results):
    assert dict(results.data.sizes) == {"point": 16, "scenario": 2, "output": 5, "factor": 3}
    assert np.isfinite(results.data["value"]).all()
    assert (results.data["standard_error"] >= 0).all()
    assert results.failures == []


def test_a_point_is_what_a_run_with_its_values_gives(results, written, tmp_path):
    values = results.data["factors"].isel(point=5).values
    month = tumen.base.calendar.month_text(int(values[2]))
    shutil.copy(written.with_name("short.yaml"), tmp_path)
    alone = tmp_path / "alone.yaml"
    alone.write_text(
        f"extends: short.yaml\nparameters: {{mechanisms/exchange/price: {np.float32(values[0])!r}}}\n"
        f"events: {{ceasefire: {{probability: {np.float32(values[1])!r}, "
        f"when: {{window: null, date: {month}}}}}}}\n".replace("np.float32(", "").replace(")", ""),
        encoding="utf-8",
    )
    scenario = tumen.scenario(alone)
    value = Value.model_construct(
        value=("strength", "dprk-russia"), at=scenario.until - 1, scenario=None, minus=None
    )
    asked = Measured(("m", "alone", "tie"), "alone", value)
    particles = posterior_of("released").particles.turned(3)
    answers = inquire(
        [scenario], [asked], replicates=6, seed=3, particles=particles, title="", show_progress=False
    )

    assert results.of("tie 2026-03", "short")[5] == answers.values[asked.key].astype(float).mean()


def test_a_scenario_without_a_factor_is_the_same_at_points_that_differ_in_it_alone(results):
    other = results.data.sel(scenario="other")
    factors, value = other["factors"].values, other["value"].values  # the second point swaps the war's group

    assert factors[0, 0] == factors[1, 0]
    assert (factors[0, 1:] != factors[1, 1:]).all()
    np.testing.assert_array_equal(value[0], value[1])
    assert not np.array_equal(value[0], value[2])


def test_what_was_written_is_read_again(results, folder):
    assert_same(read_results(folder), results)
    assert read_results(folder).design == results.design


def test_run_again_nothing_is_run(results, written, folder, of, monkeypatch):
    def refuse(*_):
        raise AssertionError("nothing is left to run")

    monkeypatch.setattr(Runner, "run", refuse)

    assert_same(sweep(written, output=folder, **of), results)


@pytest.mark.slow
def test_cut_into_other_chunks_it_is_the_same(results, written, tmp_path, of, monkeypatch):
    monkeypatch.setattr(running, "TILE", 5)
    monkeypatch.setattr(running, "LARGEST", 10)

    cut = sweep(written, output=tmp_path / "cut", **of)

    assert len(chunks(tmp_path / "cut")) == 10
    assert_same(cut, results)
    assert (tmp_path / "cut" / "sweep.nc").read_bytes() == sweep_bytes(results, tmp_path)


def sweep_bytes(results, folder):
    results.write(folder / "again.nc")
    return (folder / "again.nc").read_bytes()


@pytest.mark.slow
def test_more_histories_are_added_to_those_that_are_there(results, written, folder, tmp_path, of):
    shutil.copytree(folder, tmp_path / "more")
    before = chunks(folder)

    more = sweep(written, output=tmp_path / "more", replicates=9, **of)
    anew = sweep(written, output=tmp_path / "anew", replicates=9, **of)

    assert before < chunks(tmp_path / "more")
    assert_same(more, anew)
    assert_same(sweep(written, output=tmp_path / "anew", **of), results)  # and fewer are the first of them


def test_more_base_points_begin_with_the_points_that_are_there(results, written, tmp_path, of):
    text = written.read_text(encoding="utf-8").replace("base_points: 4", "base_points: 8")
    for name in ("short.yaml", "other.yaml"):
        shutil.copy(written.with_name(name), tmp_path)
    (tmp_path / "more.yaml").write_text(text, encoding="utf-8")

    more = sweep(tmp_path / "more.yaml", output=tmp_path / "out", **of)

    xr.testing.assert_equal(more.data["value"].isel(point=slice(0, 16)), results.data["value"])


@pytest.mark.slow
def test_a_damaged_chunk_is_run_once_more(results, written, folder, tmp_path, of):
    shutil.copytree(folder, tmp_path / "hurt")
    [name] = chunks(tmp_path / "hurt")
    file = tmp_path / "hurt" / CHUNKS / name
    file.write_bytes(file.read_bytes()[:200])

    assert_same(sweep(written, output=tmp_path / "hurt", **of), results)


@pytest.mark.slow
def test_points_that_fail_are_told_and_the_others_are_run(results, written, tmp_path, of, monkeypatch):
    whole = Runner._answers

    def fragile(self, points, *rest):
        if 6 in points:
            raise FloatingPointError("overflow")
        return whole(self, points, *rest)

    monkeypatch.setattr(Runner, "_answers", fragile)
    found = sweep(written, output=tmp_path / "some", **of)
    others = [point for point in range(16) if point != 6]

    assert [(one.point, one.message) for one in found.failures] == [(6, "FloatingPointError: overflow")]
    assert np.isnan(found.data["value"].isel(point=6)).all()
    xr.testing.assert_equal(found.data["value"].isel(point=others), results.data["value"].isel(point=others))


@pytest.mark.slow
def test_a_point_can_be_run_alone(results, written):
    alone = run_point(read_sweep(written), posterior_of("released"), 7, workers=1)

    assert alone.values["events/ceasefire/month"].startswith("2025-")
    assert alone.table.loc["short", "tie 2026-03"]["value"].item() == results.of("tie 2026-03", "short")[7]


def test_a_folder_with_something_else_is_refused(written, tmp_path, of):
    (tmp_path / "thesis.tex").touch()

    with pytest.raises(InputError, match="holds something else than a sweep"):
        sweep(written, output=tmp_path, **of)


@pytest.mark.slow
def test_costs_tell_what_is_left(written, folder, tmp_path):
    read, posterior = read_sweep(written), posterior_of("released")
    done = cost(read, posterior, folder / CHUNKS, workers=1)
    new = cost(read, posterior, tmp_path, workers=1)

    assert (done.points, done.histories, done.left, done.seconds) == (16, 192, 0, 0)
    assert new.left == 192
    assert new.seconds > 0
    assert new.disk == 192 * (1 + 4 * 4)


def test_points_are_counted_batch_by_batch_and_come_to_the_same(results, written, folder, of, monkeypatch):
    monkeypatch.setattr(assembly, "AT_ONCE", 20)

    assert_same(sweep(written, output=folder, **of), results)


def test_a_sweep_beyond_its_budget_is_not_begun(written, tmp_path, of):
    for name in ("short.yaml", "other.yaml"):
        shutil.copy(written.with_name(name), tmp_path)
    file = tmp_path / "dear.yaml"
    text = written.read_text(encoding="utf-8")
    file.write_text(
        f"{text}budget: {{minutes: 600, memory_gib: 0.001, disk_gib: 1.0e-7}}\n", encoding="utf-8"
    )

    with pytest.raises(InputError) as refused:
        sweep(file, output=tmp_path / "out", **of)

    assert [problem.path for problem in refused.value.problems] == ["budget.memory_gib", "budget.disk_gib"]
    assert "Raise it, or ask for fewer points or histories" in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_the_table_tells_months_and_errors(results, tmp_path):
    table = results.table()
    results.export(tmp_path / "sweep.csv")

    assert len(table) == 32
    assert table["events/ceasefire/month"].str.fullmatch(r"2025-(0[6-9]|1[0-2])").all()
    assert {"falls", "falls se", "tie 2025-12", "tie 2025-12 se"} < set(table)
    assert (tmp_path / "sweep.csv").read_text(encoding="utf-8").count("\n") == 33
    with pytest.raises(ValueError, match=r"neither in \.csv nor in \.parquet"):
        results.export(tmp_path / "sweep.xls")


KILLED = """
import sys
from tumen.studies.sweep import running
from tumen.studies.sweep.sweeping import sweep
running.TILE, running.LARGEST = 3, 6
sweep(sys.argv[1], output=sys.argv[2], replicates=12, workers=1)
"""


@pytest.mark.slow
def test_killed_three_times_it_comes_to_the_same(written, tmp_path, of):
    """A kill takes a chunk at most: so each of the three leaves more than the one before, in the end."""
    command = [sys.executable, "-c", KILLED, str(written), str(tmp_path / "killed")]
    moments = random.Random(5)
    for _ in range(3):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            before = len(chunks(tmp_path / "killed"))
            until = time.monotonic() + 120
            while len(chunks(tmp_path / "killed")) <= before + 1 and time.monotonic() < until:
                time.sleep(moments.uniform(0.02, 0.3))
            os.kill(process.pid, signal.SIGKILL)
    left = len(chunks(tmp_path / "killed"))
    subprocess.run(command, check=True, capture_output=True)
    whole = sweep(written, output=tmp_path / "whole", replicates=12, **of)
    facts = json.loads((tmp_path / "killed" / "sweep.json").read_text(encoding="utf-8"))

    assert 3 <= left < 12
    assert facts["sweep"]["title"] == "A small sweep"
    assert_same(read_results(tmp_path / "killed"), whole)
