"""Priors are written as one key, and refused with what to write instead."""

import pytest
from pydantic import TypeAdapter, ValidationError

from tumen.parameters.priors import Prior, Uniform

PRIOR = TypeAdapter(Prior)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ({"fixed": 3}, "fixed 3"),
        ({"uniform": [0, 1]}, "uniform 0, 1"),
        ({"triangular": [0, 0.5, 1]}, "triangular 0, 0.5, 1"),
        ({"normal": [0, 1]}, "normal 0, 1"),
        ({"truncated_normal": [0, 1, -2, 2]}, "truncated_normal 0, 1, -2, 2"),
        ({"lognormal": [2, 0.3]}, "lognormal 2, 0.3"),
    ],
)
def test_the_key_tells_the_family(written, text):
    assert str(PRIOR.validate_python(written)) == text


def test_a_prior_is_itself():
    prior = Uniform(uniform=(0, 1))

    assert PRIOR.validate_python(prior) is prior
    assert (prior.family, prior.numbers) == ("uniform", (0, 1))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"uniform": [1, 0]}, "low 1 is not below high 0. Write the smaller one first."),
        ({"uniform": [1, 1]}, "low 1 is not below high 1"),
        ({"triangular": [0, 2, 1]}, "the mode 2 lies outside 0 to 1"),
        ({"normal": [0, 0]}, "the standard deviation 0 is not above 0. Write a positive number."),
        ({"truncated_normal": [0, 1, 2, -2]}, "low 2 is not below high -2"),
        ({"truncated_normal": [0, -1, 0, 1]}, "the standard deviation -1 is not above 0"),
        ({"lognormal": [0, 1]}, "the median 0 is not above 0"),
        ({"lognormal": [1, -1]}, "the standard deviation of the logarithm -1 is not above 0"),
        ({"uniform": [0, float("inf")]}, "finite number"),
        ({"fixed": 1, "uniform": [0, 1]}, "Extra inputs are not permitted"),
        ({"beta": [1, 1]}, "is not a distribution. Write one of: fixed, uniform, triangular, normal,"),
        (0.5, "is not a distribution"),
    ],
)
def test_what_is_no_prior_is_refused(written, message):
    with pytest.raises(ValidationError, match=message):
        PRIOR.validate_python(written)
