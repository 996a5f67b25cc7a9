"""The strength of a dyad is an index of three channels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model
from tumen.measurement.strength import Strength, political, security, strength
from tumen.parameters.draws import Numbers

shares = st.floats(0, 1)
alignments = st.floats(-1, 1)
WEIGHTS = {
    "measurement/strength/political_weight": 2,
    "measurement/strength/economic_weight": 1,
    "measurement/strength/security_weight": 1,
}


def index(political_weight, economic_weight, security_weight):
    weights = {
        "measurement/strength/political_weight": np.full(3, political_weight),
        "measurement/strength/economic_weight": np.full(3, economic_weight),
        "measurement/strength/security_weight": np.full(3, security_weight),
    }
    return Strength.build(Numbers(weights))


def test_the_political_channel_is_the_mean_of_both_regards():
    np.testing.assert_allclose(political(np.array([0.2, -0.4]), np.array([0.6, 0.4])), [0.4, 0])


def test_the_security_channel_is_protection_less_pressure():
    np.testing.assert_allclose(security(np.array([0, 0.5]), np.array([0.4, 0.1])), [-0.4, 0.4])


@given(st.tuples(alignments, shares, alignments), st.tuples(shares, shares, shares))
def test_an_index_lies_among_its_channels(channels, given_weights):
    weights = np.array(given_weights) + 0.01

    among = strength(channels, tuple(weights / weights.sum()))

    assert min(channels) - 1e-12 <= among <= max(channels) + 1e-12


def test_only_the_proportions_of_the_weights_count():
    channels = tuple(np.array(values) for values in ([0.4, 0, 0], [0, 0.4, 0], [0, 0, 0.4]))

    np.testing.assert_allclose(index(2, 1, 1).index(channels), [0.2, 0.1, 0.1])
    np.testing.assert_allclose(index(20, 10, 10).index(channels), [0.2, 0.1, 0.1])


def test_channels_take_either_side_of_a_tie():
    model = a_model(
        WEIGHTS,
        alignment={"dprk->russia": [0.2, 0.4, 0.6], "russia->dprk": [0.2, 0, 0.2]},
        state={
            "dependence_trade dprk->russia": [0, 0.2, 1],
            "dependence_fiscal dprk->russia": [0, 0.375, 0],
            "dependence_security russia->dprk": [0, 0.4, 0.8],
        },
    )

    channels = model.measurement.strength.channels(model.world, "dprk", "russia")

    np.testing.assert_allclose(channels, [[0.2, 0.2, 0.4], [0, 0.5, 1], [0, 0.4, 0.8]])
    np.testing.assert_allclose(
        model.measurement.strength(model.world, ("dprk", "russia")), [0.1, 0.325, 0.65]
    )


def test_pressure_of_both_sides_counts_against_security():
    model = a_model(state={"hostility dprk->bloc": [0, 0.5, 0.5], "hostility bloc->dprk": [0, 0, 0.5]})

    _, economic, security_channel = model.measurement.strength.channels(model.world, "dprk", "bloc")

    np.testing.assert_allclose(economic, [0, 0, 0])
    np.testing.assert_allclose(security_channel, [0, -0.5, -0.75])


@pytest.mark.parametrize("dyad", [("dprk", "russia"), ("china", "bloc"), ("china", "ukraine")])
def test_a_dyad_is_as_strong_in_either_order(dyad):
    model = a_model()
    read = model.measurement.strength

    np.testing.assert_allclose(read(model.world, dyad), read(model.world, dyad[::-1]), rtol=1e-14)
