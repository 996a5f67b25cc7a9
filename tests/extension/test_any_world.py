"""The model steps through any world: whoever its actors are, and whatever they give or do not give."""

from collections import defaultdict
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import FIRST, medians, spread
from tumen import model as model_module
from tumen.actors.base import Actor, CommonTraits
from tumen.base.names import Pair, pair_text, pairs
from tumen.model import ArrayModel, Setting
from tumen.parameters.draws import Numbers
from tumen.world.vocabulary import TERMS, terms_of

Gift: TypeAlias = tuple[str, Pair]  # a flow, its giver and its receiver

CAST = ("island", "delta", "highland")
HISTORIES, MONTHS = 3, 4
TRAITS = ("precision", "other_imports", "own_revenue", "own_security")
EVERYTHING = [(flow.name, pair) for flow in terms_of("flow") for pair in pairs(CAST)]
OF_PAIRS = [(name, pair) for name in ("jealousy", "commitment", "usual", "alignment") for pair in pairs(CAST)]


def an_actor(key: str, gifts: set[Gift]) -> type[Actor]:
    """Return an actor who gives half of the most of everything it gives, every month."""
    receivers = defaultdict(list)
    for flow, (giver, receiver) in sorted(gifts):
        if giver == key:
            receivers[flow].append(receiver)

    class Giver(Actor):
        Traits = CommonTraits
        flows = {flow: tuple(to) for flow, to in receivers.items()}

        def decide(self, world, dice):
            amounts = {flow: spread(TERMS[flow].high / 2, HISTORIES) for flow in self.flows}
            return self.gives(**{flow: dict.fromkeys(to, amounts[flow]) for flow, to in self.flows.items()})

    Giver.key = key
    return Giver


def a_world(gifts: set[Gift], of_pairs: set[Gift], level: float) -> ArrayModel:
    """Return a model of a made-up cast, in which every condition is at the same level."""
    numbers = {
        **medians(),
        **{f"conditions/{condition.name}": level for condition in terms_of("condition")},
        **{f"actors/{actor}/{trait}": 1.0 for actor in CAST for trait in TRAITS},
        **{f"pairs/{pair_text(*pair)}/{name}": 0.3 for name, pair in of_pairs},
    }
    setting = Setting(
        cast=CAST,
        first_month=FIRST,
        last_month=FIRST + MONTHS - 1,
        events=(),
        numbers=Numbers({address: spread(value, HISTORIES) for address, value in numbers.items()}),
        replicates=range(HISTORIES),
        seed=1,
        precision=np.float64,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model_module, "ACTOR_BY_KEY", {key: an_actor(key, gifts) for key in CAST})
        return ArrayModel(setting)


def assert_runs(model: ArrayModel) -> None:
    """Assert that every value of every month is a number."""
    while model.running:
        model.step()
        for values in (model.world.values, model.observed):
            assert [key for key, value in values.items() if not np.isfinite(value).all()] == []


@given(st.sets(st.sampled_from(EVERYTHING)), st.sets(st.sampled_from(OF_PAIRS)), st.floats(0, 1))
@example(set(), set(), 0)
@example(set(EVERYTHING), set(OF_PAIRS), 1)
@settings(max_examples=40)
def test_any_gifts_between_any_actors_make_a_world(gifts, of_pairs, level):
    assert_runs(a_world(gifts, of_pairs, level))


@pytest.mark.parametrize("flow", [flow.name for flow in terms_of("flow")])
def test_no_flow_needs_another_nor_is_needed(flow):
    gifts = set(EVERYTHING)
    alone = {gift for gift in gifts if gift[0] == flow}

    for some in (alone, gifts - alone):
        assert_runs(a_world(some, set(OF_PAIRS), 0.5))
