"""The summary answers what happens, when, and how sure the model is."""

import json

import pytest

from ensembles import FORECAST, an_ensemble, facts


def test_now_is_the_last_month_before_the_forecast_and_the_horizon_the_last_month(results):
    table = results.summary().strength

    assert set(table["now_month"]) == {"2025-03"}
    assert set(table["horizon_month"]) == {"2028-03"}


def test_a_row_holds_median_and_band_of_a_scenario_and_dyad(results):
    table = results.summary().strength.set_index(["scenario", "dyad"])
    row = table.loc["ceasefire", "dprk-russia"]

    band = results.strength.sel(scenario="ceasefire", dyad="dprk-russia", time="2028-03-01")
    assert [row["horizon_low"], row["horizon"], row["horizon_high"]] == pytest.approx(
        band.sel(quantile=[0.05, 0.5, 0.95]).values.tolist()
    )


def test_only_events_that_are_planned_and_uncertain_are_listed(results):
    table = results.summary().events

    listed = list(zip(table["scenario"], table["event"], strict=True))
    assert listed == [
        ("baseline_war", "disclosure"), ("ceasefire", "disclosure"), ("ceasefire", "ceasefire"),
    ]  # fmt: skip


def test_the_summary_can_be_written_as_json(results):
    data = json.loads(json.dumps(results.summary().to_dict()))

    assert data["events"][2]["probability"] == 1
    assert data["strength"][0]["dyad"] == "dprk-russia"


def test_the_summary_reads_as_two_tables(results):
    text = str(results.summary())

    assert "2025-03 (90 % band)" in text
    assert "1.000 (se 0.000)" in text


def test_a_run_without_hindcast_starts_now():
    forecast_only = an_ensemble([facts("alone")], months=range(FORECAST, FORECAST + 3))

    assert set(forecast_only.summary().strength["now_month"]) == {"2025-04"}
