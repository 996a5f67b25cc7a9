r"""Measurement models: what a source says, given a history, as log density, sampler and distribution.

All take arrays over histories and return arrays of the same shape.

A source sees a number :math:`x` of the history, shifted by the bias :math:`b` of its family in standard
deviations of the reading :math:`s`: :math:`y = x + s (b + \varepsilon)`, :math:`\varepsilon \sim N(0, 1)`. Of
amounts it sees the logarithm. What it tells is the value itself, or in which of three regions it lies: below,
inside or above what its words cover.
"""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

Floats: TypeAlias = npt.NDArray[np.float64]
Whole: TypeAlias = npt.NDArray[np.int64]

BELOW, INSIDE, ABOVE = -1, 0, 1
SMALLEST: Final = 1e-9  # amount that stands for none, where a logarithm is taken
FLOOR: Final = 1e-300


def region_log_density(told: Any, x: Any, *, low: Any, high: Any, scale: Any, bias: Any) -> Floats:
    """Return the log probability of the region that a source tells.

    Parameters
    ----------
    told
        BELOW, INSIDE or ABOVE.
    x
        What the history holds.
    low, high
        Between what the words lie; may be infinite.
    scale, bias
        Standard deviation of a reading in the unit of `x`, and what the source adds in such deviations.
    """
    seen = x + scale * bias
    to_low, to_high = (low - seen) / scale, (high - seen) / scale
    inside = _log_between(to_low, to_high)
    return np.select(
        [np.equal(told, BELOW), np.equal(told, ABOVE)],
        [special.log_ndtr(to_low), special.log_ndtr(-to_high)],
        inside,
    )


def region_sample(x: Any, luck: Floats, *, low: Any, high: Any, scale: Any, bias: Any) -> Whole:
    """Return the region that a source tells; `luck` is standard normal."""
    seen = x + scale * (bias + luck)
    return np.where(seen < low, BELOW, np.where(seen > high, ABOVE, INSIDE))


def region_cdf(told: Any, x: Any, *, low: Any, high: Any, scale: Any, bias: Any) -> tuple[Floats, Floats]:
    """Return the probability of a lower region, and of this or a lower one."""
    seen = x + scale * bias
    below, up_to = special.ndtr((low - seen) / scale), special.ndtr((high - seen) / scale)
    regions = [np.equal(told, BELOW), np.equal(told, INSIDE)]
    return np.select(regions, [0 * below, below], up_to), np.select(regions, [below, up_to], 1.0)


def amount_log_density(told: Any, x: Any, scale: Any, bias: Any) -> Floats:
    """Return the log density of a reported amount, of its logarithm."""
    away = (np.log(told) - _log(x)) / scale - bias
    return np.asarray(-0.5 * away**2 - np.log(scale) - 0.5 * np.log(2 * np.pi), float)


def amount_sample(x: Any, scale: Any, bias: Any, luck: Floats) -> Floats:
    """Return a reported amount; `luck` is standard normal."""
    return np.asarray(np.exp(_log(x) + scale * (bias + luck)), float)


def amount_cdf(told: Any, x: Any, scale: Any, bias: Any) -> Floats:
    """Return the probability that this or less is reported."""
    return np.asarray(special.ndtr((np.log(told) - _log(x)) / scale - bias), float)


def count_log_density(told: Any, rate: Any, overdispersion: float) -> Floats:
    """Return the log probability of a count: Poisson, or negative binomial if the relative rate varies."""
    rate = np.maximum(rate, SMALLEST)
    if overdispersion == 0:
        return np.asarray(special.xlogy(told, rate) - rate - special.gammaln(told + 1), float)
    size = 1 / overdispersion
    steps = special.gammaln(told + size) - special.gammaln(size) - special.gammaln(told + 1)
    shares = size * np.log(size / (size + rate)) + special.xlogy(told, rate / (size + rate))
    return np.asarray(steps + shares, float)


def count_sample(rate: Any, overdispersion: float, generator: np.random.Generator) -> Whole:
    """Return a count."""
    rate = np.maximum(rate, SMALLEST)
    if overdispersion:
        rate = rate * generator.gamma(1 / overdispersion, overdispersion, np.shape(rate))
    return np.asarray(generator.poisson(rate), np.int64)


def count_cdf(told: Any, rate: Any, overdispersion: float) -> Floats:
    """Return the probability of this count or a lower one; 0 below 0."""
    rate, known = np.maximum(rate, SMALLEST), np.maximum(told, 0)
    if overdispersion == 0:
        found = special.pdtr(known, rate)
    else:
        size = 1 / overdispersion
        found = special.betainc(size, known + 1.0, size / (size + rate))
    return np.where(np.less(told, 0), 0.0, found)


def first_log_density(rate_before: Any, rate_then: Any | None) -> Floats:
    """Return the log probability that something is first seen in a month, or never.

    Parameters
    ----------
    rate_before
        Expected number in the months without it.
    rate_then
        Expected number in its month; None if it is never seen.
    """
    silent = -np.asarray(rate_before, float)
    if rate_then is None:
        return silent
    seen = np.maximum(-np.expm1(-np.asarray(rate_then, float)), FLOOR)
    return np.asarray(silent + np.log(seen), float)


def mixed(log_densities: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """Return the log density of a mixture of readings."""
    stacked = np.stack([one + np.log(weight) for one, weight in zip(log_densities, weights, strict=True)])
    return np.asarray(special.logsumexp(stacked, axis=0), float)


def _log(x: Any) -> Floats:
    return np.asarray(np.log(np.maximum(x, SMALLEST)), float)


def _log_between(low: Any, high: Any) -> Floats:
    """Return the log of the normal probability between two bounds, exact also far in the tails."""
    flip = low > 0  # the lower tail is the one that is exact
    first, last = np.where(flip, -high, low), np.where(flip, -low, high)
    with np.errstate(divide="ignore"):
        upper, lower = special.log_ndtr(last), special.log_ndtr(first)
        return np.asarray(upper + np.log1p(-np.exp(np.minimum(lower - upper, 0))), float)
