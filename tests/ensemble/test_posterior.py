"""Histories take over parameters and past luck of particles, and go on with luck of their own."""

import numpy as np
import pytest

import tumen
from posteriors import made_up_posterior
from tumen.ensemble import programs
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.posterior import read_posterior
from tumen.ensemble.run import run
from tumen.ensemble.setting import begin
from tumen.parameters.particles import as_shares, as_steps
from tumen.parameters.registry import load_registry
from tumen.scenarios.load import load_scenario

SIZE = 24


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("ceasefire")


@pytest.fixture(scope="module")
def posterior(scenario):
    return made_up_posterior(scenario, SIZE)


def ran(scenario, posterior, **more):
    with pytest.warns(UserWarning, match="calibrated before"):
        return run(
            scenario,
            posterior=posterior,
            full=True,
            show_progress=False,
            **{"replicates": 40, "seed": 5} | more,
        )


@pytest.mark.slow
def test_the_past_is_that_of_the_particles_and_the_future_is_not(scenario, posterior):
    one = ran(scenario, posterior, engine="numpy", workers=1, replicates=SIZE)
    again = ran(scenario, posterior, engine="numpy", workers=1, replicates=2 * SIZE)
    strength = again.strength.sel(scenario="ceasefire").transpose("replicate", "time", "dyad").values
    past = scenario.forecast_from - scenario.first

    np.testing.assert_array_equal(strength[:SIZE, :past], strength[SIZE:, :past])
    assert not np.array_equal(strength[:SIZE, past:], strength[SIZE:, past:])
    np.testing.assert_array_equal(one.strength.values, again.strength.isel(replicate=slice(0, SIZE)).values)


@pytest.mark.slow
def test_another_seed_begins_with_other_particles_and_meets_the_same_pasts(scenario, posterior):
    month = scenario.forecast_from - 1 - scenario.first
    pasts = [
        ran(scenario, posterior, engine="numpy", workers=1, replicates=SIZE, seed=seed)
        .strength.isel(time=month)
        .sel(dyad="dprk-russia")
        .values.ravel()
        for seed in (5, 6)
    ]

    assert not np.array_equal(*pasts)
    np.testing.assert_array_equal(np.sort(pasts[0]), np.sort(pasts[1]))


@pytest.mark.slow
def test_neither_blocks_nor_workers_change_what_is_taken_over(scenario, posterior):
    whole = ran(scenario, posterior, engine="numpy", workers=1)
    parts = ran(scenario, posterior, engine="numpy", workers=1, block=23)

    assert whole.identical(parts)


def test_a_column_of_which_the_scenario_changes_the_prior_is_drawn_from_that(posterior, tmp_path):
    file = tmp_path / "other.yaml"
    file.write_text(
        "schema_version: 1\nextends: ceasefire\ntitle: t\nquestion: q\nwhy: w\nparameters:\n"
        "  mechanisms/exchange/price: {uniform: [50, 60]}\n"
        "  conditions/war_intensity: {scale: 0.5}\n"
    )
    changed = load_scenario(file)
    lived = posterior.particles.lived(scenario_columns(changed, load_registry()), range(SIZE))
    drawn = begin(changed, 5, range(SIZE), posterior.particles).draws

    assert "mechanisms/exchange/price" not in lived.shares
    assert np.all(drawn.columns["mechanisms/exchange/price"] >= 50)


def test_a_posterior_is_read_as_it_was_written(posterior, tmp_path):
    path = tmp_path / "posterior.nc"
    posterior.write(path)

    again = read_posterior(path)

    assert again.sha256 == posterior.sha256
    assert again.facts == posterior.facts
    assert again.particles.priors == posterior.particles.priors
    np.testing.assert_array_equal(again.biases["somebody"], posterior.biases["somebody"])


def test_results_tell_where_they_started_and_how_precise_that_is(scenario, posterior):
    results = ran(scenario, posterior, engine="numpy", workers=1)

    assert results.manifest["posterior"]["sha256"] == posterior.sha256
    assert "calibrated, worth 37 draws" in repr(results)


@pytest.mark.parametrize("missing", ["nowhere.nc", "results.nc"])
def test_a_file_without_particles_is_refused(tmp_path, missing):
    if missing == "results.nc":
        run("ceasefire", replicates=3, posterior=None, show_progress=False).to_netcdf(tmp_path / missing)

    with pytest.raises(tumen.InputError, match="Give the file that tumen calibrate wrote"):
        read_posterior(tmp_path / missing)


def test_shares_keep_their_steps():
    steps = np.arange(2**16, dtype=np.uint16)

    shares = as_shares(steps)

    np.testing.assert_array_equal(as_steps(shares), steps)
    assert 0 < shares.min() < shares.max() < 1


def test_programs_are_found_by_what_they_observe(scenario):
    keys = {
        programs.key_of(scenario, ledger=ledger, expected=expected)
        for ledger in (True, False)
        for expected in (True, False)
    }
    assert len(keys) == 4
