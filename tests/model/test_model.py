"""A month: events, then all decisions at once, then the sum of all changes; the same in any company."""

import numpy as np
import pytest

import tumen.model
from builders import CAST, FIRST, a_model
from tumen.base.randomness import GROUP
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.setting import scenario_setting
from tumen.mechanisms import MECHANISMS
from tumen.model import ArrayModel
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.scenarios.load import load_scenario
from tumen.world.vocabulary import TERMS

SEED = 11
MONTHS = 75  # to March 2026: war, deal, treaty, deployment and what follows
TOLERANCE = {np.float32: 1e-6, np.float64: 1e-12}


def scenario_model(replicates, precision=np.float32, cast=None):
    scenario = load_scenario("ceasefire")
    draws = Draws.from_columns(scenario_columns(scenario, load_registry()), SEED, replicates)
    scenario = scenario if cast is None else scenario.model_copy(update={"cast": tuple(cast)})
    return ArrayModel(scenario_setting(scenario, draws, SEED, precision))


def run(model, months=MONTHS):
    """Return the whole state at the end of every year, and when what has happened."""
    states = []
    for month in range(months):
        model.step()
        if month % 12 == 11 or month == months - 1:
            states.append(dict(model.world.values))
    return states, model.world.happened


@pytest.fixture(scope="module")
def crowd():
    start = 100 * GROUP - 500
    return start, run(scenario_model(range(start, start + 1_000)))


@pytest.mark.parametrize(
    "replicates",
    [
        range(100 * GROUP - 500, 100 * GROUP - 499),
        range(100 * GROUP - 1, 100 * GROUP + 2),
        range(100 * GROUP + 7, 100 * GROUP + 10),
        range(100 * GROUP - 100, 100 * GROUP + 333),
    ],
    ids=["alone", "three of two groups", "three", "some hundred"],
)
def test_a_history_does_not_know_who_runs_beside_it(crowd, replicates):
    start, (states, happened) = crowd
    place = slice(replicates.start - start, replicates.stop - start)

    own_states, own_happened = run(scenario_model(replicates))

    for own, state in zip(own_states, states, strict=True):
        assert own.keys() == state.keys()
        for key, values in own.items():
            np.testing.assert_array_equal(values, state[key][place], err_msg=str(key))
    for name, months in own_happened.items():
        np.testing.assert_array_equal(months, happened[name][place], err_msg=name)


@pytest.mark.parametrize("precision", [pytest.param(np.float32, marks=pytest.mark.slow), np.float64])
def test_the_order_of_mechanisms_means_nothing(monkeypatch, precision):
    model = scenario_model(range(50), precision)
    monkeypatch.setattr(tumen.model, "MECHANISMS", MECHANISMS[::-1])
    other = scenario_model(range(50), precision)

    assert_alike_month_by_month(model, other, TOLERANCE[precision])


@pytest.mark.parametrize("precision", [pytest.param(np.float32, marks=pytest.mark.slow), np.float64])
@pytest.mark.parametrize("cast", [CAST[::-1], CAST[2:] + CAST[:2]], ids=["reversed", "turned"])
def test_the_order_of_the_cast_means_nothing(cast, precision):
    model, other = scenario_model(range(50), precision), scenario_model(range(50), precision, cast)

    assert_alike_month_by_month(model, other, TOLERANCE[precision])


def assert_alike_month_by_month(model, other, tolerance):
    """Compare two models that start every month alike, so that no rounding turns a choice."""
    for _ in range(MONTHS):
        model.step()
        other.step()
        assert model.world.values.keys() == other.world.values.keys()
        for key, values in model.world.values.items():
            np.testing.assert_allclose(
                other.world[key], values, rtol=tolerance, atol=tolerance, err_msg=str(key)
            )
        other.world = other.world.with_values(model.world.values)


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_the_step_keeps_its_precision(precision):
    model = scenario_model(range(3), precision)

    for _ in range(MONTHS):
        model.step()

        assert {values.dtype.type for values in model.world.values.values()} == {precision}
        assert {values.dtype.type for values in model.observed.values()} == {precision}
        assert {months.dtype.type for months in model.world.happened.values()} == {np.int32}
        assert {values.shape for values in model.world.values.values()} == {(3,)}


def test_every_share_stays_a_share_and_no_stock_is_negative():
    states, _ = run(scenario_model(range(200)))

    for (term, *_), values in (item for state in states for item in state.items()):
        assert values.min() >= TERMS[term].low - 1e-6, term
        assert values.max() <= TERMS[term].high + 1e-6, term


def test_a_run_begins_before_its_first_month_and_ends_with_its_last():
    model = a_model(months=3)

    assert model.world.month == FIRST - 1
    months = []
    while model.running:
        model.step()
        months.append(model.world.month)

    assert months == [FIRST, FIRST + 1, FIRST + 2]


def test_all_decide_at_once_seeing_last_month():
    calm, tense = a_model(), a_model(state={"demand russia": 1, "arms_channel": 1, "war_intensity": 1})
    for model in (calm, tense):
        model.step()
        model.step()

    assert not calm.world["arms_delivered", "dprk", "russia"].any()
    assert tense.world["arms_delivered", "dprk", "russia"].all()


def test_after_a_step_the_model_holds_what_everybody_did():
    model = a_model({"actors/bloc/trade_with_china": [40, 50, 60]})
    assert not model.moves.flows

    model.step()

    assert set(model.moves.flows) == {key for actor in model.actors for key in actor.flow_keys()}
    np.testing.assert_array_equal(model.moves.flows["trade", "bloc", "china"], [40, 50, 60])


def test_the_seed_decides_everything():
    one, other, different = (a_model(seed=seed) for seed in (1, 1, 2))
    for model in (one, other, different):
        model.step()

    key = ("transient", "dprk", "china")
    np.testing.assert_array_equal(one.world[key], other.world[key])
    assert np.all(one.world[key] != different.world[key])
