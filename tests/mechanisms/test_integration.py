"""A bloc answers the closeness of its opponents, which threatens them and worries their neighbour."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, change
from tumen.mechanisms.integration import alarm, closeness, integration

shares = st.floats(0, 1)
rates = st.floats(0, 1 / 3)


def test_closeness_is_the_mean_regard_where_positive():
    np.testing.assert_allclose(closeness(np.array([0.4, 0.4, -0.4]), np.array([0.8, -0.8, 0.2])), [0.6, 0, 0])


def test_cohesion_is_pushed_by_closeness_and_drills_and_pulled_to_its_rest():
    pushed = integration(
        np.array([0.5, 0.5, 0.3]),
        np.array([1, 0, 0]),
        np.array([0, 1, 0]),
        reaction=0.04,
        drilling=0.02,
        fatigue=0.1,
        rest=0.3,
    )

    np.testing.assert_allclose(pushed, [0.02 - 0.02, 0.01 - 0.02, 0], atol=1e-16)


@given(shares, shares, shares, st.tuples(rates, rates, rates, shares))
def test_cohesion_stays_a_share(cohesion, close, drills, given_numbers):
    numbers = dict(zip(("reaction", "drilling", "fatigue", "rest"), given_numbers, strict=True))

    assert -1e-15 <= cohesion + integration(cohesion, close, drills, **numbers) <= 1 + 1e-15


def test_only_cohesion_beyond_its_rest_alarms():
    np.testing.assert_allclose(alarm(np.array([0.2, 0.3, 0.8]), rest=0.3, cost=0.1), [0, 0, -0.05])


def test_integration_answers_the_tie_and_costs_regard():
    model = a_model(
        {
            "mechanisms/integration/reaction": 0.04,
            "mechanisms/integration/drilling": 0.02,
            "mechanisms/integration/fatigue": 0.1,
            "mechanisms/integration/rest": 0.3,
            "mechanisms/integration/threat": 0.1,
            "mechanisms/integration/cost_to_neighbour": 0.2,
        },
        alignment={"dprk->russia": [-0.5, 0.6, 0.6], "russia->dprk": [0, 0.4, 0.4]},
        state={"cohesion bloc": [0.3, 0.3, 0.8]},
    )

    changes = change(model, "integration", flows={"exercises bloc->dprk": [0, 0.5, 0]})

    assert {key: (amounts.round(12) + 0.0).tolist() for key, amounts in changes.items()} == {
        "cohesion bloc": [0, 0.021, -0.046],
        "persistent dprk->bloc": [0, 0, -0.05],
        "persistent russia->bloc": [0, 0, -0.05],
        "persistent china->dprk": [0, 0, -0.1],
        "persistent china->russia": [0, 0, -0.1],
    }


def test_cohesion_begins_where_it_rests():
    model = a_model({"mechanisms/integration/rest": [0.2, 0.3, 0.4]})

    np.testing.assert_array_equal(model.world["cohesion", "bloc"], [0.2, 0.3, 0.4])
