"""Quantile functions agree with those of SciPy, in single precision but for rounding."""

import numpy as np
import pytest
from scipy import stats

from tumen.parameters.priors import Fixed, Lognormal, Normal, Triangular, TruncatedNormal, Uniform
from tumen.parameters.quantiles import quantile

SMALLEST = 2.0**-24  # share that is drawn
SINGLE = (
    np.array([1, 3, 99, 12_345, 2**21 + 1, 2**23 - 1, 2**23 + 1, 2**24 - 9, 2**24 - 1], np.float32) * SMALLEST
)
SHARES = np.array([1e-9, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1 - 1e-9])
PAIRS = [
    (Uniform(uniform=(-2, 3)), stats.uniform(-2, 5)),
    (Triangular(triangular=(-1, 0.5, 2)), stats.triang(0.5, -1, 3)),
    (Triangular(triangular=(0, 0, 2)), stats.triang(0, 0, 2)),
    (Triangular(triangular=(0, 2, 2)), stats.triang(1, 0, 2)),
    (Normal(normal=(0.5, 0.2)), stats.norm(0.5, 0.2)),
    (Lognormal(lognormal=(2, 0.3)), stats.lognorm(0.3, scale=2)),
    (TruncatedNormal(truncated_normal=(2, 0.5, 1, 3.5)), stats.truncnorm(-2, 3, 2, 0.5)),
    (TruncatedNormal(truncated_normal=(0, 1, 1, 2)), stats.truncnorm(1, 2, 0, 1)),
]
FAR = [  # cut off far from the middle, on either side
    (TruncatedNormal(truncated_normal=(0, 1, 0, 100)), stats.truncnorm(0, 100)),
    (TruncatedNormal(truncated_normal=(0, 1, 3, 100)), stats.truncnorm(3, 100)),
    (TruncatedNormal(truncated_normal=(0, 1, -100, -3)), stats.truncnorm(-100, -3)),
    (TruncatedNormal(truncated_normal=(0.02, 0.01, 0, 1)), stats.truncnorm(-2, 98, 0.02, 0.01)),
]
PRIORS = [pytest.param(prior, reference, id=str(prior)) for prior, reference in PAIRS]


@pytest.mark.parametrize(("prior", "reference"), PRIORS)
def test_a_quantile_is_that_of_the_reference(prior, reference):
    np.testing.assert_allclose(quantile(prior, SHARES), reference.ppf(SHARES), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("prior", "reference"), PRIORS)
def test_quantiles_rise_and_stay_within_the_support(prior, reference):
    values = quantile(prior, SHARES)
    low, high = reference.support()

    assert np.all(np.diff(values) > 0)
    assert np.all((values >= low) & (values <= high))


@pytest.mark.parametrize(
    ("prior", "reference"),
    [*PRIORS, *(pytest.param(prior, reference, id=str(prior)) for prior, reference in FAR)],
)
def test_in_single_precision_a_quantile_is_the_same_but_for_rounding(prior, reference):
    values = quantile(prior, SINGLE)

    true, scale = reference.ppf(SINGLE.astype(np.float64)), reference.std()
    assert values.dtype == np.float32
    np.testing.assert_allclose(values, true, rtol=1e-5, atol=1e-5 * scale)
    assert np.all(np.diff(values) >= 0)


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0.1, 0.3), (-0.7, 0.1), (24_303, 24_306), (24_303, 24_304)]
)
def test_in_single_precision_rounding_reaches_no_end_of_a_range(low, high):
    middle = (low + high) / 2
    uniform, triangular = Uniform(uniform=(low, high)), Triangular(triangular=(low, middle, high))

    for values in (quantile(uniform, SINGLE), quantile(triangular, SINGLE)):
        assert np.all((values >= np.float32(low)) & (values < np.float32(high)))


def test_a_fixed_number_is_itself_at_every_share():
    np.testing.assert_array_equal(quantile(Fixed(fixed=0.3), SHARES), np.full(len(SHARES), 0.3))
    np.testing.assert_array_equal(quantile(Fixed(fixed=0.3), SINGLE), np.full(len(SINGLE), 0.3, np.float32))


def test_what_is_no_prior_is_refused():
    with pytest.raises(TypeError, match="str is not a prior"):
        quantile("uniform", SHARES)
