"""Every rule is a pure function of numbers: the same for one number and for an array, and free of loops."""

import ast
import inspect
import textwrap
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings

from laws import Rule, call, seeds, some_numbers
from tumen import actors, mechanisms
from tumen.actors import base as actors_base
from tumen.base import elementary
from tumen.measurement import strength

HISTORIES = 5
UFUNCS = {
    "where",
    "maximum",
    "sqrt",
}  # which every processor rounds alike; all else is in base/transcendental
ARITHMETIC = (ast.Return, ast.Assign, ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.BinOp, ast.UnaryOp)
SYMBOLS = (ast.operator, ast.unaryop, ast.expr_context, ast.Compare, ast.cmpop, ast.BitAnd)


def rules_of(module: ModuleType) -> list[Rule]:
    functions = inspect.getmembers(module, inspect.isfunction)
    return [
        rule for name, rule in functions if rule.__module__ == module.__name__ and not name.startswith("_")
    ]


def modules_of(one: type) -> list[ModuleType]:
    """Return the module of an actor or a mechanism, and those inside it, if it is a package."""
    module = import_module(one.__module__)
    inside = iter_modules(getattr(module, "__path__", ()), f"{module.__name__}.")
    return [module, *(import_module(each.name) for each in inside)]


MODULES = (
    elementary,
    actors_base,
    *(module for one in (*actors.ACTORS, *mechanisms.MECHANISMS) for module in modules_of(one)),
)
RULES = [
    pytest.param(rule, id=f"{module.__name__.removeprefix('tumen.')}.{rule.__name__}")
    for module in MODULES
    for rule in rules_of(module)
]
INDEX = [pytest.param(rule, id=rule.__name__) for rule in (strength.political, strength.security)]


def in_single_precision(numbers):
    return {name: values if values.dtype == bool else np.float32(values) for name, values in numbers.items()}


def test_there_are_rules_to_be_tested():
    assert len(RULES) > 70


@pytest.mark.parametrize("rule", RULES + INDEX)
@given(seed=seeds)
@settings(max_examples=10)
def test_a_rule_means_the_same_for_a_number_and_for_an_array(rule, seed):
    numbers = some_numbers(rule, seed, HISTORIES)

    for_all = call(rule, numbers)
    one_by_one = [call(rule, {name: values[i] for name, values in numbers.items()}) for i in range(HISTORIES)]

    assert for_all.shape == (HISTORIES,)
    np.testing.assert_allclose(one_by_one, for_all, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("rule", RULES + INDEX)
@given(seed=seeds)
@settings(max_examples=10)
def test_in_single_precision_a_number_has_the_bits_that_it_has_in_an_array(rule, seed):
    numbers = in_single_precision(some_numbers(rule, seed, HISTORIES))

    for_all = call(rule, numbers)
    one_by_one = [call(rule, {name: values[i] for name, values in numbers.items()}) for i in range(HISTORIES)]

    assert {one.dtype for one in one_by_one} == {for_all.dtype} == {np.dtype(np.float32)}
    np.testing.assert_array_equal(one_by_one, for_all)


@pytest.mark.parametrize("rule", RULES + INDEX)
@given(seed=seeds)
@settings(max_examples=10)
def test_a_history_depends_on_its_own_numbers_only(rule, seed):
    numbers = some_numbers(rule, seed, HISTORIES)
    others = some_numbers(rule, seed + 1, HISTORIES)
    mixed = {name: np.where(np.arange(HISTORIES) == 2, numbers[name], others[name]) for name in numbers}

    assert call(rule, mixed)[2] == call(rule, numbers)[2]


@pytest.mark.parametrize("rule", RULES + INDEX)
def test_in_single_precision_a_rule_is_the_same_but_for_rounding(rule):
    numbers = in_single_precision(some_numbers(rule, 1, HISTORIES))
    in_double = {
        name: values if values.dtype == bool else values.astype(np.float64)
        for name, values in numbers.items()
    }

    np.testing.assert_allclose(call(rule, numbers), call(rule, in_double), rtol=2e-6, atol=2e-6)


@pytest.mark.parametrize("rule", RULES + INDEX)
def test_a_rule_is_straight_arithmetic(rule):
    [function] = ast.parse(textwrap.dedent(inspect.getsource(rule))).body
    statements = function.body[1:]  # after the docstring
    nodes = [node for statement in statements for node in ast.walk(statement)]

    unfit = [type(node).__name__ for node in nodes if not isinstance(node, ARITHMETIC + SYMBOLS)]
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}

    assert statements
    assert unfit == []
    assert used <= UFUNCS | {"float32"}


@pytest.mark.parametrize("rule", RULES + INDEX)
def test_a_rule_says_what_it_gives_and_in_which_unit(rule):
    assert rule.__module__ == elementary.__name__ or "[" in inspect.getdoc(rule)
