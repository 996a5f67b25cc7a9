r"""What a reading is worth: how much it is expected to take off the Brier score of a forecast.

Whoever forecasts the probability :math:`p` of a yes expects a Brier score of :math:`p (1 - p)` [1]_. A
reading that falls into bin :math:`k` with probability :math:`w_k`, and then makes the probability
:math:`p_k`, takes

.. math:: V = \sum_k w_k (p_k - p)^2

off it, which is the resolution of Murphy's partition [2]_, and for two bins
:math:`w_0 w_1 (p_1 - p_0)^2`. It is the value of information [3]_ of whoever pays by the Brier score.

Everything here is a function of tallies over groups of histories. Histories that share a particle share its
parameters and its past, so that they are no independent draws; groups of whole particles are. What a group
adds to an estimate (its influence) gives the covariance of the estimates by the infinitesimal jackknife [4]_
over groups.

References
----------
.. [1] G. W. Brier, "Verification of forecasts expressed in terms of probability," Monthly Weather Review
   78(1), 1950, 1-3.
.. [2] A. H. Murphy, "A new vector partition of the probability score," Journal of Applied Meteorology 12(4),
   1973, 595-600.
.. [3] H. Raiffa, R. Schlaifer, "Applied Statistical Decision Theory," Harvard University, 1961; R. A. Howard,
   "Information value theory," IEEE Transactions on Systems Science and Cybernetics 2(1), 1966, 22-26.
.. [4] B. Efron, "The Jackknife, the Bootstrap and Other Resampling Plans," SIAM, 1982, chapter 6.
"""

from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]

BINS: Final = 20  # that values are sorted into, at most


class Estimate(NamedTuple):
    """What is taken off the expected Brier score, and the standard error of that; of any one shape."""

    value: Numbers
    error: Numbers


class Tally(NamedTuple):
    """How many histories of each group fall into each bin, and how many of these answer yes.

    Both have the shape (..., groups, bins).
    """

    counts: Numbers
    yes: Numbers

    @property
    def histories(self) -> float:
        """How many histories were counted."""
        return float(self.counts.sum())

    def half(self, number: int) -> "Tally":
        """Return the tally of every second group, from group 0 or 1 on."""
        return Tally(self.counts[..., number::2, :], self.yes[..., number::2, :])


class Splits(NamedTuple):
    """What the readings "at the cut or above" and "below it" tell, each of the shape (cuts,)."""

    share: Numbers  # of histories at the cut or above
    above: Numbers  # probability of yes among these
    below: Numbers  # and among the others
    above_error: Numbers
    below_error: Numbers
    worth: Estimate


def cuts(values: npt.NDArray[Any], least: int, most: int = BINS) -> npt.NDArray[Any]:
    """Return rising cuts that leave at least so many histories in each bin; none where that cannot be.

    Few different values are cut between each two, many at equally likely quantiles. A cut is the lowest value
    of the bin above it.

    Parameters
    ----------
    values
        Of each history, shape (replicates,).
    least
        Histories in a bin, at least.
    most
        Bins, at most.
    """
    ordered = np.sort(values)
    size = len(ordered)
    distinct = ordered[np.append(True, ordered[1:] > ordered[:-1])]
    if len(distinct) > most:
        distinct = np.append(ordered[0], np.unique(ordered[np.arange(1, most) * size // most]))
    kept, last = [], 0
    for cut, below in zip(distinct[1:], np.searchsorted(ordered, distinct[1:]), strict=True):
        if min(below - last, size - below) >= least:
            kept.append(cut)
            last = int(below)
    return np.array(kept, values.dtype)


def tally(
    values: npt.NDArray[Any], limits: npt.NDArray[Any], answers: npt.NDArray[np.bool_], groups: Places
) -> Tally:
    """Count histories by group and bin.

    Parameters
    ----------
    values
        Of each history, shape (replicates,).
    limits
        Rising cuts between the bins.
    answers
        Whether each history answers yes.
    groups
        The group of each history, from 0 on.
    """
    bins = len(limits) + 1
    places = groups * bins + np.searchsorted(limits, values, side="right")
    return counted(places, answers, (int(groups.max()) + 1, bins))


def counted(places: Places, answers: npt.NDArray[np.bool_], shape: tuple[int, int]) -> Tally:
    """Count histories by place, which is the group times the number of bins, plus the bin."""
    size = shape[0] * shape[1]
    counts = np.bincount(places, minlength=size).reshape(shape).astype(np.float64)
    yes = np.bincount(places[answers], minlength=size).reshape(shape).astype(np.float64)
    return Tally(counts, yes)


def resolution(of: Tally) -> Estimate:
    r"""Return what the bins of a reading take off the expected Brier score, without bias, and its error.

    The plain sum :math:`\sum_k w_k \hat d_k^2` of squared departures :math:`d_k = p_k - p` is too large by
    :math:`\sum_k w_k \Sigma_{kk}`, where :math:`\Sigma` is the covariance of the departures, given how many
    histories there are in each bin: this is taken off. Without association between independent histories, it
    is :math:`(K - 1) p (1 - p) / n`. The variance is

    .. math:: 4 d^T W \Sigma W d + 2 \operatorname{tr}(W \Sigma W \Sigma)

    plus what the weights :math:`W = \operatorname{diag}(w)` add: the delta method to second order, since the
    first order vanishes where there is no association. A bin in which nobody answers yes, or everybody, does
    not look surer than its histories make it: see `_unseen`.

    Parameters
    ----------
    of
        Tally of the shape (..., groups, bins).

    Returns
    -------
    Value and error, shape (...); a value may lie a little below 0.
    """
    weights, chances, chance = _shares(of)
    away = chances - chance
    in_bin, of_weight = _influences(of)
    of_away = in_bin - (in_bin * weights[..., np.newaxis, :]).sum(axis=-1, keepdims=True)
    covariance = np.einsum("...gk,...gl->...kl", of_away, of_away)
    bias = np.einsum("...k,...kk->...", weights, covariance)
    of_value = np.einsum("...gk,...k->...g", of_away, 2 * weights * away)
    of_value += np.einsum("...gk,...k->...g", of_weight, away**2)
    first = np.square(of_value).sum(axis=-1)
    second = 2 * np.einsum("...k,...l,...kl->...", weights, weights, covariance**2)
    unseen = _unseen(of)
    rest = (np.square(weights) * (4 * away**2 * unseen + 2 * unseen**2)).sum(axis=-1)
    value = (weights * away**2).sum(axis=-1) - bias
    return Estimate(value, np.sqrt(np.maximum(first - second, second) + rest))


def splits(of: Tally) -> Splits:
    """Return what the readings at each cut tell, given the tally of the bins between the cuts."""
    above = _two(of.counts), _two(of.yes)
    of_two = Tally(*above)
    weights, chances, _ = _shares(of_two)
    in_bin, _ = _influences(of_two)
    errors = np.sqrt(np.square(in_bin).sum(axis=-2) + _unseen(of_two))
    return Splits(weights[:, 1], chances[:, 1], chances[:, 0], errors[:, 1], errors[:, 0], resolution(of_two))


def cross_fitted(first: Estimate, second: Estimate, share: float) -> Estimate:
    """Return the value of the best of several candidates, chosen in one half and scored in the other.

    The best of many looks better than it is where it was chosen; in the other half it does not. Both ways
    are averaged. The error is that of the two scores, given the choice.

    Parameters
    ----------
    first, second
        Of all candidates in each half, shape (candidates,).
    share
        Share of the histories that the first half holds.
    """
    by_first, by_second = int(np.argmax(first.value)), int(np.argmax(second.value))
    value = share * first.value[by_second] + (1 - share) * second.value[by_first]
    error = np.hypot(share * first.error[by_second], (1 - share) * second.error[by_first])
    return Estimate(value, error)


def _shares(of: Tally) -> tuple[Numbers, Numbers, Numbers]:
    """Return the share of histories in each bin, and the probability of yes there and over all."""
    counts, yes = of.counts.sum(axis=-2), of.yes.sum(axis=-2)
    size = counts.sum(axis=-1, keepdims=True)
    return counts / size, yes / np.maximum(counts, 1), yes.sum(axis=-1, keepdims=True) / size


def _influences(of: Tally) -> tuple[Numbers, Numbers]:
    """Return what each group adds to the probability in each bin, and to its weight.

    They are scaled so that the sum of squares has no bias, as n / (n - 1) does for n draws: of as many groups
    as there are histories in, in a bin where some have more than others.
    """
    weights, chances, _ = (one[..., np.newaxis, :] for one in _shares(of))
    counts = of.counts.sum(axis=-2, keepdims=True)
    size = counts.sum(axis=-1, keepdims=True)
    group = of.counts.sum(axis=-1, keepdims=True)
    in_bin = (of.yes - chances * of.counts) / np.maximum(counts, 1)
    in_weight = (of.counts - weights * group) / size
    return in_bin * _scale(of.counts), in_weight * _scale(group)


def _unseen(of: Tally) -> Numbers:
    r"""Return the variance of the probability in each bin that its histories are too few to show.

    A plain :math:`\hat p (1 - \hat p) / n` is 0 where all agree. The same of
    :math:`\tilde p = (y + 2) / (n + 4)`, over n + 4, is not [1]_; what this is more is next to nothing where
    both answers are common.

    References
    ----------
    .. [1] A. Agresti, B. A. Coull, "Approximate is better than 'exact' for interval estimation of binomial
       proportions," The American Statistician 52(2), 1998, 119-126.
    """
    size, yes = of.counts.sum(axis=-2), of.yes.sum(axis=-2)
    plain, shrunk = yes / np.maximum(size, 1), (yes + 2) / (size + 4)
    unseen: Numbers = shrunk * (1 - shrunk) / (size + 4) - plain * (1 - plain) / np.maximum(size, 1)
    return np.maximum(unseen, 0)


def _scale(counts: Numbers) -> Numbers:
    """Return the factor on influences of groups of such sizes, shape (..., 1, bins)."""
    squares = np.square(counts).sum(axis=-2, keepdims=True)
    groups = np.square(counts.sum(axis=-2, keepdims=True)) / np.maximum(squares, 1)  # that count alike
    factor: Numbers = np.sqrt(np.maximum(groups, 2) / (np.maximum(groups, 2) - 1))
    return factor


def _two(by_bin: Numbers) -> Numbers:
    """Return numbers below each cut and from it on, shape (cuts, groups, 2)."""
    above = by_bin[:, ::-1].cumsum(axis=1)[:, ::-1]
    return np.stack([above[:, :1] - above[:, 1:], above[:, 1:]], axis=-1).swapaxes(0, 1)
