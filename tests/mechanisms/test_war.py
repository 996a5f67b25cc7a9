"""Fighting uses up munitions, and an army in want of shells values whoever sends them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change, listed
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.war import depletion_change, munitions_demand, need, share_of_fire

shares = st.floats(0, 1)
imports = st.floats(0, 5_000)
RATES = {"burn": 0.2, "support_share": 0.5, "rebuild": 0.05, "relief": 0.1, "relief_half": 600.0}


def test_depletion_is_what_fighting_burns_less_what_is_rebuilt_and_imported():
    depletion, war = np.array([0, 0.5, 0.5, 0.5]), np.array([1, 1, 0, 0])
    support, arms = np.array([1, 0, 0, 0]), np.array([0, 0, 0, 600])

    wear = depletion_change(depletion, war, support, arms, **RATES)

    np.testing.assert_allclose(wear, [0.2, 0.05 - 0.025, -0.025, -0.05])


@given(shares, shares, shares, imports)
def test_depletion_stays_a_share(depletion, war, support, arms):
    assert 0 <= depletion + depletion_change(depletion, war, support, arms, **RATES) <= 1


@given(shares, shares, shares, imports, shares)
def test_support_of_the_defender_wears_the_attacker_down_and_imports_relieve_it(
    depletion, war, support, arms, more
):
    before = depletion_change(depletion, war, support, arms, **RATES)

    assert depletion_change(depletion, war, support + more, arms, **RATES) >= before - 1e-15
    assert depletion_change(depletion, war, support, arms + 1_000 * more, **RATES) <= before + 1e-15


def test_demand_needs_war_and_a_used_up_reserve():
    wanted = munitions_demand(np.array([0, 1, 1, 0.25]), np.array([1, 0, 1, 1]), half=0.25)

    np.testing.assert_allclose(wanted, [0, 0, 1, 0.625])


@given(shares, shares, shares, st.floats(0.01, 1))
def test_demand_is_a_share_that_rises_with_depletion(depletion, more, war, half):
    low, high = sorted((depletion, more))

    demand = munitions_demand(low, war, half=half)

    assert 0 <= demand <= munitions_demand(high, war, half=half) + 1e-15 <= 1 + 1e-14


def test_need_is_in_proportion_to_demand():
    np.testing.assert_allclose(need(np.array([0, 0.5, 1]), gain=0.04), [0, 0.02, 0.04])


@given(seeds)
def test_need_grows_with_the_use_of_munitions(seed):
    assert_rises(need, "use gain", seed)
    assert_between(need, "0", "gain", seed)


def test_the_more_the_defender_is_helped_the_less_arms_from_abroad_weigh():
    share = share_of_fire(
        np.array([0, 600, 600, 1_800]), np.array([0, 0, 0.5, 1]), defence=600, support_weight=2
    )

    np.testing.assert_allclose(share, [0, 1 / 2, 1 / 3, 1 / 2])


@given(seeds)
def test_the_share_of_fire_grows_with_arms_and_falls_with_all_that_is_set_against_them(seed):
    assert_rises(share_of_fire, "arms", seed)
    assert_falls(share_of_fire, "support defence support_weight", seed)
    assert_between(share_of_fire, "0", "1", seed)


@pytest.fixture
def fighting():
    """Return a model at peace with a half empty reserve, then at war with a full one, then with another."""
    return a_model(
        {
            **{f"mechanisms/war/{name}": value for name, value in RATES.items()},
            "mechanisms/war/demand_half": 0.25,
            "mechanisms/war/need_gain": 0.04,
            "mechanisms/war/service_gain": 0.06,
            "mechanisms/war/defence": 300,
            "mechanisms/war/defence_by_support": 1,
        },
        state={
            "war_intensity": [0, 1, 0.5],
            "western_support": 1,
            "depletion russia": [0.5, 0, 0.25],
            "demand russia": [0.5, 0, 0.5],
        },
    )


def test_war_wears_down_the_reserve_and_raises_demand(fighting):
    changes = change(fighting, "war", flows={"arms dprk->russia": [0, 0, 600]})

    np.testing.assert_allclose(changes["depletion russia"], [-0.025, 0.2, 0.05])
    np.testing.assert_allclose(changes["demand russia"], [-0.5, 0, 0.3125 - 0.5])


def test_last_months_want_and_this_months_service_in_war_bind_to_the_supplier(fighting):
    causes = caused(fighting, "war", flows={"arms dprk->russia": [600, 0, 600]})

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "need": {"persistent russia->dprk": [0.02, 0, 0.02]},
        "service": {"persistent russia->dprk": [0, 0, 0.015]},
    }


def test_whom_nobody_may_supply_wants_nothing_from_abroad(fighting):
    assert change(fighting, "war", absent=["arms dprk->russia"]) == {}


def test_a_run_begins_with_a_full_reserve_and_no_demand():
    world = a_model().world

    np.testing.assert_array_equal(world["depletion", "russia"], [0, 0, 0])
    np.testing.assert_array_equal(world["demand", "russia"], [0, 0, 0])
