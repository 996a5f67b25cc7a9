"""A friend's friend draws near, a friend's enemy moves away."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import CAST, a_model, caused, change
from tumen.base.names import pair_text, pairs
from tumen.mechanisms.balance import triad

alignments = st.floats(-1, 1)
DISTANT = {pair_text(*pair): 0.0 for pair in pairs(CAST)}


def test_a_friend_of_a_friend_and_an_enemy_of_an_enemy_draw_near():
    towards, back = np.array([0.5, -0.5, 0.5, 0]), np.array([0.8, -0.8, -0.8, 0.8])

    np.testing.assert_allclose(triad(towards, back, gain=0.1), [0.04, 0.04, -0.04, 0])


@given(alignments, alignments, st.floats(0, 1))
def test_the_pull_of_a_third_party_is_bounded_and_turns_with_either_tie(towards, back, gain):
    pull = triad(towards, back, gain=gain)

    assert abs(pull) <= gain
    assert triad(-towards, back, gain=gain) == -pull == triad(towards, -back, gain=gain)


def test_all_third_parties_share_one_pull():
    model = a_model(
        {"mechanisms/balance/gain": 0.3},
        alignment={
            **DISTANT,
            "dprk->russia": [0, 0.5, 0.5],
            "russia->china": 0.8,
            "dprk->bloc": [-0.5, 0, -0.5],
            "bloc->china": -0.4,
        },
    )

    pulls = caused(model, "balance")["triads"]

    assert set(pulls) == {f"persistent {pair}" for pair in DISTANT}
    np.testing.assert_allclose(pulls["persistent dprk->china"], [0.02, 0.04, 0.06])
    np.testing.assert_allclose(pulls["persistent china->dprk"], 0, atol=1e-15)


def test_a_single_third_party_has_the_whole_pull():
    model = a_model(
        {"mechanisms/balance/gain": 0.3},
        alignment={"dprk->russia": [0, 0.5, -0.5], "russia->china": 0.8},
        cast=("dprk", "russia", "china"),
    )

    np.testing.assert_allclose(change(model, "balance")["persistent dprk->china"], [0, 0.12, -0.12])


def test_two_alone_have_no_third_party():
    assert change(a_model(cast=("dprk", "china")), "balance") == {}
