"""What all actors share: rules of one consideration, quantal responses, declared flows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, dice
from tumen.actors import ACTORS
from tumen.actors.base import consent, help_in_war, trade_under_sanctions, wish
from tumen.world.vocabulary import TERMS

shares = st.floats(0, 1)
amounts = st.floats(0, 1000)


def test_a_wish_weighs_one_consideration():
    advantage = wish(np.array([-0.5, 0.0, 0.5]), readiness=-0.2, weight=0.8)

    np.testing.assert_allclose(advantage, [-0.6, -0.2, 0.2])


def test_help_in_war_needs_support_and_war():
    given_ = help_in_war(np.array([1, 0.5, 0.0]), np.array([0.5, 1, 1.0]), full=0.8)

    np.testing.assert_allclose(given_, [0.4, 0.4, 0])


def test_trade_is_lost_to_sanctions():
    traded = trade_under_sanctions(np.array([0, 1, 0.5]), before=10.0, lost=0.6)

    np.testing.assert_allclose(traded, [10, 4, 7])


@given(shares, amounts, shares)
def test_trade_under_sanctions_stays_between_nothing_and_what_it_was(sanctions, before, lost):
    assert 0 <= trade_under_sanctions(sanctions, before=before, lost=lost) <= before


def test_nobody_consents_to_what_is_not_offered():
    consents = consent(np.array([0.0, 0.0, 1.0, 1.0]), np.array([False, True, False, True]))

    np.testing.assert_array_equal(consents, [0, 0, 0, 1])


def test_an_actor_takes_what_is_better_the_more_reliably_the_more_precise_it_is():
    model = a_model({"actors/ukraine/precision": [0.0, 2.0, 20.0]})
    [ukraine] = model.agents.select(lambda agent: agent.key == "ukraine")

    near = ukraine.chooses("accuse", np.full(3, 0.2), dice(model, {"ukraine/accuse": 0.55}))
    never = ukraine.chooses("accuse", np.full(3, -0.2), dice(model, {"ukraine/accuse": 0.5}))

    np.testing.assert_array_equal(near, [False, True, True])
    np.testing.assert_array_equal(never, [False, False, False])


def test_an_actor_cannot_give_what_it_does_not_declare():
    [ukraine] = a_model().agents.select(lambda agent: agent.key == "ukraine")

    with pytest.raises(KeyError, match="ukraine does not declare the flow trade to dprk"):
        ukraine.gives(trade={"dprk": np.ones(3)})


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.key)
def test_an_actor_gives_every_flow_that_it_declares_and_nothing_else(actor):
    model = a_model()
    [one] = model.agents.select(lambda agent: agent.key == actor.key)

    intent = one.decide(model.world, dice(model))

    assert set(intent) == set(actor.flow_keys())
    assert all(amount.shape == (3,) for amount in intent.values())
    assert all(TERMS[flow].kind == "flow" for flow in actor.flows)


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.key)
def test_an_actor_rolls_every_stream_that_it_names_and_no_other(actor):
    model = a_model()
    [one] = model.agents.select(lambda agent: agent.key == actor.key)
    rolled = []

    class Noting:
        def happens(self, name, chance):
            rolled.append(name)
            return chance > 0.5

    one.decide(model.world, Noting())

    assert sorted(rolled) == sorted(actor.streams())


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.key)
def test_an_actor_states_its_rule(actor):
    assert actor.__doc__.startswith("Rule: ")
