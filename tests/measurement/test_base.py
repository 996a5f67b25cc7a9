"""The record of a month holds what results know, and nothing that they do not."""

import numpy as np

from builders import CAST, a_model, dice, moves
from tumen.base.names import dyad_text, dyads, pair_text, pairs
from tumen.results.schema import VARIABLES


def observed(model, flows=None):
    return model.measurement.observe(model.world, moves(model, flows), dice(model))


def test_every_dyad_has_a_strength_and_its_channels():
    seen = observed(a_model())

    for variable in ("strength", "political", "economic", "security"):
        assert {label for name, label in seen if name == variable} == {
            dyad_text(*dyad) for dyad in dyads(CAST)
        }


def test_every_pair_has_an_alignment():
    model = a_model(alignment={"dprk->china": [-0.5, 0, 0.5]})

    seen = observed(model)

    assert {label for name, label in seen if name == "alignment"} == {
        pair_text(*pair) for pair in pairs(CAST)
    }
    np.testing.assert_allclose(seen["alignment", "dprk->china"], [-0.5, 0, 0.5], atol=1e-15)


def test_ties_conditions_and_stocks_of_one_actor_are_recorded():
    model = a_model(
        state={"commitment dprk->russia": [0, 0.5, 1], "thaw": [0.1, 0.2, 0.3], "demand russia": [0, 0.5, 1]}
    )

    seen = observed(model)

    np.testing.assert_array_equal(seen["commitment", "dprk->russia"], [0, 0.5, 1])
    np.testing.assert_array_equal(seen["state", "thaw"], [0.1, 0.2, 0.3])
    np.testing.assert_array_equal(seen["state", "demand russia"], [0, 0.5, 1])
    assert {name for name, _ in seen} == set(VARIABLES)


def test_indicators_show_stocks_flows_and_ratios():
    model = a_model(
        {"measurement/indicators/dprk_budget": 10},
        state={"benefit_received russia->dprk": [0, 2, 4], "disclosed": [0, 0, 1]},
    )

    seen = observed(model, flows={"trade china->dprk": [0.1, 0.2, 0.3]})

    np.testing.assert_array_equal(seen["indicator", "benefit_received"], [0, 2, 4])
    np.testing.assert_allclose(seen["indicator", "benefit_to_budget"], [0, 0.2, 0.4])
    np.testing.assert_array_equal(seen["indicator", "china_dprk_trade"], [0.1, 0.2, 0.3])
    np.testing.assert_array_equal(seen["indicator", "deployment_acknowledged"], [0, 0, 1])
