"""Soldiers who are admitted bind more, and are judged more, than soldiers who are denied."""

import numpy as np
from hypothesis import given

from builders import a_model, caused, change, listed
from laws import assert_rises, seeds
from tumen.mechanisms.covert import reaction

STEPS = {
    "mechanisms/covert/solidarity": 0.06,
    "mechanisms/covert/honour": 0.05,
    "mechanisms/covert/outrage": 0.12,
}


def test_a_reaction_comes_with_the_revelation_only():
    np.testing.assert_allclose(reaction(np.array([0, 1]), gain=-0.1), [0, -0.1])


@given(seeds)
def test_a_reaction_has_the_size_and_the_sign_of_its_gain(seed):
    assert_rises(reaction, "revealed gain", seed)


def test_a_secret_is_revealed_once():
    model = a_model(state={"disclosed": [0, 0, 1, 1]}, replicates=range(4))

    changes = change(model, "covert", flows={"acknowledgement dprk->russia": [0, 1, 0, 1]})

    np.testing.assert_array_equal(changes["disclosed"], [0, 1, 0, 0])


def test_an_admission_binds_sender_and_host_and_outrages_the_opponents():
    model = a_model(STEPS, state={"disclosed": [0, 0, 1]})

    causes = caused(model, "covert", flows={"acknowledgement dprk->russia": [0, 1, 1]})

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "solidarity": {"persistent dprk->russia": [0, 0.06, 0]},
        "honour": {"persistent russia->dprk": [0, 0.05, 0]},
        "outrage": {"persistent bloc->dprk": [0, -0.12, 0], "persistent ukraine->dprk": [0, -0.12, 0]},
    }


def test_only_those_whom_the_host_presses_are_outraged():
    causes = caused(a_model(), "covert", absent=["pressure russia->bloc"])

    assert set(causes["outrage"]) == {"persistent ukraine->dprk"}


def test_where_nobody_may_admit_soldiers_nothing_is_revealed():
    assert change(a_model(), "covert", absent=["acknowledgement dprk->russia"]) == {}
