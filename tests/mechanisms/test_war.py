"""Fighting uses up munitions, and an army in want of shells values whoever sends them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, change
from tumen.mechanisms.war import depletion_change, munitions_demand, need

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


def test_war_wears_down_the_reserve_raises_demand_and_binds_to_the_supplier():
    model = a_model(
        {
            **{f"mechanisms/war/{name}": value for name, value in RATES.items()},
            "mechanisms/war/demand_half": 0.25,
            "mechanisms/war/need_gain": 0.04,
        },
        state={
            "war_intensity": [0, 1, 1],
            "western_support": 1,
            "depletion russia": [0.5, 0, 0.25],
            "demand russia": [0.5, 0, 0.5],
        },
    )

    changes = change(model, "war", flows={"arms dprk->russia": [0, 0, 600]})

    assert {key: amounts.round(12).tolist() for key, amounts in changes.items()} == {
        "depletion russia": [-0.025, 0.2, 0.125],
        "demand russia": [-0.5, 0, 0.125],
        "persistent russia->dprk": [0.02, 0, 0.02],
    }


def test_a_run_begins_with_a_full_reserve_and_no_demand():
    world = a_model().world

    np.testing.assert_array_equal(world["depletion", "russia"], [0, 0, 0])
    np.testing.assert_array_equal(world["demand", "russia"], [0, 0, 0])
