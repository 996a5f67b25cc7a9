"""The river opens once every riparian state consents, which pleases some and worries others."""

import numpy as np

from builders import a_model, change
from tumen.mechanisms.veto import opening, value_of_passage


def test_the_river_opens_once():
    is_open, consent = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T

    np.testing.assert_array_equal(opening(is_open, consent), [0, 1, 0, 0])


def test_passage_has_a_value_while_the_river_is_open():
    np.testing.assert_allclose(value_of_passage(np.array([0, 1]), gain=0.01), [0, 0.01])


def test_one_refusal_is_enough():
    flows = {"access dprk->china": [0, 1, 0, 1], "access russia->china": [0, 0, 1, 1]}

    changes = change(a_model(replicates=range(4)), "veto", flows=flows)

    np.testing.assert_array_equal(changes["river_open"], [0, 0, 0, 1])


def test_an_open_river_pleases_user_and_riparians_and_worries_the_bloc():
    model = a_model(
        {"mechanisms/veto/gain": 0.02, "mechanisms/veto/goodwill": 0.01, "mechanisms/veto/worry": 0.005},
        state={"river_open": [0, 1, 1]},
    )

    changes = change(model, "veto", flows={"access dprk->china": 1, "access russia->china": 1})

    assert {key: (amounts + 0.0).tolist() for key, amounts in changes.items()} == {
        "river_open": [1, 0, 0],
        "persistent china->dprk": [0, 0.02, 0.02],
        "persistent china->russia": [0, 0.02, 0.02],
        "persistent dprk->china": [0, 0.01, 0.01],
        "persistent russia->china": [0, 0.01, 0.01],
        "persistent bloc->china": [0, -0.005, -0.005],
    }
