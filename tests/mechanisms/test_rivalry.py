"""A client close to one patron cools towards the other, who resents both."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, change
from tumen.mechanisms.rivalry import resentment, substitution

alignments = st.floats(-1, 1)


def test_ties_substitute_each_other_or_rise_together_as_the_coupling_says():
    np.testing.assert_allclose(substitution(0.5, coupling=np.array([0.02, 0, -0.02])), [-0.01, 0, 0.01])
    np.testing.assert_allclose(substitution(np.array([-0.5, 0]), coupling=0.02), [0, 0])


def test_only_what_passes_the_tolerated_is_resented():
    loss = resentment(np.array([0.1, 0.3, 0.8]), tolerated=0.3, jealousy=0.1)

    np.testing.assert_allclose(loss, [0, 0, -0.05])


@given(alignments, alignments, st.floats(0, 1), st.floats(0, 1))
def test_resentment_is_a_loss_that_grows_with_the_tie(regard, more, tolerated, jealousy):
    low, high = sorted((regard, more))
    feeling = {"tolerated": tolerated, "jealousy": jealousy}

    assert resentment(high, **feeling) <= resentment(low, **feeling) <= 0


def test_the_client_substitutes_and_each_patron_resents_client_and_rival():
    model = a_model(
        {
            "mechanisms/rivalry/coupling": 0.02,
            "mechanisms/rivalry/tolerated": 0.3,
            "mechanisms/rivalry/patron_share": 0.5,
            "pairs/china->dprk/jealousy": 0.1,
            "pairs/russia->dprk/jealousy": 0.04,
        },
        alignment={"dprk->russia": [0, 0.8, 0], "dprk->china": [0, 0, 0.8]},
    )

    changes = change(model, "rivalry")

    assert {key: (amounts.round(12) + 0.0).tolist() for key, amounts in changes.items()} == {
        "persistent dprk->china": [0, -0.016, 0],
        "persistent china->dprk": [0, -0.05, 0],
        "persistent china->russia": [0, -0.025, 0],
        "persistent dprk->russia": [0, 0, -0.016],
        "persistent russia->dprk": [0, 0, -0.02],
        "persistent russia->china": [0, 0, -0.01],
    }
