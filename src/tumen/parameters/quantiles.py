"""Quantile functions of the priors: from a uniform number to a value."""

from functools import singledispatch
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from tumen.base.transcendental import exp, is_single, normal_quantile
from tumen.parameters.priors import (
    AnyPrior,
    Fixed,
    Given,
    Lognormal,
    Normal,
    Triangular,
    TruncatedNormal,
    Uniform,
)

Values = npt.NDArray[np.floating[Any]]


def standard_normal(share: Any, rest: Any) -> Any:
    """Return the standard normal number below which the given share lies, and above which the rest of 1.

    The smaller of the two decides, as it has more digits.
    """
    lower = normal_quantile if is_single(share) else ndtri
    return np.where(share < rest, lower(share), -lower(rest))


def short_of(end: float, values: Values) -> Values:
    """Return the values, or the last number before the end where rounding has reached it."""
    last = np.nextafter(values.dtype.type(end), values.dtype.type(-np.inf))
    return np.minimum(values, last)


@singledispatch
def quantile(prior: AnyPrior, share: Values) -> Values:  # noqa: ARG001
    """Return the value below which the given share of the prior lies.

    Parameters
    ----------
    prior
        A distribution.
    share
        Numbers in (0, 1), any shape, in either precision.

    Returns
    -------
    Values in the unit of the prior, of the shape and precision of `share`.
    """
    raise TypeError(f"{type(prior).__name__} is not a prior")


@quantile.register
def _(prior: Fixed, share: Values) -> Values:
    return np.full(len(share), prior.fixed, share.dtype)


@quantile.register
def _(prior: Given, share: Values) -> Values:  # noqa: ARG001
    return share  # which is the value itself


@quantile.register
def _(prior: Uniform, share: Values) -> Values:
    low, high = prior.uniform
    return short_of(high, low + (high - low) * share)


@quantile.register
def _(prior: Triangular, share: Values) -> Values:
    low, mode, high = prior.triangular
    rising = low + np.sqrt(share * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - mode))
    return short_of(high, np.where(share * (high - low) < mode - low, rising, falling))


@quantile.register
def _(prior: Normal, share: Values) -> Values:
    mean, spread = prior.normal
    values: Values = mean + spread * standard_normal(share, 1 - share)
    return values


@quantile.register
def _(prior: TruncatedNormal, share: Values) -> Values:
    mean, spread, low, high = prior.truncated_normal
    below, above = float(ndtr((low - mean) / spread)), float(ndtr((mean - high) / spread))
    kept = 1 - below - above
    value = mean + spread * standard_normal(below + kept * share, above + kept * (1 - share))
    values: Values = np.clip(value, low, high)
    return values


@quantile.register
def _(prior: Lognormal, share: Values) -> Values:
    median, spread = prior.lognormal
    values: Values = median * exp(spread * standard_normal(share, 1 - share))
    return values
