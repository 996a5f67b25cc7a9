"""Who employs another's people comes to value the tie."""

import numpy as np
from hypothesis import given

from builders import a_model, caused, listed
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.labour import stake


def test_half_the_effect_comes_at_half():
    rise = stake(np.array([0, 50, 150]), gain=0.02, half=50)

    np.testing.assert_allclose(rise, [0, 0.01, 0.015])


@given(seeds)
def test_more_workers_matter_more_but_never_more_than_all(seed):
    assert_rises(stake, "workers gain", seed)
    assert_falls(stake, "half", seed)
    assert_between(stake, "0", "gain", seed)


def test_hosts_come_to_value_those_who_send_workers_and_nobody_else():
    model = a_model({"mechanisms/labour/gain": 0.02, "mechanisms/labour/half": 50})

    causes = caused(model, "labour", flows={"workers dprk->china": [0, 50, 150]})

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "stake": {"persistent china->dprk": [0, 0.01, 0.015]}
    }
