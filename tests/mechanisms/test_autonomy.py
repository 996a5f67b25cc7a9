"""Who leans too much on one supplier resents it, and looks to the others."""

import numpy as np
import pytest
from hypothesis import given

from builders import a_model, caused
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.autonomy import hedge, resented_reliance

UNEASE = {
    "mechanisms/autonomy/unease": 0.1,
    "mechanisms/autonomy/hedging": 0.2,
    "mechanisms/autonomy/comfort": 0.5,
}


def test_reliance_is_resented_in_proportion_to_its_excess():
    np.testing.assert_allclose(resented_reliance(np.array([0, 0.2, 0.5]), gain=0.1), [0, -0.02, -0.05])


@given(seeds)
def test_resented_reliance_is_a_loss_that_grows_with_the_excess(seed):
    assert_falls(resented_reliance, "excess gain", seed)
    assert_between(resented_reliance, "-gain", "0", seed)


def test_who_leans_on_others_turns_to_whom_it_likes_and_never_to_a_sworn_enemy():
    pull = hedge(0.5, np.array([-1, 0, 1]), gain=0.2)

    np.testing.assert_allclose(pull, [0, 0.05, 0.1])


@given(seeds)
def test_the_pull_of_an_alternative_grows_with_regard_and_with_the_excess_elsewhere(seed):
    assert_rises(hedge, "excess_elsewhere alignment gain", seed)
    assert_between(hedge, "0", "gain", seed)


@pytest.fixture
def leaning():
    """Return a model in which the DPRK leans on one supplier, and then on two, one of them for money too."""
    return a_model(
        UNEASE,
        alignment={"dprk->russia": 0.5, "dprk->china": 0},
        state={
            "dependence_trade dprk->china": [0.5, 0.9, 0.75],
            "dependence_fiscal dprk->china": 0,
            "dependence_trade dprk->russia": [0, 0, 0.5],
            "dependence_fiscal dprk->russia": [0, 0, 0.5],
            "dependence_trade ukraine->bloc": 0.6,
            "dependence_fiscal ukraine->bloc": 0.5,
        },
    )


def test_every_supplier_on_whom_one_relies_beyond_comfort_is_resented(leaning):
    resented = caused(leaning, "autonomy")["reliance"]

    np.testing.assert_allclose(resented["persistent dprk->china"], [0, -0.04, -0.025], atol=1e-15)
    np.testing.assert_allclose(resented["persistent dprk->russia"], [0, 0, -0.025], atol=1e-15)
    np.testing.assert_allclose(resented["persistent ukraine->bloc"], -0.03)


def test_each_supplier_gains_from_what_the_others_are_too_much(leaning):
    pulled = caused(leaning, "autonomy")["hedging"]

    np.testing.assert_allclose(pulled["persistent dprk->russia"], [0, 0.06, 0.0375], atol=1e-15)
    np.testing.assert_allclose(pulled["persistent dprk->china"], [0, 0, 0.025], atol=1e-15)


def test_who_has_a_single_supplier_has_nobody_to_turn_to(leaning):
    assert "persistent ukraine->bloc" not in caused(leaning, "autonomy")["hedging"]
