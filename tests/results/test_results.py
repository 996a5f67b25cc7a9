"""Results are labelled, whatever was run."""

import pickle

import numpy as np
import pytest
import xarray as xr

from ensembles import an_ensemble, facts, gathered, scenarios
from tumen.results.results import Results
from tumen.results.schema import QUANTILES

MONTHS = range(24_300, 24_304)


def test_arrays_are_labelled_by_scenario_quantile_time_and_what_they_are_about(results):
    assert results.strength.dims == ("scenario", "quantile", "time", "dyad")
    assert results.channels.dims == ("scenario", "quantile", "time", "dyad", "channel")
    assert results.alignment.dims == ("scenario", "quantile", "time", "pair")
    assert results.dependence.dims == ("scenario", "quantile", "time", "pair", "channel")
    assert results.commitment.dims == ("scenario", "quantile", "time", "pair")
    assert results.state.dims == ("scenario", "quantile", "time", "key")
    assert results.indicators.dims == ("scenario", "quantile", "time", "measure")
    assert results.parameters.dims == ("scenario", "replicate", "parameter")
    assert results.events["month"].dims == ("scenario", "replicate", "event")


def test_the_channels_have_names(results):
    political = results.channels.sel(channel="political")

    np.testing.assert_array_equal(political, results.bands["political"])
    assert results.channels["channel"].values.tolist() == ["political", "economic", "security"]
    assert results.dependence["channel"].values.tolist() == ["trade", "fiscal", "security"]


def test_what_no_cast_has_is_a_variable_without_labels(results):
    bands = results.bands.drop_vars([name for name in results.bands if name.startswith("commitment")])
    lacking = Results(xr.DataTree.from_dict({**results.tree.to_dict(), "/summary": bands}), results.manifest)

    assert lacking.commitment.dims == results.commitment.dims
    assert lacking.commitment.sizes["pair"] == 0


def test_size_seed_and_scenarios_are_told(results):
    assert (results.replicates, results.seed) == (60, 7)
    assert results.scenarios == ("baseline_war", "ceasefire")


def test_bands_are_quantiles_of_the_histories():
    full = an_ensemble(full=True, months=MONTHS)

    exact = full.strength.quantile(QUANTILES, "replicate").transpose(*full.bands["strength"].dims)
    np.testing.assert_allclose(full.bands["strength"], exact, atol=0.5 * 2 / 2_048 * 1.001)
    np.testing.assert_allclose(full.bands["strength_mean"], full.strength.mean("replicate"), atol=1e-5)
    np.testing.assert_array_equal(full.bands["strength_maximum"], full.strength.max("replicate"))


def test_full_results_have_every_history_in_place_of_quantiles():
    full = an_ensemble(full=True, months=MONTHS)

    assert full.strength.dims == ("scenario", "replicate", "time", "dyad")
    assert full.strength.sizes["replicate"] == 60


def test_the_sample_is_the_first_histories_of_the_whole(results):
    full = an_ensemble(full=True)

    np.testing.assert_array_equal(results.paths["strength"], full.strength.isel(replicate=slice(10)))


def test_quantiles_asked_for_are_kept_beside_those_of_the_bands():
    chosen = scenarios()
    blocks, differences = gathered(chosen, 10, MONTHS)

    results = Results.assemble(
        chosen, blocks, differences, manifest={"tumen": "0", "seed": 1}, quantiles=(0.1, 0.5)
    )

    assert results.strength["quantile"].values.tolist() == [0.05, 0.1, 0.25, 0.5, 0.75, 0.95]


def test_scenarios_of_different_length_share_one_time_axis():
    chosen = scenarios()
    short, _ = gathered(chosen[:1], 10, range(24_300, 24_302))
    long, _ = gathered(chosen[1:], 10, MONTHS)

    results = Results.assemble(chosen, {**short, **long}, {}, manifest={"tumen": "0", "seed": 1})

    missing = results.strength.isnull().any(("quantile", "dyad"))
    assert missing.sel(scenario="baseline_war").values.tolist() == [False, False, True, True]
    assert not missing.sel(scenario="ceasefire").any()


def test_a_difference_is_that_of_the_same_histories(results):
    full = an_ensemble(full=True)
    exact = full.strength.sel(scenario="ceasefire") - full.strength.sel(scenario="baseline_war")

    difference = results.difference("ceasefire", "baseline_war")

    assert difference["difference"].dims == ("quantile", "time", "dyad")
    wanted = exact.quantile(QUANTILES, "replicate").transpose("quantile", "time", "dyad")
    np.testing.assert_allclose(difference["difference"], wanted, atol=0.5 * 4 / 2_048 * 1.001)
    np.testing.assert_allclose(difference["below"], (exact < 0).mean("replicate"))
    np.testing.assert_allclose(difference["above"], (exact > 0).mean("replicate"))


def test_before_the_forecast_nothing_differs(results):
    difference = results.difference("ceasefire", "baseline_war").sel(time=slice(None, "2025-03"))

    assert not difference["difference"].any()
    assert not difference["below"].any()
    assert not difference["above"].any()


def test_a_difference_read_the_other_way_is_its_negative(results):
    one = results.difference("ceasefire", "baseline_war")
    other = results.difference("baseline_war", "ceasefire")

    np.testing.assert_array_equal(
        other["difference"].sel(quantile=0.05), -one["difference"].sel(quantile=0.95)
    )
    np.testing.assert_array_equal(other["mean"], -one["mean"])
    np.testing.assert_array_equal(other["below"], one["above"])
    assert other["comparison"].item() == "baseline_war - ceasefire"


def test_scenarios_that_were_not_run_together_have_no_difference(results):
    with pytest.raises(ValueError, match="Compared were: ceasefire - baseline_war"):
        results.difference("ceasefire", "peace")


def test_one_scenario_alone_has_no_difference():
    alone = an_ensemble([facts("alone")], months=MONTHS)

    with pytest.raises(ValueError, match="Compared were: none"):
        alone.difference("alone", "alone")


def test_the_text_tells_size_seed_horizon_and_a_table(results):
    text = repr(results)

    assert "60 histories of 2020-01 to 2028-03; seed 7" in text
    assert "dprk-russia" in text


def test_a_notebook_shows_tables(results):
    assert results._repr_html_().count("<table") == 2


def test_results_travel_between_processes(results):
    assert pickle.loads(pickle.dumps(results)).identical(results)
