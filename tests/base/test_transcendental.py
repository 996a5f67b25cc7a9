"""Transcendental functions: close to the true ones, within bounds, and the same for one and for many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from tumen.base.transcendental import FINITE, exp, is_single, lapse, log, normal_quantile, tanh

NUMBERS = 200_001
SIZES = np.geomspace(1e-30, 30, NUMBERS)
FUNCTIONS = {  # the function, the true one, where it is used, and its largest relative error
    "exp": (exp, np.exp, np.linspace(-FINITE, FINITE, NUMBERS), 1e-7),
    "log": (log, np.log, np.geomspace(1e-37, 1e38, NUMBERS), 4e-7),
    "log near 1": (log, np.log, np.linspace(0.5, 2, NUMBERS), 4e-7),
    "tanh": (tanh, np.tanh, np.concatenate([-SIZES[::-1], SIZES]), 3.5e-7),
    "lapse": (lapse, lambda x: -np.expm1(-x), SIZES, 3.5e-7),
    "normal_quantile": (normal_quantile, ndtri, np.geomspace(2.0**-33, 0.5, NUMBERS), 3.5e-6),
    "normal_quantile near 1/2": (normal_quantile, ndtri, np.linspace(0.4, 0.5, NUMBERS), 3.5e-6),
}
CASES = [pytest.param(*case, id=name) for name, case in FUNCTIONS.items()]
TRUE = [pytest.param(*case[:3], id=name) for name, case in FUNCTIONS.items() if "normal" not in name]
ALONE = [pytest.param(function, where, id=name) for name, (function, _, where, _) in FUNCTIONS.items()]


def single(numbers):
    """Return numbers in single precision, in ascending order, each of them once."""
    return np.unique(np.asarray(numbers, np.float32))


@pytest.mark.parametrize(("function", "true", "where", "error"), CASES)
def test_in_single_precision_a_function_is_the_true_one_but_for_rounding(function, true, where, error):
    x = single(where)

    found = function(x)

    assert found.dtype == np.float32
    np.testing.assert_allclose(found, true(x.astype(np.float64)), rtol=error)


@pytest.mark.parametrize(("function", "where"), ALONE)
def test_a_function_never_falls_but_by_rounding(function, where):
    found = function(single(where)).astype(np.float64)

    assert np.all(np.diff(found) >= -5e-7 * np.maximum(np.abs(found[1:]), 2.0**-126))


@pytest.mark.parametrize(("function", "where"), ALONE)
def test_a_number_alone_has_the_bits_that_it_has_among_others(function, where):
    x = single(where)[:: NUMBERS // 300]
    among_all = function(x)

    for length in (1, 2, 3, 7, 8, 9, 17):
        pieces = [function(x[start : start + length]) for start in range(0, len(x), length)]
        np.testing.assert_array_equal(np.concatenate(pieces), among_all)
    alone = [function(number) for number in x]
    np.testing.assert_array_equal(np.array(alone), among_all)
    assert {number.dtype for number in alone} == {np.dtype(np.float32)}


@pytest.mark.parametrize(("function", "true", "where"), TRUE)
def test_in_double_precision_a_function_is_that_of_numpy(function, true, where):
    np.testing.assert_array_equal(function(where), true(where))
    assert function(float(where[7])) == true(float(where[7]))


@pytest.mark.parametrize(
    ("function", "x", "value"),
    [
        (exp, 0, 1),
        (log, 1, 0),
        (tanh, 0, 0),
        (tanh, 30, 1),
        (tanh, -30, -1),
        (lapse, 0, 0),
        (lapse, 90, 1),
        (normal_quantile, 0.5, 0),
    ],
)
def test_special_points_are_exact(function, x, value):
    assert function(np.float32(x)) == value


@given(st.floats(width=32, allow_nan=False))
def test_a_hyperbolic_tangent_lies_between_minus_one_and_one_and_is_odd(x):
    x = np.float32(x)

    assert -1 <= tanh(x) <= 1
    assert tanh(-x) == -tanh(x)


@given(st.floats(0, width=32, allow_nan=False))
def test_what_lapses_is_a_share(x):
    assert 0 <= lapse(np.float32(x)) <= 1


@pytest.mark.parametrize("beyond", [FINITE + 1, 1e6, np.inf])
def test_an_exponential_out_of_range_is_that_of_the_end_of_the_range(beyond):
    assert exp(np.float32(beyond)) == exp(np.float32(FINITE))
    assert exp(np.float32(-beyond)) == exp(np.float32(-FINITE)) > 0


@pytest.mark.parametrize("x", [np.float32(1), np.ones(3, np.float32)], ids=["number", "array"])
def test_what_is_in_single_precision_is_known_as_such(x):
    assert is_single(x)
    assert not any(map(is_single, (x.astype(np.float64), 1.0, 1)))
