"""A promise holds regard up, and wears off once the moment that it served is gone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change
from tumen.mechanisms.commitment import bond, erosion

shares = st.floats(0, 1)


def test_a_bond_is_in_proportion_to_the_commitment():
    np.testing.assert_allclose(bond(np.array([0, 0.5, 1]), gain=0.03), [0, 0.015, 0.03])


def test_commitment_erodes_with_peace_or_thaw_whichever_is_further():
    war, thaw = np.array([1, 0.5, 0.5]), np.array([0, 0, 0.8])

    loss = erosion(0.5, war, thaw, conditionality=0.8, rate=0.1)

    np.testing.assert_allclose(loss, [0, -0.02, -0.032])


@given(shares, shares, shares, shares, shares)
def test_no_more_of_a_commitment_is_lost_than_there_is(commitment, war, thaw, conditionality, rate):
    loss = erosion(commitment, war, thaw, conditionality=conditionality, rate=rate)

    assert -commitment <= loss <= 0


def test_commitments_bind_and_only_conditional_ones_erode():
    model = a_model(
        {
            "mechanisms/commitment/gain": 0.02,
            "mechanisms/commitment/erosion_rate": 0.1,
            "pairs/russia->dprk/conditionality": 0.8,
        },
        state={
            "commitment russia->dprk": [0, 0.5, 0.5],
            "commitment china->dprk": [0, 0.5, 1],
            "war_intensity": [0, 0, 1],
            "thaw": 0,
        },
    )

    changes = change(model, "commitment")

    assert set(caused(model, "commitment")) == {"bond"}
    assert set(changes) == {
        *(f"persistent {pair}" for pair in ("dprk->russia", "russia->dprk", "dprk->china", "china->dprk")),
        "commitment dprk->russia",
        "commitment russia->dprk",
    }
    np.testing.assert_allclose(changes["persistent china->dprk"], [0, 0.01, 0.02])
    np.testing.assert_allclose(changes["persistent russia->dprk"], [0, 0.01, 0.01])
    np.testing.assert_allclose(changes["commitment russia->dprk"], [0, -0.04, 0])


def test_a_run_begins_with_the_commitments_of_the_parameters():
    model = a_model({"pairs/china->dprk/commitment": [0.2, 0.3, 0.4]})

    np.testing.assert_array_equal(model.world["commitment", "china", "dprk"], [0.2, 0.3, 0.4])
