"""The ledger: the parts that causes moved an alignment by add up to its movement."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CAST, FIRST, a_model
from tumen.base.names import pairs
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.setting import scenario_setting
from tumen.events import Scheduled
from tumen.events.effects import Shift
from tumen.measurement.ledger import exchange_rate
from tumen.model import ArrayModel
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.scenarios.load import load_scenario

PUSH = Scheduled(
    name="visit",
    months=np.full(3, FIRST + 2, np.int32),
    window=range(FIRST + 2, FIRST + 3),
    effects=(Shift(key=("transient", "dprk", "russia"), amount=np.array([0, 0.5, -2])),),
)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_a_latent_movement_is_exchanged_into_the_movement_of_the_alignment(before, after):
    shown = np.tanh([before, after])
    slope = exchange_rate(*shown, after - before)

    assert slope * (after - before) == pytest.approx(shown[1] - shown[0], abs=1e-12)
    assert 0 <= slope <= 1


@pytest.mark.parametrize(("precision", "error"), [(np.float64, 1e-12), (np.float32, 2e-6)])
def test_the_parts_of_every_month_add_up_to_its_movement(precision, error):
    model = a_model(events=[PUSH], precision=precision, ledger=True)
    for _ in range(6):
        before = model.world
        model.step()
        for pair in pairs(CAST):
            parts = [amount for (moved, _), amount in model.ledger.items() if moved == pair]
            movement = model.world.alignment(*pair) - before.alignment(*pair)
            np.testing.assert_allclose(sum(parts), movement, rtol=0, atol=error)


def test_in_double_precision_the_parts_add_up_over_any_window():
    scenario, replicates = load_scenario("ceasefire"), range(5)
    draws = Draws.from_columns(scenario_columns(scenario, load_registry()), 1, replicates)
    setting = scenario_setting(scenario, draws, 1, np.float64)
    model, chance = ArrayModel(replace(setting, ledger=True)), random.Random(1)
    alignments = [alignments_of(model)]
    moved = [dict.fromkeys(pairs(CAST), 0.0)]
    while model.running:
        model.step()
        alignments.append(alignments_of(model))
        sums = dict(moved[-1])
        for (pair, _), amount in model.ledger.items():
            sums[pair] = sums[pair] + amount
        moved.append(sums)

    for _ in range(20):
        start, end = sorted(chance.sample(range(len(moved)), 2))
        pair = chance.choice(pairs(CAST))
        parts, movement = (record[end][pair] - record[start][pair] for record in (moved, alignments))
        np.testing.assert_allclose(parts, movement, rtol=0, atol=1e-9)


def alignments_of(model):
    return {pair: model.world.alignment(*pair) for pair in model.world.pairs}


def test_what_changes_nothing_in_any_history_is_left_out():
    model = a_model(ledger=True)
    model.step()

    assert (("dprk", "bloc"), "wedge/talks") not in model.ledger
    assert all(amount.any() for amount in model.ledger.values())


def test_an_event_is_a_cause_in_its_month_only():
    model = a_model(events=[PUSH], ledger=True)
    pushed = []
    for _ in range(4):
        model.step()
        pushed.append(model.ledger.get((("dprk", "russia"), "event/visit"), np.zeros(3)))

    assert (np.array(pushed)[[0, 1, 3]] == 0).all()
    assert np.sign(pushed[2]).tolist() == [0, 1, -1]


def test_what_is_switched_off_moves_nothing():
    model = a_model(without=["disturbance"], ledger=True)
    model.step()

    assert not [cause for _, cause in model.ledger if cause.startswith("disturbance")]


def test_nothing_is_entered_unless_asked_for():
    model = a_model()
    model.step()

    assert len(model.ledger) == 0
