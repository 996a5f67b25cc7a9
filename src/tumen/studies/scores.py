"""Scores: how far forecasts lay from what came, each proper, and each smaller where the forecast was better.

A score is proper if nobody gains by saying anything but what they believe. All take arrays of any shape and
return a score for each forecast; their mean is for the caller to take.
"""

from math import pi, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

Numbers: TypeAlias = npt.NDArray[np.float64]


def brier(probability: npt.ArrayLike, happened: npt.ArrayLike) -> Numbers:
    r"""Return the Brier score of probabilities of what did, or did not, happen.

    .. math:: (p - y)^2

    Parameters
    ----------
    probability
        Probability of yes. [0 .. 1]
    happened
        Whether it came true.

    Returns
    -------
    Score from 0, sure and right, to 1, sure and wrong; whoever says 0.5 has 0.25.

    References
    ----------
    .. [1] G. W. Brier, "Verification of forecasts expressed in terms of probability," Monthly Weather Review
       78(1), 1950, 1-3.
    """
    return np.square(_numbers(probability) - _yes(happened))


def log_score(probability: npt.ArrayLike, happened: npt.ArrayLike) -> Numbers:
    r"""Return the logarithmic score: minus the logarithm of the probability given to what came.

    .. math:: -\ln(p y + (1 - p)(1 - y))

    Parameters
    ----------
    probability
        Probability of yes. [0 .. 1]
    happened
        Whether it came true.

    Returns
    -------
    Score of 0 or more, infinite where what came was held impossible; whoever says 0.5 has 0.693. [nat]

    References
    ----------
    .. [1] I. J. Good, "Rational decisions," Journal of the Royal Statistical Society B 14(1), 1952, 107-114.
    """
    given = _numbers(probability)
    with np.errstate(divide="ignore"):
        return np.abs(np.log(np.where(_yes(happened), given, 1 - given)))


def ranked_probability_score(probabilities: npt.ArrayLike, outcome: npt.ArrayLike) -> Numbers:
    r"""Return the ranked probability score of classes in order: a near miss costs less than a far one.

    .. math:: \sum_k (F_k - [y \le k])^2, \qquad F_k = p_0 + \dots + p_k

    Parameters
    ----------
    probabilities
        Probability of each class, shape (..., classes); each row sums to 1.
    outcome
        Number of the class that came, from 0, shape (...).

    Returns
    -------
    Score from 0 to the number of classes minus 1, shape (...); of two classes it is the Brier score.

    References
    ----------
    .. [1] E. S. Epstein, "A scoring system for probability forecasts of ranked categories," Journal of
       Applied Meteorology 8(6), 1969, 985-987.
    """
    summed = np.cumsum(_numbers(probabilities), axis=-1)
    reached = np.asarray(outcome)[..., np.newaxis] <= np.arange(summed.shape[-1])
    return _numbers(np.square(summed - reached)[..., :-1].sum(axis=-1))


def crps_ensemble(draws: npt.ArrayLike, observed: npt.ArrayLike, *, fair: bool = False) -> Numbers:
    r"""Return the continuous ranked probability score of an ensemble.

    .. math:: \frac{1}{n} \sum_i |x_i - y| - \frac{1}{2 N} \sum_{i, j} |x_i - x_j|

    with N = n² where the draws themselves are the forecast, and n (n - 1) where they stand for a distribution
    that they were drawn from: this score is `fair`, as its expectation does not depend on n [1]_. The double
    sum follows from the sorted draws.

    Parameters
    ----------
    draws
        The ensemble, shape (..., n).
    observed
        What came, shape (...).
    fair
        Whether to score the distribution that the draws come from; takes two draws or more.

    Returns
    -------
    Score in the unit of the draws, shape (...); 0 or more unless it is fair.

    Raises
    ------
    ValueError
        If there are too few draws.

    References
    ----------
    .. [1] C. A. T. Ferro, "Fair scores for ensemble forecasts," Quarterly Journal of the Royal Meteorological
       Society 140(683), 2014, 1917-1923.
    """
    ensemble = np.sort(_numbers(draws), axis=-1)
    size = ensemble.shape[-1]
    if size < 1 + fair:
        raise ValueError(f"the ensemble holds {size} draws. Give at least {1 + fair}.")
    distance = np.abs(ensemble - _numbers(observed)[..., np.newaxis]).mean(axis=-1)
    ranks = 2 * np.arange(size) - (size - 1)
    spread = (ranks * ensemble).sum(axis=-1)  # half of the double sum
    return _numbers(distance - spread / (size * (size - fair)))


def crps_normal(mean: npt.ArrayLike, deviation: npt.ArrayLike, observed: npt.ArrayLike) -> Numbers:
    r"""Return the continuous ranked probability score of a normal distribution.

    .. math:: \sigma (z (2 \Phi(z) - 1) + 2 \varphi(z) - 1 / \sqrt{\pi}), \qquad z = (y - \mu) / \sigma

    Parameters
    ----------
    mean, deviation
        Of the forecast; where the deviation is 0, the score is the distance.
    observed
        What came.

    Returns
    -------
    Score in the unit of the mean, 0 or more.

    References
    ----------
    .. [1] T. Gneiting, A. E. Raftery, A. H. Westveld, T. Goldman, "Calibrated probabilistic forecasting using
       ensemble model output statistics and minimum CRPS estimation," Monthly Weather Review 133(5), 2005.
    """
    away, spread = _numbers(observed) - _numbers(mean), _numbers(deviation)
    z = np.divide(away, spread, out=np.zeros(np.broadcast_shapes(away.shape, spread.shape)), where=spread > 0)
    density = np.exp(-np.square(z) / 2) / sqrt(2 * pi)
    score = spread * (z * (2 * special.ndtr(z) - 1) + 2 * density - 1 / sqrt(pi))
    return np.where(spread > 0, score, np.abs(away))


def interval_score(
    low: npt.ArrayLike, high: npt.ArrayLike, observed: npt.ArrayLike, *, level: float
) -> Numbers:
    r"""Return the interval score: the width, and for each miss the distance times 2 / (1 - level).

    .. math:: (u - l) + \frac{2}{\alpha} \max(l - y, y - u, 0), \qquad \alpha = 1 - \mathrm{level}

    Parameters
    ----------
    low, high
        Bounds of the central interval.
    observed
        What came.
    level
        Probability that the interval should hold, above 0 and below 1.

    Returns
    -------
    Score in the unit of the bounds, 0 or more where `low` is not above `high`.

    Raises
    ------
    ValueError
        If the level is out of range.

    References
    ----------
    .. [1] T. Gneiting, A. E. Raftery, "Strictly proper scoring rules, prediction, and estimation," Journal of
       the American Statistical Association 102(477), 2007, 359-378.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level is {level:g}. Write a number above 0 and below 1, for example 0.9.")
    lower, upper, came = _numbers(low), _numbers(high), _numbers(observed)
    missed = np.maximum(np.maximum(lower - came, came - upper), 0)
    return upper - lower + 2 / (1 - level) * missed


def coverage(low: npt.ArrayLike, high: npt.ArrayLike, observed: npt.ArrayLike) -> float:
    """Return the share of what came that lies within its interval, bounds included; nan of nothing."""
    came = _numbers(observed)
    inside = (_numbers(low) <= came) & (came <= _numbers(high))
    return float(inside.mean()) if inside.size else float("nan")


def _numbers(values: npt.ArrayLike) -> Numbers:
    return np.asarray(values, dtype=np.float64)


def _yes(values: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    return np.asarray(values, dtype=np.bool_)
