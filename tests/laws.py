"""Laws that many rules obey: what each rises with, and what it falls with."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

Rule = Callable[..., Any]

FLAGS = {"mask", "chosen", "agrees", "ships", "squeezes", "pays"}  # parameters that are true or false
ALIGNMENTS = {"alignment", "own_influence", "growth"}  # parameters that may be negative
HISTORIES = 50
ROUNDING = 1e-12

seeds = st.integers(0, 2**32 - 1)


def some_numbers(rule: Rule, seed: int, size: int = HISTORIES) -> dict[str, Any]:
    """Return an array for every parameter: flags, or numbers between 0.05, or -0.95, and 0.95."""
    luck = np.random.default_rng(seed)
    numbers: dict[str, Any] = {}
    for name in inspect.signature(rule).parameters:
        low = -0.95 if name in ALIGNMENTS else 0.05
        numbers[name] = luck.random(size) < 0.5 if name in FLAGS else luck.uniform(low, 0.95, size)
    return numbers


def call(rule: Rule, numbers: dict[str, Any]) -> Any:
    """Return what a rule gives for numbers by the name of its parameter."""
    parameters = inspect.signature(rule).parameters.values()
    positional = [numbers[each.name] for each in parameters if each.kind is not each.KEYWORD_ONLY]
    named = {each.name: numbers[each.name] for each in parameters if each.kind is each.KEYWORD_ONLY}
    return rule(*positional, **named)


def assert_rises(rule: Rule, names: str, seed: int, sign: int = 1) -> None:
    """Assert that a rule never falls as one of the named parameters rises, and does rise somewhere."""
    numbers = some_numbers(rule, seed)
    for name in names.split():
        least, most = (False, True) if name in FLAGS else (numbers[name], (numbers[name] + 0.95) / 2)
        gained = sign * (call(rule, {**numbers, name: most}) - call(rule, {**numbers, name: least}))
        assert np.all(gained >= -ROUNDING), name
        assert np.any(gained > ROUNDING), name


def assert_falls(rule: Rule, names: str, seed: int) -> None:
    """Assert that a rule never rises as one of the named parameters rises, and does fall somewhere."""
    assert_rises(rule, names, seed, sign=-1)


def assert_between(rule: Rule, low: str, high: str, seed: int) -> None:
    """Assert that a rule stays between two bounds, each 0, or a parameter with its sign."""
    numbers = some_numbers(rule, seed)
    result = call(rule, numbers)
    assert np.all(result >= _bound(low, numbers) - ROUNDING)
    assert np.all(result <= _bound(high, numbers) + ROUNDING)


def _bound(text: str, numbers: dict[str, Any]) -> Any:
    if text.lstrip("-") in numbers:
        return numbers[text] if text in numbers else -numbers[text[1:]]
    return float(text)
