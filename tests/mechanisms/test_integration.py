"""A bloc answers the closeness of its opponents, which threatens them and worries their neighbour."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change, listed
from laws import assert_falls, assert_rises, seeds
from tumen.mechanisms.integration import alarm, closeness, integration

shares = st.floats(0, 1)
rates = st.floats(0, 1 / 4)
RATES = {"reaction": 0.04, "reaction_to_trio": 0.06, "drilling": 0.02, "fatigue": 0.1, "rest": 0.3}
NUMBERS = {
    **{f"mechanisms/integration/{name}": value for name, value in RATES.items()},
    "mechanisms/integration/threat": 0.1,
    "mechanisms/integration/cost_to_neighbour": 0.2,
    "mechanisms/integration/cost_of_pact": 0.04,
    "mechanisms/integration/patron_share": 0.25,
}


def test_closeness_is_the_mean_regard_where_positive():
    np.testing.assert_allclose(closeness(np.array([0.4, 0.4, -0.4]), np.array([0.8, -0.8, 0.2])), [0.6, 0, 0])


@given(st.floats(-1, 1), st.floats(-1, 1), shares)
def test_closeness_is_a_share_that_rises_with_the_regard_of_either(towards, back, more):
    close = closeness(towards, back)

    assert 0 <= close <= 1
    assert close == closeness(back, towards) <= closeness(towards + more, back)


def test_cohesion_is_pushed_by_pair_trio_and_drills_and_pulled_to_its_rest():
    cohesion, (pair, trio, drills) = np.array([0.5, 0.5, 0.5, 0.3]), np.eye(4)[:3]

    pushed = integration(cohesion, pair, trio, drills, **RATES, pact=0)

    np.testing.assert_allclose(pushed, [0.02 - 0.02, 0.03 - 0.02, 0.01 - 0.02, 0], atol=1e-16)


def test_nothing_fades_of_what_is_laid_down_in_a_pact():
    pushed = integration(np.array([0.5, 0.5, 1]), 0, 0, 0, **RATES, pact=np.array([0, 0.5, 1]))

    np.testing.assert_allclose(pushed, [-0.02, 0.015, 0], atol=1e-16)


@given(shares, shares, shares, shares, st.tuples(rates, rates, rates, rates, shares, shares))
def test_cohesion_stays_a_share(cohesion, pair, trio, drills, given_numbers):
    names = ("reaction", "reaction_to_trio", "drilling", "fatigue", "rest", "pact")
    numbers = dict(zip(names, given_numbers, strict=True))

    assert -1e-15 <= cohesion + integration(cohesion, pair, trio, drills, **numbers) <= 1 + 1e-15


@given(seeds)
def test_integration_grows_with_every_threat_and_is_slowed_by_cohesion(seed):
    assert_rises(integration, "pair trio drills reaction reaction_to_trio drilling rest pact", seed)
    assert_falls(integration, "cohesion", seed)


def test_only_cohesion_beyond_its_rest_alarms():
    np.testing.assert_allclose(alarm(np.array([0.2, 0.3, 0.8]), rest=0.3, cost=0.1), [0, 0, -0.05])


@given(seeds)
def test_alarm_is_a_loss_that_grows_with_cohesion(seed):
    assert_falls(alarm, "cohesion cost", seed)
    assert_rises(alarm, "rest", seed)


def mutual(a, b, alignment):
    """Return the same alignment in both directions."""
    return {f"{a}->{b}": alignment, f"{b}->{a}": alignment}


@pytest.fixture
def close():
    """Return a model in which client and patron are close in two histories, and the neighbour a little."""
    return a_model(
        NUMBERS,
        alignment={
            "dprk->russia": [-0.5, 0.6, 0.6],
            "russia->dprk": [0, 0.4, 0.4],
            **mutual("dprk", "china", 0.4),
            **mutual("russia", "china", 0.5),
        },
        state={"cohesion bloc": [0.3, 0.3, 0.8], "pact": 0},
    )


def test_a_bloc_answers_the_tie_of_two_the_trio_and_its_own_drills(close):
    changes = change(close, "integration", flows={"exercises bloc->dprk": [0, 0.5, 0]})

    pushed = [0, (0.02 + 0.006 + 0.01) * 0.7, (0.02 + 0.006) * 0.2 - 0.05]
    np.testing.assert_allclose(changes["cohesion bloc"], pushed, atol=1e-16)


def test_a_trio_is_only_as_close_as_all_three_are():
    model = a_model(
        NUMBERS,
        alignment={
            **mutual("dprk", "russia", 0.5),
            **mutual("dprk", "china", [-0.4, 0.4, 0.4]),
            **mutual("russia", "china", [0.5, -0.5, 0.5]),
        },
        state={"cohesion bloc": 0.3, "pact": 0},
    )

    np.testing.assert_allclose(change(model, "integration")["cohesion bloc"], [0.014, 0.014, 0.0182])


def test_a_pact_holds_the_bloc_together():
    model = a_model(NUMBERS, state={"cohesion bloc": 0.8, "pact": [0, 0.5, 1]})

    pushed = change(model, "integration")["cohesion bloc"]

    np.testing.assert_allclose(pushed - pushed[0], [0, 0.035, 0.07], atol=1e-16)


def test_integration_threatens_the_opponents_and_their_neighbour_blames_the_client_most(close):
    causes = caused(close, "integration")

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "threat": {"persistent dprk->bloc": [0, 0, -0.05], "persistent russia->bloc": [0, 0, -0.05]},
        "annoyance": {"persistent china->dprk": [0, 0, -0.1], "persistent china->russia": [0, 0, -0.025]},
    }


def test_a_pact_annoys_the_neighbour_however_loose_the_bloc_is():
    model = a_model(NUMBERS, state={"cohesion bloc": [0.2, 0.2, 0.8], "pact": [0, 0.5, 1]})

    assert listed(caused(model, "integration")["annoyance"]) == {
        "persistent china->dprk": [0, -0.02, -0.14],
        "persistent china->russia": [0, -0.005, -0.035],
    }


def test_where_nobody_drills_there_is_no_bloc():
    assert change(a_model(), "integration", absent=["exercises bloc->dprk"]) == {}


def test_without_a_neighbour_there_is_neither_trio_nor_annoyance(close):
    absent = ["trade china->dprk"]

    assert set(caused(close, "integration", absent=absent)) == {"threat"}
    np.testing.assert_allclose(
        change(close, "integration", absent=absent)["cohesion bloc"], [0, 0.014, 0.004 - 0.05], atol=1e-16
    )


def test_cohesion_begins_where_it_rests():
    model = a_model({"mechanisms/integration/rest": [0.2, 0.3, 0.4]})

    np.testing.assert_array_equal(model.world["cohesion", "bloc"], [0.2, 0.3, 0.4])
