"""Comparisons: paired history by history, with what the pairing saves, and why ties differ."""

import numpy as np
import pytest
import xarray as xr

import tumen
from tumen.ensemble.run import run
from tumen.studies.compare import comparison_of

SIZE = 300
DULL = """
extends: ceasefire
title: The same without a ceasefire
events: {ceasefire: {probability: 0}}
"""


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory):
    file = tmp_path_factory.mktemp("scenarios") / "dull.yaml"
    file.write_text(DULL, encoding="utf-8")
    return [tumen.scenario("ceasefire"), tumen.scenario(file)]


@pytest.fixture(scope="module")
def results(scenarios):
    return run(scenarios, replicates=SIZE, seed=3, full=True, workers=1, show_progress=False)


@pytest.fixture(scope="module")
def comparison(results):
    return comparison_of(results, at="2027-12")


def of(results, scenario):
    return results.strength.sel(scenario=scenario, dyad="dprk-russia", time="2027-12-01").values.astype(float)


@pytest.fixture(scope="module")
def row(comparison):
    return comparison.table.set_index("dyad").loc["dprk-russia"]


def test_the_difference_is_that_of_the_paired_histories(results, row):
    paired = of(results, "dull") - of(results, "ceasefire")

    assert row["difference"] == pytest.approx(paired.mean(), abs=1e-4)
    assert row["falls"] == np.mean(paired < 0)
    assert row["rises"] == np.mean(paired > 0)
    assert row["low"] == pytest.approx(np.quantile(paired, 0.05), abs=0.002)


def test_pairing_saves_what_the_two_variances_say(results, row):
    one, other = of(results, "dull"), of(results, "ceasefire")

    assert row["fewer"] == pytest.approx((one.var() + other.var()) / (one - other).var(), rel=0.01)
    assert row["unpaired"] / row["standard_error"] == pytest.approx(np.sqrt(row["fewer"]))


def test_pairing_needs_a_fifth_of_the_histories_at_most_for_some_tie(comparison):
    assert comparison.table["fewer"].max() > 5


def test_without_an_event_all_others_come_when_they_came_until_then(results, scenarios):
    months = results.events["month"].drop_sel(event="ceasefire")
    months = months.where(months >= 0, scenarios[0].until + 2)  # never
    dull, other = (months.sel(scenario=name, drop=True) for name in ("dull", "ceasefire"))
    ceasefire = results.events["month"].sel(scenario="ceasefire", event="ceasefire", drop=True)
    until = ceasefire.where(ceasefire > scenarios[0].first, scenarios[0].until + 1)

    assert bool((other == dull).where((dull < until) | (other < until), True).all())
    assert int(((other > scenarios[0].first) & (other < until)).sum()) > SIZE


def test_without_an_event_everything_is_the_same_before_it_comes(results, scenarios):
    first = scenarios[0].events["ceasefire"].when.window.earliest - scenarios[0].first
    dull, ceasefire = (results.paths.sel(scenario=name, drop=True) for name in ("dull", "ceasefire"))

    assert first > 60
    xr.testing.assert_identical(dull.isel(time=slice(0, first)), ceasefire.isel(time=slice(0, first)))
    assert not dull["strength"].equals(ceasefire["strength"])


def test_each_history_is_the_same_until_the_event_comes_in_it(results, scenarios):
    dull, ceasefire = (results.strength.sel(scenario=name) for name in ("dull", "ceasefire"))
    month = results.events["month"].sel(scenario="ceasefire", event="ceasefire")
    number = scenarios[0].first + xr.DataArray(np.arange(ceasefire.sizes["time"]), dims="time")
    comes = month > scenarios[0].first

    assert bool(((dull == ceasefire) | (comes & (number >= month))).all())


def test_the_terms_of_the_difference_add_up_to_it(comparison, row):
    why = comparison.why("dprk-russia", "dull")

    assert sum(term.amount for term in why.terms) == pytest.approx(row["difference"], abs=1e-3)
    assert abs(why.residual) < 1e-3
    assert why.against == "ceasefire"


def test_the_tie_that_differs_most_is_named(comparison):
    tie = comparison.most_moved("dull")
    rows = comparison.table.set_index("dyad")["difference"].abs()

    assert rows[tie] == rows.max()


def test_it_reads_as_a_table(comparison):
    text = repr(comparison)

    assert text.startswith("tumen comparison: dull minus ceasefire in 2027-12; 300 histories of each")
    assert "times" in text
    assert comparison.to_dict()["differences"][0]["scenario"] == "dull"
    assert "<table" in comparison._repr_html_()


def test_one_scenario_is_not_compared():
    with pytest.raises(ValueError, match="Give two or more"):
        tumen.compare(["ceasefire"])


def test_a_month_outside_is_refused(results):
    with pytest.raises(ValueError, match='"2031-01" is not a month of these scenarios'):
        comparison_of(results, at="2031-01")
