"""An ensemble does not know how it was cut, by whom it was run, or who ran beside it."""

import numpy as np
import pytest
import xarray as xr

import tumen
from tumen.base.calendar import month_number
from tumen.base.randomness import GROUP
from tumen.ensemble.run import run
from tumen.ensemble.tasks import split

SCENARIO = """
schema_version: 1
extends: ceasefire
title: A short ceasefire
question: Is the ensemble put together right?
why: A few months are enough to tell.
forecast_from: 2024-10
from: 2024-01
until: 2025-06
outputs: {sample_paths: 10_000}
events:
  border_closure: null
  border_reopening: null
  invasion: null
  first_shipments: null
  arms_deal: null
  ceasefire:
    when: {window: {earliest: 2024-10, mode: 2024-12, latest: 2025-03}}
  documents_end:
    when: {date: 2024-12}
  thaw_by_chance:
    title: A thaw comes by itself
    when: {hazard: {per_year: 1.5, after: ceasefire}}
    effects:
      - {set: thaw, to: 0.5}
    why: To have an event by hazard.
parameters:
  conditions/war_intensity: 1
  conditions/arms_channel: 1
questions:
  cooler: {ask: Is it cooler?, that: {change: strength dprk-russia, from: 2024-06, to: 2025-06, below: 0}}
  thaws: {ask: Does it thaw?, that: {happens: thaw_by_chance, to: 2025-05}}
thresholds:
  cool: {of: strength dprk-russia, below: 0.3, why: A guess.}
"""


@pytest.fixture
def short(tmp_path):
    file = tmp_path / "short.yaml"
    file.write_text(SCENARIO.replace("10_000", "10000"))
    return tumen.scenario(file)


def trees(results):
    return {group: results.tree[group].to_dataset() for group in results.tree.children}


def assert_same_bits(one, other):
    for group, dataset in trees(one).items():
        xr.testing.assert_identical(dataset, trees(other)[group])


@pytest.mark.parametrize("block", [pytest.param(1, marks=pytest.mark.slow), 7])
def test_any_block_size_gives_the_same_bits(short, block):
    whole = run(short, replicates=9, block=9, workers=1, show_progress=False)

    cut = run(short, replicates=9, block=block, workers=1, show_progress=False)

    assert_same_bits(whole, cut)


def test_blocks_that_straddle_groups_give_the_same_bits(short):
    replicates = 100 * GROUP + 500
    whole = run(short, replicates=replicates, block=replicates, workers=1, show_progress=False)

    cut = run(short, replicates=replicates, block=1_777, workers=1, show_progress=False)

    assert_same_bits(whole, cut)


def test_any_number_of_workers_gives_the_same_bits(short):
    alone = run(short, replicates=300, block=50, workers=1, show_progress=False)

    together = run(short, replicates=300, block=50, workers=2, show_progress=False)

    assert_same_bits(alone, together)


def test_a_longer_ensemble_begins_with_the_shorter(short):
    longer = run(short, replicates=90, full=True, workers=1, show_progress=False)

    shorter = run(short, replicates=40, full=True, workers=1, show_progress=False)

    beginning = longer.paths.isel(replicate=slice(0, 40))
    xr.testing.assert_identical(shorter.paths, beginning)


@pytest.mark.slow
def test_a_history_meets_the_same_luck_beside_another_scenario():
    alone = run("baseline_war", replicates=30, workers=1, show_progress=False)

    beside = run(["ceasefire", "baseline_war"], replicates=30, workers=1, show_progress=False)

    xr.testing.assert_equal(
        alone.paths.sel(scenario="baseline_war"), beside.paths.sel(scenario="baseline_war")
    )


def test_scenarios_are_the_same_until_they_part():
    results = run(["baseline_war", "ceasefire"], replicates=50, full=True, workers=1, show_progress=False)

    before = results.strength.sel(time=slice(None, "2025-05"))

    np.testing.assert_array_equal(before.sel(scenario="ceasefire"), before.sel(scenario="baseline_war"))


@pytest.mark.slow
def test_streamed_differences_are_those_of_the_paired_histories():
    results = run(["baseline_war", "ceasefire"], replicates=200, full=True, workers=1, show_progress=False)
    paired = results.strength.sel(scenario="ceasefire") - results.strength.sel(scenario="baseline_war")

    streamed = results.difference("ceasefire", "baseline_war")

    half_a_bin = 4 / 2_048 / 2
    levels = streamed["quantile"].values
    exact = paired.quantile(levels, "replicate").transpose(*streamed["difference"].dims)
    np.testing.assert_allclose(streamed["difference"], exact, atol=half_a_bin + 1e-6)
    np.testing.assert_allclose(
        streamed["below"], (paired < 0).mean("replicate").transpose(*streamed["below"].dims)
    )


def test_another_seed_tells_other_histories(short):
    one, other = (run(short, replicates=10, seed=seed, workers=1, show_progress=False) for seed in (1, 2))

    assert (one.paths["strength"] != other.paths["strength"]).mean() > 0.9


def test_events_by_window_and_hazard_come_when_they_may(short):
    events = run(short, replicates=2_000, workers=1, show_progress=False).events.squeeze("scenario")

    ceasefire, thaw = (events["month"].sel(event=name) for name in ("ceasefire", "thaw_by_chance"))
    came = thaw != -1
    assert set(np.unique(ceasefire)) == set(range(2024 * 12 + 9, 2025 * 12 + 3))
    assert 0.3 < came.mean() < 0.9
    assert (thaw.where(came, drop=True) > ceasefire.where(came, drop=True)).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"replicates": 0}, "replicates is 0. Write a whole number of at least 1."),
        ({"workers": 0}, "workers is 0. Write a whole number of at least 1."),
        ({"seed": -1}, "the seed -1 is not usable. Write a whole number from 0 to 2\\*\\*64 - 1."),
    ],
)
def test_numbers_out_of_range_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        run("baseline_war", show_progress=False, **arguments)


def test_the_faults_of_all_scenarios_are_told_at_once():
    with pytest.raises(tumen.InputError) as caught:
        run(["ceasfire", "baseline"], show_progress=False)

    assert {problem.source for problem in caught.value.problems} == {"ceasfire", "baseline"}


def test_two_scenarios_of_one_name_are_refused():
    with pytest.raises(tumen.InputError, match="has the same name as"):
        run(["ceasefire", "ceasefire"], show_progress=False)


@pytest.mark.parametrize(("replicates", "size"), [(1, 1), (10, 3), (9, 3), (5, 100)])
def test_blocks_cover_the_ensemble_once(replicates, size):
    blocks = split(replicates, size)

    assert [number for block in blocks for number in block] == list(range(replicates))
    assert max(map(len, blocks)) <= size


def test_the_scenarios_own_questions_are_answered(short):
    results = run(short, replicates=20, full=True, workers=1, show_progress=False)

    strength = results.strength.sel(scenario="short", dyad="dprk-russia")
    falls = strength.sel(time="2025-06").values < strength.sel(time="2024-06").values
    thaws = results.events["month"].sel(scenario="short", event="thaw_by_chance")
    holds = results.questions["holds"].sel(scenario="short")
    np.testing.assert_array_equal(holds.sel(question="cooler"), falls.ravel())
    np.testing.assert_array_equal(
        holds.sel(question="thaws"), (thaws != -1) & (thaws <= month_number("2025-05"))
    )


def test_thresholds_are_watched_in_every_month_and_first_passed_in_the_forecast(short):
    results = run(short, replicates=20, full=True, workers=1, show_progress=False)

    below = results.strength.sel(scenario="short", dyad="dprk-russia") < np.float32(0.3)
    cool = results.thresholds.sel(scenario="short", threshold="cool")
    forecast = below.sel(time=slice("2024-10", None))
    first = np.where(forecast.any("time"), month_number("2024-10") + forecast.argmax("time"), -1)
    np.testing.assert_allclose(cool["beyond"], below.mean("replicate"))
    np.testing.assert_array_equal(cool["month"], first)


def test_a_mechanism_is_switched_off_for_a_run_as_by_the_scenario(short, tmp_path):
    file = tmp_path / "off" / "short.yaml"
    file.parent.mkdir()
    file.write_text(SCENARIO.replace("10_000", "10000") + "without: [rivalry]\n")

    by_run = run(short, replicates=20, without=["rivalry"], workers=1, show_progress=False)
    by_file = run(file, replicates=20, workers=1, show_progress=False)

    assert_same_bits(by_run, by_file)
    assert not by_run.identical(run(short, replicates=20, workers=1, show_progress=False))


def test_an_unknown_mechanism_is_refused(short):
    with pytest.raises(tumen.InputError, match='"rivalri" is not a mechanism'):
        run(short, replicates=20, without=["rivalri"], show_progress=False)
