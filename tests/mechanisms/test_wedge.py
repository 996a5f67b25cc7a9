"""Who is accommodated by an opponent warms to it, and loosens the tie that the opponent minds."""

import numpy as np
import pytest
from hypothesis import given

from builders import a_model, caused, change, listed
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.wedge import loosening, warming

EFFECTS = {
    "mechanisms/wedge/warming_by_talks": 0.05,
    "mechanisms/wedge/loosening_of_client": 0.02,
    "mechanisms/wedge/cost_to_bloc": 0.1,
    "mechanisms/wedge/warming_by_thaw": 0.04,
    "mechanisms/wedge/loosening_of_patron": 0.03,
}


def test_a_tie_is_loosened_as_far_as_its_owner_is_accommodated():
    np.testing.assert_allclose(loosening(np.array([0, 0.5, 1]), loss=0.02), [0, -0.01, -0.02])


@given(seeds)
def test_accommodation_loosens_the_more_the_further_it_goes(seed):
    assert_falls(loosening, "accommodated loss", seed)
    assert_between(loosening, "-loss", "0", seed)


def test_opponents_warm_as_far_as_one_obliges_the_other():
    np.testing.assert_allclose(warming(np.array([0, 0.5, 1]), gain=0.04), [0, 0.02, 0.04])


@given(seeds)
def test_accommodation_warms_the_more_the_further_it_goes(seed):
    assert_rises(warming, "accommodated gain", seed)
    assert_between(warming, "0", "gain", seed)


def test_talks_warm_client_and_bloc_and_loosen_the_client_from_its_patron():
    model = a_model(EFFECTS, state={"thaw": 0})

    causes = caused(model, "wedge", flows={"engagement dprk->bloc": [0, 1, 1]})

    assert listed(causes["talks"]) == {
        "persistent dprk->bloc": [0, 0.05, 0.05],
        "persistent bloc->dprk": [0, 0.05, 0.05],
    }
    assert listed(causes["loosened_by_talks"]) == {"persistent dprk->russia": [0, -0.02, -0.02]}


def test_a_thaw_warms_patron_and_bloc_and_loosens_the_patron_from_its_client():
    causes = caused(a_model(EFFECTS, state={"thaw": [0, 0.5, 1]}), "wedge")

    assert listed(causes["thaw"]) == {
        "persistent russia->bloc": [0, 0.02, 0.04],
        "persistent bloc->russia": [0, 0.02, 0.04],
    }
    assert listed(causes["loosened_by_thaw"]) == {"persistent russia->dprk": [0, -0.015, -0.03]}


def test_talks_begin_and_end_with_the_engagement():
    model = a_model(state={"talks": [0, 0, 1, 1]}, replicates=range(4))

    changes = change(model, "wedge", flows={"engagement dprk->bloc": [0, 1, 0, 1]})

    np.testing.assert_array_equal(changes["talks"], [0, 1, -1, 0])


def test_talks_cost_the_bloc_a_share_of_its_cohesion():
    model = a_model(EFFECTS, state={"cohesion bloc": [0.5, 0.5, 0.8]})

    changes = change(model, "wedge", flows={"engagement dprk->bloc": [0, 1, 1]})

    np.testing.assert_allclose(changes["cohesion bloc"], [0, -0.05, -0.08])


def test_without_talks_to_accept_only_a_thaw_drives_a_wedge():
    causes = caused(a_model(), "wedge", absent=["engagement dprk->bloc"])

    assert set(causes) == {"thaw", "loosened_by_thaw"}


def test_a_client_whom_nobody_pays_has_no_patron_to_loosen_from():
    causes = caused(a_model(), "wedge", absent=["payment russia->dprk"])

    assert set(causes) == {"talks"}


@pytest.mark.parametrize(
    ("absent", "warm"),
    [
        ("pressure russia->bloc", True),
        ("pressure russia->ukraine", False),
        ("military_aid bloc->ukraine", False),
    ],
)
def test_only_those_who_arm_whom_the_patron_presses_warm_in_a_thaw(absent, warm):
    assert ("thaw" in caused(a_model(), "wedge", absent=[absent])) == warm
