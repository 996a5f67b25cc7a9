"""What all actors share: rules of one consideration, quantal responses, declared flows."""

import numpy as np
import pytest
from hypothesis import given

from builders import a_model, dice
from laws import assert_between, assert_falls, assert_rises, seeds
from options import Noting
from tumen.actors import ACTORS
from tumen.actors.base import capped, consent, help_in_war, reopening, trade_under_sanctions, wish
from tumen.world.vocabulary import TERMS


def test_a_wish_weighs_one_consideration():
    advantage = wish(np.array([-0.5, 0.0, 0.5]), readiness=-0.2, weight=0.8)

    np.testing.assert_allclose(advantage, [-0.6, -0.2, 0.2])


def test_help_in_war_needs_support_and_war():
    given_ = help_in_war(np.array([1, 0.5, 0.0]), np.array([0.5, 1, 1.0]), full=0.8)

    np.testing.assert_allclose(given_, [0.4, 0.4, 0])


def test_trade_is_lost_to_sanctions():
    traded = trade_under_sanctions(np.array([0, 1, 0.5]), before=10.0, lost=0.6)

    np.testing.assert_allclose(traded, [10, 4, 7])


@pytest.mark.parametrize(
    ("rule", "rises_with", "falls_with"),
    [
        (wish, "consideration readiness weight", ""),
        (help_in_war, "western_support war full", ""),
        (trade_under_sanctions, "before", "sanctions lost"),
        (capped, "flow", "enforcement lost"),
        (reopening, "agrees", "frozen"),
        (consent, "agrees", ""),
    ],
)
@given(seed=seeds)
def test_what_a_rule_rises_and_falls_with(rule, rises_with, falls_with, seed):
    assert_rises(rule, rises_with, seed)
    assert_falls(rule, falls_with, seed)


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (help_in_war, "full"),
        (trade_under_sanctions, "before"),
        (capped, "flow"),
        (reopening, "1"),
        (consent, "1"),
    ],
)
@given(seed=seeds)
def test_a_rule_stays_between_nothing_and_its_most(rule, most, seed):
    assert_between(rule, "0", most, seed)


def test_a_flow_under_sanctions_loses_a_share_as_they_are_enforced():
    left = capped(np.array([2, 2, 2, 0]), np.array([0, 0.5, 1, 1]), lost=0.6)

    np.testing.assert_allclose(left, [2, 1.4, 0.8, 0])


def test_a_link_is_reopened_where_its_owner_agrees_and_nothing_forbids_it():
    leave = reopening(np.array([False, False, True, True]), np.array([0, 1, 0, 1]))

    np.testing.assert_array_equal(leave, [0, 0, 1, 0])


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


def test_an_actor_follows_a_single_consideration():
    model = a_model({"actors/ukraine/precision": 2.0})
    [ukraine] = model.agents.select(lambda agent: agent.key == "ukraine")
    noting = Noting()

    follows = ukraine.follows(
        "accuse", np.array([0, 0.5, 1]), noting, readiness=np.full(3, -0.3), weight=np.full(3, 0.6)
    )

    np.testing.assert_allclose(noting.chances["ukraine/accuse"], 1 / (1 + np.exp([0.6, 0, -0.6])))
    np.testing.assert_array_equal(follows, [False, False, True])


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
    noting = Noting()

    one.decide(model.world, noting)

    assert sorted(noting.chances) == sorted(actor.streams())


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.key)
def test_an_actor_states_its_rule(actor):
    assert actor.__doc__.startswith("Rule: ")
