"""Weighted histories: how many they are worth, how heavy their tail is, and which to take."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import special

from tumen.studies.calibration.densities import Floats

TAIL: Final = 5  # fewest weights that tell the shape of a tail


def normalised(log_weights: Floats) -> Floats:
    """Return weights that add up to 1."""
    weights: Floats = np.exp(log_weights - special.logsumexp(log_weights))
    return weights


def effective_size(log_weights: Floats) -> float:
    r"""Return how many equally weighted draws the weighted ones are worth: :math:`1 / \sum w^2`."""
    return float(1 / np.sum(normalised(log_weights) ** 2))


def log_evidence(log_weights: Floats) -> float:
    """Return the log of the mean weight."""
    return float(special.logsumexp(log_weights) - np.log(len(log_weights)))


def pareto_k(log_weights: Floats) -> float:
    r"""Return the shape of the tail of importance weights [1]_: above 0.7 their mean cannot be trusted.

    A generalised Pareto distribution is fitted to the largest :math:`\min(S / 5, 3 \sqrt S)` weights by the
    method of [2]_.

    References
    ----------
    .. [1] A. Vehtari, D. Simpson, A. Gelman, Y. Yao and J. Gabry, "Pareto smoothed importance sampling,"
       Journal of Machine Learning Research 25(72), 2024.
    .. [2] J. Zhang and M. A. Stephens, "A new and efficient estimation method for the generalized Pareto
       distribution," Technometrics 51(3), 2009, 316-325.
    """
    size = len(log_weights)
    count = int(min(size / 5, 3 * np.sqrt(size)))
    ordered = np.sort(np.exp(log_weights - log_weights.max()))
    tail = ordered[-count:] - ordered[-count - 1]
    if count < TAIL or tail[-1] <= 0 or tail[0] == tail[-1]:
        return -np.inf if tail[-1] <= 0 or tail[0] == tail[-1] else np.inf
    tail = np.maximum(tail, np.finfo(float).tiny)
    grid = 30 + int(np.sqrt(count))
    quartile = tail[int(count / 4 + 0.5) - 1]
    theta = 1 / tail[-1] + (1 - np.sqrt(grid / (np.arange(1, grid + 1) - 0.5))) / (3 * quartile)
    k = -np.mean(np.log1p(-theta[:, None] * tail), axis=1)
    likelihood = count * (np.log(theta / k) + k - 1)
    chosen = float(np.sum(theta * np.exp(likelihood - special.logsumexp(likelihood))))
    raw = float(np.mean(np.log1p(-chosen * tail)))
    return (raw * count + 10 * 0.5) / (count + 10)  # drawn towards 0.5, as of ten more observations


def pareto_limit(size: int) -> float:
    """Return the largest shape at which the mean of so many weights can be trusted."""
    return float(min(1 - 1 / np.log10(size), 0.7))


def resampled(weights: Floats, number: int, start: float) -> npt.NDArray[np.int64]:
    """Return the places of equally likely draws, by systematic resampling.

    Parameters
    ----------
    weights
        Of the draws, 1 in all.
    number
        How many to take.
    start
        Where to begin, in [0, 1).
    """
    marks = (np.arange(number) + start) / number
    return np.minimum(np.searchsorted(np.cumsum(weights), marks), len(weights) - 1)


def weighted_mean(values: Any, weights: Floats) -> Floats:
    """Return the mean of each row."""
    return np.asarray(values @ weights, float)


def weighted_sd(values: Any, weights: Floats) -> Floats:
    """Return the standard deviation of each row."""
    mean = weighted_mean(values, weights)
    return np.asarray(np.sqrt(np.maximum(weighted_mean(np.square(values), weights) - mean**2, 0)), float)


def flattened(log_weights: Floats, wanted: float) -> Floats:
    """Return log weights raised to the largest power, at most 1, that keeps the effective size wanted."""
    if effective_size(log_weights) >= wanted:
        return log_weights
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if effective_size(middle * log_weights) >= wanted else (low, middle)
    return low * log_weights
