"""Updates: the released posterior weighed by what was added."""

import numpy as np
import pytest

import tumen
from tumen.ensemble.posterior import posterior_of, read_posterior
from tumen.studies.calibration.update import read_added, update

ADDED = """schema_version: 1
title: What was added
cutoff: 2025-03
items:
  {name}:
    source: {{says: Somebody saw it, date: 2025-03, family: seoul_gov, strength: 4}}
    {model}
    why: A made-up item
"""
COOL = "ordinal: {of: {value: alignment dprk->china, at: 2025-03}, scale: regard, says: [cool], sd: 0.2}"
SURE = "bound: {of: {value: alignment dprk->russia, at: 2025-03}, at_most: -0.9, sd: 0.01, log: false}"
EMPTY = "bound: {of: {value: alignment dprk->russia, at: 2025-03}, at_most: 2, sd: 0.01, log: false}"


@pytest.fixture
def added(tmp_path):
    def of(model, name="made_up", **more):
        file = tmp_path / "added.yaml"
        file.write_text(ADDED.format(model=model, name=name))
        return read_added(file, **more)

    return of


@pytest.fixture(scope="module")
def released():
    return posterior_of("released")


def test_an_item_moves_what_it_is_about(added):
    found = update(added(COOL), workers=1)

    row = found.moved.set_index("name").loc["alignment dprk->china"]
    assert row["after"] < row["before"] - 0.02
    assert not found.collapsed
    assert 500 < found.effective_size < 4_000
    assert found.posterior.facts["verdict"] == "updated"
    assert found.posterior.effective_size < posterior_of("released").effective_size


def test_an_item_that_is_always_true_changes_nothing(added, released):
    found = update(added(EMPTY), workers=1)

    assert found.effective_size == pytest.approx(len(released.particles))
    assert np.abs(found.moved["moved"]).max() < 1e-6
    np.testing.assert_array_equal(
        np.sort(found.posterior.particles.past.numbers), np.sort(released.particles.past.numbers)
    )


def test_an_item_that_hardly_any_history_allows_collapses_the_weights(added):
    assert update(added(SURE), workers=1).collapsed


@pytest.mark.slow
def test_the_updated_posterior_can_be_run_from(added, tmp_path):
    path = tmp_path / "updated.nc"
    update(added(COOL), workers=1).posterior.write(path)

    results = tumen.run("baseline_war", replicates=40, posterior=path, show_progress=False)

    assert results.manifest["posterior"]["verdict"] == "updated"
    assert read_posterior(path).particles.past.until == results_cutoff(results)


def results_cutoff(results):
    month = results.tree["scenarios"]["forecast_from"].values[0].astype("datetime64[M]").astype(int)
    return int(month) + 1970 * 12 - 1


def test_items_that_were_added_join_those_that_ship(added):
    together = added(COOL, with_shipped=True)

    assert [item.name for item in added(COOL).items] == ["made_up"]
    assert len(together.items) > 60
    assert together.items[-1].name == "made_up"


def test_the_name_of_a_shipped_item_is_refused(added):
    with pytest.raises(tumen.InputError, match="is the name of an item that ships with tumen"):
        added(COOL, name="letter_lavish")


@pytest.mark.slow
def test_a_later_item_runs_histories_on(tmp_path):
    file = tmp_path / "later.yaml"
    text = ADDED.format(model=COOL.replace("2025-03", "2025-06"), name="later")
    file.write_text(text.replace("cutoff: 2025-03", "cutoff: 2025-06"))

    found = update(read_added(file), workers=1)

    assert found.posterior.facts["cutoff"] == "2025-06"
    assert found.posterior.particles.past.until == posterior_of("released").particles.past.until + 3
