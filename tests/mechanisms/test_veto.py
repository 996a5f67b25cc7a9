"""The river opens once every riparian state consents, which pleases some and worries others."""

import numpy as np
import pytest
from hypothesis import given

from builders import a_model, caused, change, listed
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.veto import rebuff, value_of_passage

NUMBERS = {
    "mechanisms/veto/gain": 0.02,
    "mechanisms/veto/goodwill": 0.01,
    "mechanisms/veto/disappointment": 0.03,
    "mechanisms/veto/worry": 0.005,
}


def test_passage_has_a_value_while_the_river_is_open():
    np.testing.assert_allclose(value_of_passage(np.array([0, 1]), gain=0.01), [0, 0.01])


@given(seeds)
def test_the_value_of_passage_has_the_size_and_the_sign_of_its_gain(seed):
    assert_rises(value_of_passage, "is_open gain", seed)


def test_who_refuses_what_is_on_the_table_rebuffs():
    offered, consent = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T

    np.testing.assert_allclose(rebuff(offered, consent, loss=0.03), [0, 0, -0.03, 0])


@given(seeds)
def test_a_rebuff_is_a_loss_that_consent_spares(seed):
    assert_falls(rebuff, "offered loss", seed)
    assert_rises(rebuff, "consent", seed)
    assert_between(rebuff, "-loss", "0", seed)


@pytest.mark.parametrize(("already", "opens"), [(0, [0, 0, 0, 1]), (1, [0, 0, 0, 0])])
def test_the_river_opens_once_all_consent_and_one_refusal_is_enough(already, opens):
    flows = {"access dprk->china": [0, 1, 0, 1], "access russia->china": [0, 0, 1, 1]}

    model = a_model(state={"river_open": already}, replicates=range(4))

    np.testing.assert_array_equal(change(model, "veto", flows=flows)["river_open"], opens)


def test_an_open_river_pleases_user_and_riparians_and_worries_the_opponents_of_the_user():
    model = a_model(NUMBERS, state={"river_open": [0, 1, 1], "river_offer": 1})

    causes = caused(model, "veto", flows={"access dprk->china": 1, "access russia->china": [1, 1, 0]})

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "passage": {"persistent china->dprk": [0, 0.02, 0.02], "persistent china->russia": [0, 0.02, 0.02]},
        "refusal": {"persistent china->dprk": [0, 0, 0], "persistent china->russia": [0, 0, 0]},
        "goodwill": {"persistent dprk->china": [0, 0.01, 0.01], "persistent russia->china": [0, 0.01, 0.01]},
        "worry": {"persistent bloc->china": [0, -0.005, -0.005]},
    }


def test_a_refusal_disappoints_while_the_river_is_closed_and_on_offer():
    model = a_model(
        NUMBERS, state={"river_offer": [0, 1, 1, 1], "river_open": [0, 0, 0, 1]}, replicates=range(4)
    )

    flows = {"access dprk->china": [0, 0, 1, 0], "access russia->china": [0, 0, 0, 1]}

    assert listed(caused(model, "veto", flows)["refusal"]) == {
        "persistent china->dprk": [0, -0.03, 0, 0],
        "persistent china->russia": [0, -0.03, -0.03, 0],
    }


def test_only_those_who_press_the_user_are_worried():
    causes = caused(a_model(), "veto", absent=["pressure bloc->china"])

    assert "worry" not in causes


def test_a_river_through_which_nobody_lets_others_pass_stays_as_it_is():
    assert change(a_model(), "veto", absent=["access dprk->china", "access russia->china"]) == {}
