"""What all mechanisms share: they say why, and speak only of who is there."""

from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import combinations

import numpy as np
import pytest

from builders import CAST, a_model, dice, part
from tumen.base.names import pair_text
from tumen.mechanisms import MECHANISMS
from tumen.world.state import ALIGNED, Moves, World
from tumen.world.vocabulary import terms_of

EVERYWHERE = {"disturbance", "persistence", "reciprocity"}  # what acts between strangers, too
OF_ACTORS = {"own"}  # fields whose numbers stand in the files of actors
NEWCOMERS = [
    ("ukraine", "china"),
    ("china", "ukraine"),
    ("bloc", "dprk"),
    ("bloc", "russia"),
    ("russia", "ukraine"),
]

every_mechanism = pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.key)


@pytest.fixture(scope="module")
def busy():
    """Return a model in which everything has some value, and the moves of a month in which everybody acts."""
    luck, model = np.random.default_rng(1), a_model()
    model.world = model.world.with_values({key: luck.uniform(0.4, 0.9, 3) for key in model.world.values})
    flows = {key: luck.uniform(0.4, 0.9, 3) for actor in model.actors for key in actor.flow_keys()}
    return model, Moves(flows)


@every_mechanism
def test_a_mechanism_gives_a_cause_for_every_movement_of_an_alignment_and_for_nothing_else(mechanism, busy):
    model, moves = busy

    changes = list(part(model, mechanism.key).change(model.world, moves, dice(model)))

    assert {change.cause for change in changes if change.key[0] in ALIGNED} == set(mechanism.causes)
    assert {change.cause for change in changes if change.key[0] not in ALIGNED} <= {""}


@every_mechanism
def test_a_cause_names_every_parameter_on_which_its_size_depends(mechanism, busy):
    model, moves = busy
    one = part(model, mechanism.key)

    for name in {field.name for field in fields(mechanism)} - OF_ACTORS:
        both = one, replace(one, **{name: larger(getattr(one, name))})
        changes = zip(*(each.change(model.world, moves, dice(model)) for each in both), strict=True)
        moved = {
            before.cause
            for before, after in changes
            if before.key[0] in ALIGNED and not np.allclose(before.amount, after.amount, rtol=1e-9, atol=0)
        }

        assert {cause for cause in moved if name not in mechanism.causes[cause]} == set(), name


@every_mechanism
def test_a_mechanism_changes_what_the_state_holds_and_at_the_size_of_a_block(mechanism, busy):
    model, moves = busy

    changes = list(part(model, mechanism.key).change(model.world, moves, dice(model)))

    assert all(change.key in model.world.values for change in changes)
    assert all(change.amount.shape == (3,) for change in changes)


@every_mechanism
def test_a_mechanism_speaks_only_of_who_is_there(mechanism, busy):
    model, moves = busy
    for size in range(1, len(CAST) + 1):
        for cast in combinations(CAST, size):
            smaller = mechanism.build(model.setting.numbers, cast)
            world = World(cast, model.world.month, among(cast, model.world.values))
            flows = Moves(among(cast, moves.flows))

            begun = smaller.start(cast, {term.name: flows.pairs(term.name) for term in terms_of("flow")})
            changed = {change.key for change in smaller.change(world, flows, dice(model))}

            assert begun.keys() <= world.values.keys(), cast
            assert changed <= world.values.keys(), cast


@every_mechanism
@pytest.mark.parametrize("newcomer", NEWCOMERS, ids=lambda pair: pair_text(*pair))
def test_a_mechanism_bears_any_flow_that_is_new_between_two_actors(mechanism, newcomer, busy):
    model, moves = busy
    for flow in {term.name for term in terms_of("flow")}:
        flows = Moves({**moves.flows, (flow, *newcomer): np.full(3, 0.5)})
        begun = begun_by_all(model, flows)
        world = World(CAST, model.world.month, begun | model.world.values)

        changed = {change.key for change in part(model, mechanism.key).change(world, flows, dice(model))}

        assert changed <= world.values.keys(), flow


@every_mechanism
@pytest.mark.parametrize("flow", [term.name for term in terms_of("flow")])
def test_a_mechanism_bears_the_lack_of_any_flow(mechanism, flow, busy):
    model, moves = busy
    others = Moves({key: amount for key, amount in moves.flows.items() if key[0] != flow})

    changed = {change.key for change in part(model, mechanism.key).change(model.world, others, dice(model))}

    assert changed <= model.world.values.keys()


@every_mechanism
def test_between_strangers_who_give_each_other_nothing_most_mechanisms_rest(mechanism):
    cast = ("china", "ukraine")
    model = a_model(cast=cast)
    others = {"dependence_trade", "dependence_fiscal", "dependence_security", "hostility"}
    values = {key: value for key, value in model.world.values.items() if key[0] not in others}

    changes = list(part(model, mechanism.key).change(World(cast, 0, values), Moves({}), dice(model)))

    assert bool(changes) == (mechanism.key in EVERYWHERE)


def begun_by_all(model, moves):
    """Return what all mechanisms bring into being where these flows are possible."""
    flows = {term.name: moves.pairs(term.name) for term in terms_of("flow")}
    return {
        key: np.full(3, value) for one in model.mechanisms for key, value in one.start(CAST, flows).items()
    }


def larger(value):
    """Return the value of a field with every number in it larger by a tenth, and names as they are."""
    if isinstance(value, Mapping):
        return {key: larger(amount) for key, amount in value.items()}
    return 1.1 * value if isinstance(value, np.ndarray) else value


def among(cast, amounts):
    """Return what is about nobody outside a cast."""
    return {key: amount for key, amount in amounts.items() if set(key[1:]) <= set(cast)}
