"""What is seen of the state in a month: counts at a rate that it moves, reported amounts, muted words."""

from typing import Any

import numpy as np

from tumen.base.transcendental import exp


def known_rate(yearly: Any, driver: Any, *, gain: Any, exposure: Any) -> Any:
    r"""Expected number of what becomes known in a month [1]_.

    .. math:: \lambda = \frac{r}{12} e^{\kappa y} E

    Parameters
    ----------
    yearly
        Rate where the driver is 0 and everything becomes known, :math:`r` >= 0. [1/year]
    driver
        What moves it, :math:`y`: a regard, or how far something goes. [alignment or share]
    gain
        How strongly, :math:`\kappa`. [1/unit of the driver]
    exposure
        Share that becomes known, times open borders and what festivities add, :math:`E` >= 0. [1]

    Returns
    -------
    Expected number, >= 0. [1/month]

    References
    ----------
    .. [1] Event counts with a log-linear rate, as in the analysis of event data since P. A. Schrodt. As its
       numbers are drawn for each history, counts are overdispersed over histories.
    """
    return yearly / 12 * exp(gain * driver) * exposure


def count(luck: Any, rate: Any, most: int) -> Any:
    r"""Number of events of a month, by the inverse of the Poisson distribution.

    Parameters
    ----------
    luck
        Uniform number in [0, 1). [1]
    rate
        Expected number, >= 0. [1/month]
    most
        Largest number that is told apart; larger ones count as this.

    Returns
    -------
    The smallest k with :math:`P(X \le k) > ` ``luck``, at most ``most``; rises with luck and with rate. [1]
    """
    chance = exp(-rate)
    reached, counted = chance, luck * 0
    for k in range(1, most + 1):  # a fixed number of steps, the same for every history
        counted = counted + (luck >= reached)
        chance = chance * (rate * (1 / k))
        reached = reached + chance
    return counted


def reported(value: Any, luck: Any, *, gain: Any, error: Any) -> Any:
    """What reports say of an amount: a share of it becomes known, with an error that is never negative.

    Parameters
    ----------
    value
        The amount itself, >= 0. [any unit]
    luck
        Standard normal number. [1]
    gain
        Share that becomes known. [share]
    error
        Standard deviation of the logarithm of what is reported, >= 0. [1]

    Returns
    -------
    Reported amount, 0 where there is nothing. [same unit]
    """
    return value * gain * exp(error * luck)


def muted(regard: Any, formula: Any, luck: Any, *, gain: Any, error: Any) -> Any:
    """Public regard: what is said follows what is thought only in part, from a customary formula [1]_.

    Parameters
    ----------
    regard, formula
        Regard itself, and the one that customary phrases express, in -1..1. [alignment]
    luck
        Standard normal number. [1]
    gain
        Part of a departure from the formula that is shown; below 1 reactions are muted. [share]
    error
        Standard deviation of what words add, >= 0. [alignment]

    Returns
    -------
    Public regard, cut to -1..1. [alignment]

    References
    ----------
    .. [1] A. Carson, "Facing off and saving face," International Organization 70(1), 2016, 103-131: what is
       known is not always said. The linear form is our assumption.
    """
    return np.clip(formula + gain * (regard - formula) + error * luck, -1, 1)
