"""Chance jolts every tie, and only the part that fades."""

import numpy as np

from builders import CAST, a_model, change
from tumen.base.names import pair_text, pairs
from tumen.mechanisms.disturbance import jolt


def test_a_jolt_is_luck_times_size():
    np.testing.assert_allclose(jolt(np.array([-1, 0, 2]), size=0.05), [-0.05, 0, 0.1])


def test_every_tie_is_jolted_by_its_own_luck():
    model = a_model({"mechanisms/disturbance/size": 0.1})

    changes = change(model, "disturbance", rolls={"disturbance/dprk->china": [-1, 0, 2]})

    assert set(changes) == {f"transient {pair_text(*pair)}" for pair in pairs(CAST)}
    np.testing.assert_allclose(changes["transient dprk->china"], [-0.1, 0, 0.2])
    np.testing.assert_allclose(changes["transient china->dprk"], 0.05)
