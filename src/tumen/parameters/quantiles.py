"""Quantile functions of the priors: from a uniform number to a value."""

from functools import singledispatch

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from tumen.parameters.priors import AnyPrior, Fixed, Lognormal, Normal, Triangular, TruncatedNormal, Uniform

Values = npt.NDArray[np.float64]


@singledispatch
def quantile(prior: AnyPrior, share: Values) -> Values:  # noqa: ARG001
    """Return the value below which the given share of the prior lies.

    Parameters
    ----------
    prior
        A distribution.
    share
        Numbers in (0, 1), any shape.

    Returns
    -------
    Values in the unit of the prior, of the shape of `share`.
    """
    raise TypeError(f"{type(prior).__name__} is not a prior")


@quantile.register
def _(prior: Fixed, share: Values) -> Values:
    return np.full_like(share, prior.fixed)


@quantile.register
def _(prior: Uniform, share: Values) -> Values:
    low, high = prior.uniform
    return low + (high - low) * share


@quantile.register
def _(prior: Triangular, share: Values) -> Values:
    low, mode, high = prior.triangular
    rising = low + np.sqrt(share * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - mode))
    return np.where(share * (high - low) < mode - low, rising, falling)


@quantile.register
def _(prior: Normal, share: Values) -> Values:
    mean, spread = prior.normal
    return np.asarray(mean + spread * ndtri(share))


@quantile.register
def _(prior: TruncatedNormal, share: Values) -> Values:
    mean, spread, low, high = prior.truncated_normal
    below, above = ndtr((low - mean) / spread), ndtr((high - mean) / spread)
    return np.asarray(np.clip(mean + spread * ndtri(below + (above - below) * share), low, high))


@quantile.register
def _(prior: Lognormal, share: Values) -> Values:
    median, spread = prior.lognormal
    return np.asarray(median * np.exp(spread * ndtri(share)))
