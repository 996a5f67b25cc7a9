"""Who may be abandoned resents it, and who may be dragged into a fight keeps its distance."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from builders import a_model, caused, dice, listed, moves, part
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.alliance import abandonment, entrapment

FEARS = {"mechanisms/alliance/fear_of_abandonment": 0.1, "mechanisms/alliance/fear_of_entrapment": 0.2}


def test_only_who_promises_more_than_it_is_promised_fears_to_be_abandoned():
    own, returned = np.array([0.9, 0.9, 0.4]), np.array([0.4, 0.4, 0.9])

    loss = abandonment(own, returned, np.array([0, 0.5, 0.5]), gain=0.1)

    np.testing.assert_allclose(loss, [0, -0.025, 0])


@given(seeds)
def test_fear_of_abandonment_grows_with_what_is_owed_and_with_the_danger(seed):
    assert_falls(abandonment, "own danger gain", seed)
    assert_rises(abandonment, "returned", seed)
    assert_between(abandonment, "-gain", "0", seed)


def test_who_is_bound_to_a_quarrelsome_protege_fears_to_be_entrapped():
    loss = entrapment(np.array([0, 0.5, 0.5]), np.array([1, 0, 0.4]), gain=0.2)

    np.testing.assert_allclose(loss, [0, 0, -0.04])


@given(seeds)
def test_fear_of_entrapment_grows_with_the_commitment_and_with_the_provocation(seed):
    assert_falls(entrapment, "commitment provocation gain", seed)
    assert_between(entrapment, "-gain", "0", seed)


def test_allies_under_the_worst_pressure_resent_what_they_are_not_promised():
    model = a_model(
        FEARS,
        state={
            "commitment dprk->russia": [0.9, 0.9, 0.4],
            "commitment russia->dprk": [0.4, 0.4, 0.9],
            "commitment dprk->china": 0.3,
            "commitment china->dprk": 0.3,
            "hostility bloc->dprk": [0, 0.2, 0.5],
            "hostility ukraine->dprk": [0, 0.5, 0.2],
            "hostility bloc->russia": [0, 0, 1],
        },
    )

    assert listed(caused(model, "alliance")["abandonment"]) == {
        "persistent dprk->russia": [0, -0.025, 0],
        "persistent russia->dprk": [0, 0, -0.05],
        "persistent dprk->china": [0, 0, 0],
        "persistent china->dprk": [0, 0, 0],
    }


def test_protectors_shrink_from_the_worst_quarrel_of_those_whom_they_protect():
    model = a_model(
        FEARS,
        state={
            "commitment dprk->russia": 1,
            "commitment russia->dprk": 0,
            "commitment dprk->china": 0.5,
            "commitment china->dprk": 0.5,
            "hostility dprk->bloc": [0, 0.4, 1],
            "hostility russia->ukraine": [0, 1, 0.2],
            "hostility russia->bloc": [0, 0.5, 0.6],
            "hostility china->bloc": [0, 0, 1],
        },
    )

    assert listed(caused(model, "alliance")["entrapment"]) == {
        "persistent dprk->russia": [0, -0.2, -0.12],
        "persistent russia->dprk": [0, 0, 0],
        "persistent dprk->china": [0, 0, -0.1],
        "persistent china->dprk": [0, -0.04, -0.1],
    }


def test_nobody_fears_to_be_abandoned_by_whom_it_was_never_promised_anything():
    model = a_model()
    one_sided = replace(part(model, "alliance"), promises=(("china", "dprk"),))

    changes = list(one_sided.change(model.world, moves(model), dice(model)))

    assert [(change.key, change.cause) for change in changes] == [
        (("persistent", "china", "dprk"), "entrapment")
    ]
