"""Tours, trains and a bridge open by consent, and draw neighbours together."""

import numpy as np
import pytest
from hypothesis import given

from builders import a_model, caused, change, listed
from laws import assert_between, assert_rises, seeds
from tumen.mechanisms.links import traffic

CLOSED = {"tours_open": 0, "passengers_open": 0, "bridge_open": 0}


def test_traffic_counts_by_the_share_of_links_that_are_open():
    np.testing.assert_allclose(traffic(np.array([0, 1 / 3, 1]), gain=0.03), [0, 0.01, 0.03])


@given(seeds)
def test_traffic_draws_together_the_more_is_open(seed):
    assert_rises(traffic, "links_open gain", seed)
    assert_between(traffic, "0", "gain", seed)


def test_tours_open_once_their_only_giver_allows_them():
    model = a_model(state={**CLOSED, "tours_open": [0, 0, 1]})

    changes = change(model, "links", flows={"tours china->dprk": [0, 1, 1]})

    np.testing.assert_array_equal(changes["tours_open"], [0, 1, 0])


@pytest.mark.parametrize("link", ["passengers", "bridge"])
def test_trains_and_the_bridge_need_the_consent_of_both_sides(link):
    flows = {f"{link} china->dprk": [0, 1, 0, 1], f"{link} dprk->china": [0, 0, 1, 1]}

    changes = change(a_model(state=CLOSED, replicates=range(4)), "links", flows=flows)

    np.testing.assert_array_equal(changes[f"{link}_open"], [0, 0, 0, 1])


@pytest.mark.parametrize("link", ["passengers", "bridge"])
def test_what_is_open_does_not_open_again(link):
    flows = {f"{link} china->dprk": 1, f"{link} dprk->china": 1}

    changes = change(a_model(state={**CLOSED, f"{link}_open": 1}), "links", flows=flows)

    np.testing.assert_array_equal(changes[f"{link}_open"], 0)


def test_open_links_win_who_is_given_leave_and_in_part_who_gives_it():
    model = a_model(
        {"mechanisms/links/gain": 0.03, "mechanisms/links/giver_share": 0.5},
        state={"tours_open": [0, 1, 1], "passengers_open": [0, 0, 1], "bridge_open": [0, 0, 1]},
    )

    assert listed(caused(model, "links")["traffic"]) == {
        "persistent dprk->china": [0, 0.01, 0.03],
        "persistent china->dprk": [0, 0.005, 0.015],
    }


@pytest.mark.parametrize("link", ["tours", "passengers", "bridge"])
def test_every_link_counts_alike(link):
    model = a_model({"mechanisms/links/gain": 0.03}, state={**CLOSED, f"{link}_open": 1})

    np.testing.assert_allclose(change(model, "links")["persistent dprk->china"], 0.01)


def test_without_a_neighbour_who_gives_leave_for_tours_no_regard_moves():
    assert caused(a_model(), "links", absent=["tours china->dprk"]) == {}


def test_what_nobody_may_open_stays_as_it_is():
    absent = ["bridge china->dprk", "bridge dprk->china"]

    assert "bridge_open" not in change(a_model(), "links", absent=absent)
