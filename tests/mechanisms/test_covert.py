"""Soldiers who are admitted bind more, and are judged more, than soldiers who are denied."""

import numpy as np

from builders import a_model, change
from tumen.mechanisms.covert import reaction, revelation


def test_a_secret_is_revealed_once():
    disclosed, admission = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T

    np.testing.assert_array_equal(revelation(disclosed, admission), [0, 1, 0, 0])


def test_a_reaction_comes_with_the_revelation_only():
    np.testing.assert_allclose(reaction(np.array([0, 1]), gain=-0.1), [0, -0.1])


def test_an_admission_binds_sender_and_host_and_outrages_the_opponents():
    model = a_model(
        {
            "mechanisms/covert/solidarity": 0.06,
            "mechanisms/covert/honour": 0.05,
            "mechanisms/covert/outrage": 0.12,
        },
        state={"disclosed": [0, 0, 1]},
    )

    changes = change(model, "covert", flows={"acknowledgement dprk->russia": [0, 1, 1]})

    assert {key: amounts.tolist() for key, amounts in changes.items()} == {
        "disclosed": [0, 1, 0],
        "persistent dprk->russia": [0, 0.06, 0],
        "persistent russia->dprk": [0, 0.05, 0],
        "persistent bloc->dprk": [0, -0.12, 0],
        "persistent ukraine->dprk": [0, -0.12, 0],
    }
