"""Events: when, how likely, and where planned."""

import pytest

from ensembles import EVENTS, facts, gathered
from tumen.results.events import events_dataset
from tumen.results.recorder import NEVER


def test_an_event_that_a_scenario_lacks_is_not_planned_there_and_never_comes(results):
    ceasefire = results.events.sel(event="ceasefire")

    assert ceasefire["planned"].values.tolist() == [False, True]
    assert (ceasefire["month"].sel(scenario="baseline_war") == NEVER).all()
    assert ceasefire["date"].sel(scenario="baseline_war").isnull().all()


def test_a_probability_is_the_share_of_histories_in_which_the_event_came(results):
    disclosure = results.events.sel(event="disclosure", scenario="ceasefire")

    share = float((disclosure["month"] != NEVER).mean())
    assert 0 < share < 1
    assert disclosure["probability"].item() == pytest.approx(share)
    assert disclosure["standard_error"].item() == pytest.approx((share * (1 - share) / 60) ** 0.5)


def test_a_certain_event_has_its_month_as_every_quantile(results):
    treaty = results.events.sel(event="treaty", scenario="ceasefire")

    assert treaty["certain"].item()
    assert {str(date)[:7] for date in treaty["date"].values} == {"2024-06"}


def test_dates_are_those_of_the_histories_in_which_the_event_came(results):
    disclosure = results.events.sel(event="disclosure", scenario="ceasefire")

    came = disclosure["month"].values[disclosure["month"].values != NEVER]
    low, middle, high = disclosure["date"].values.astype("datetime64[M]").astype(int) + 1970 * 12
    assert low <= middle <= high
    assert {low, middle, high} <= set(came.tolist())


def test_events_carry_title_kind_and_evidence(results):
    arms = results.events.sel(event="arms", scenario="ceasefire")

    assert arms["title"].item() == "Arms shipments begin"
    assert arms["kind"].item() == "date"
    assert arms["evidence"].item() == "E002 E003"


def test_events_stand_in_the_order_of_the_scenarios(results):
    names = [*(event.name for event in EVENTS), "ceasefire"]

    assert results.events["event"].values.tolist() == names


def test_scenarios_without_events_have_none():
    plain = [facts("plain", ())]
    blocks, _ = gathered(plain, 5, range(24_300, 24_302))

    events = events_dataset(plain, [blocks["plain"]])

    assert events.sizes["event"] == 0
    assert events["planned"].dtype == events["certain"].dtype == bool
    assert events["title"].dtype.kind == "U"
