"""Who is pressed by the same third party draws together."""

import numpy as np
from hypothesis import given

from builders import a_model, caused, listed
from laws import assert_between, assert_rises, seeds
from tumen.mechanisms.threat import drawn_together


def test_only_a_threat_that_both_feel_draws_together():
    rise = drawn_together(np.array([0, 0.5, 1]), np.array([1, 0.5, 1]), gain=0.1)

    np.testing.assert_allclose(rise, [0, 0.025, 0.1])


@given(seeds)
def test_a_common_threat_draws_together_the_more_it_is_felt(seed):
    assert_rises(drawn_together, "felt felt_by_other gain", seed)
    assert_between(drawn_together, "0", "gain", seed)


def test_all_common_threats_add_up_in_both_directions():
    model = a_model(
        {"mechanisms/threat/gain": 0.1},
        state={
            "hostility bloc->dprk": [0, 0.5, 1],
            "hostility bloc->russia": [1, 1, 0.6],
            "hostility bloc->china": [0, 0.2, 0.2],
            "hostility ukraine->dprk": [0, 0, 0.4],
            "hostility ukraine->russia": 0.5,
            "hostility russia->bloc": [0, 0.5, 1],
            "hostility russia->ukraine": 1,
            "hostility dprk->bloc": 1,
            "hostility china->bloc": 1,
        },
    )

    assert listed(caused(model, "threat")["common_threat"]) == {
        "persistent dprk->russia": [0, 0.05, 0.08],
        "persistent russia->dprk": [0, 0.05, 0.08],
        "persistent dprk->china": [0, 0.01, 0.02],
        "persistent china->dprk": [0, 0.01, 0.02],
        "persistent russia->china": [0, 0.02, 0.012],
        "persistent china->russia": [0, 0.02, 0.012],
        "persistent bloc->ukraine": [0, 0.05, 0.1],
        "persistent ukraine->bloc": [0, 0.05, 0.1],
    }
