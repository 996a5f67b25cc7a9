"""Folders, registers, parameter files and vocabulary agree with one another."""

from dataclasses import fields, replace
from pkgutil import iter_modules

import pytest

import tumen.actors
import tumen.mechanisms
from builders import a_model, dice
from tumen.actors import ACTORS
from tumen.base.names import parse_pair
from tumen.measurement.base import PAIR_RATES
from tumen.mechanisms import MECHANISMS
from tumen.parameters.registry import load_registry
from tumen.world.state import Moves
from tumen.world.vocabulary import TERMS, terms_of

FROM_ELSEWHERE = {  # fields that hold numbers of actors or of pairs, not of the mechanism's own
    "alliance": {"promises"},
    "commitment": {"at_first", "conditionality"},
    "dependence": {"at_first", "guarantees", "own"},
    "persistence": {"at_first", "natural_level"},
    "rivalry": {"at_first", "jealousy"},
}
WITHOUT_FIELD = {"persistence": {"natural_level_of_strangers"}}  # stands in for the level of a pair
OF_PAIRS = {  # names that files of dyads and mechanisms give to pairs
    "alignment",
    "commitment",
    "conditionality",
    "dependence_fiscal",
    "dependence_security",
    "dependence_trade",
    "jealousy",
    "natural_level",
    "usual",
    *PAIR_RATES,
}


def names_in_file(folder: str) -> set[str]:
    return {address.rpartition("/")[2] for address in load_registry() if address.rpartition("/")[0] == folder}


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.key)
def test_the_parameter_file_of_an_actor_names_its_traits(actor):
    assert names_in_file(f"actors/{actor.key}") == {field.name for field in fields(actor.Traits)}


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.key)
def test_the_parameter_file_of_a_mechanism_names_its_fields(mechanism):
    own = {field.name for field in fields(mechanism)} - FROM_ELSEWHERE.get(mechanism.key, set())

    assert names_in_file(f"mechanisms/{mechanism.key}") == own | WITHOUT_FIELD.get(mechanism.key, set())


def test_every_parameter_belongs_to_something():
    folders = {
        *(f"actors/{actor.key}" for actor in ACTORS),
        *(f"mechanisms/{mechanism.key}" for mechanism in MECHANISMS),
        *("conditions", "measurement/strength", "measurement/indicators"),
    }
    others = [address for address in load_registry() if address.rpartition("/")[0] not in folders]

    assert {address.split("/")[0] for address in others} == {"pairs"}
    assert {address.split("/")[2] for address in others} <= OF_PAIRS


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.key)
def test_a_cause_names_parameters_of_its_mechanism_or_of_a_pair_each_once(mechanism):
    of_pairs = {address.split("/")[2] for address in load_registry() if address.startswith("pairs/")}

    for cause, names in mechanism.causes.items():
        assert names, cause
        assert set(names) <= names_in_file(f"mechanisms/{mechanism.key}") | of_pairs, cause
        assert len(set(names)) == len(names), cause


def test_every_pair_with_parameters_joins_two_actors():
    pairs = {address.split("/")[1] for address in load_registry() if address.startswith("pairs/")}

    assert {actor for pair in pairs for actor in parse_pair(pair)} <= {actor.key for actor in ACTORS}


@pytest.mark.parametrize(
    ("package", "registered"),
    [(tumen.actors, ACTORS), (tumen.mechanisms, MECHANISMS)],
    ids=["actor", "mechanism"],
)
def test_every_module_is_registered_under_its_name(package, registered):
    modules = {module.name for module in iter_modules(package.__path__)} - {"base"}

    assert {one.key for one in registered} == modules
    assert {one.__module__.rpartition(".")[2] for one in registered} == modules


@pytest.mark.parametrize("one", [*ACTORS, *MECHANISMS], ids=lambda one: one.key)
def test_the_same_name_stands_for_module_parameters_and_test(repository, one):
    folder, name = one.__module__.split(".")[1:]

    assert (repository / "src" / "tumen" / "parameters" / "data" / folder / f"{name}.yaml").is_file()
    assert (repository / "tests" / folder / f"test_{name}.py").is_file()


def test_every_condition_has_a_first_value():
    assert names_in_file("conditions") == {term.name for term in terms_of("condition")}


def test_every_flow_is_given_by_an_actor():
    assert {flow for actor in ACTORS for flow in actor.flows} == {term.name for term in terms_of("flow")}


def test_every_tie_and_stock_is_brought_into_being_by_a_mechanism():
    begun = {key[0] for key in a_model().world.values}

    assert begun == {term.name for kind in ("tie", "stock", "condition") for term in terms_of(kind)}


def test_every_word_of_the_vocabulary_is_read():
    model = a_model()
    state, flows = Noting(model.world.values), Noting({})
    world = replace(model.world, values=state)
    for actor in model.actors:
        flows.update(actor.decide(world, dice(model)))
    for mechanism in model.mechanisms:
        list(mechanism.change(world, Moves(flows), dice(model)))
    model.measurement.observe(world, Moves(flows), dice(model))

    assert {key[0] for key in state.read | flows.read} == set(TERMS)


class Noting(dict):
    """A dictionary that remembers which keys were read."""

    def __init__(self, content):
        super().__init__(content)
        self.read = set()

    def __getitem__(self, key):
        self.read.add(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        if key in self:
            self.read.add(key)
        return super().get(key, default)
