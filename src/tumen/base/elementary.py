"""Elementary functions, the same for a number, for an array over replicates, and in a compiled loop."""

from typing import Any

import numpy as np

from tumen.base.transcendental import lapse, tanh


def flag(mask: Any) -> Any:
    """Return 1 where true, else 0; exact, and it takes the precision of what it meets."""
    return mask * np.float32(1)


def where_chosen(chosen: Any, amount: Any) -> Any:
    """Return the amount where it is chosen, else 0."""
    return np.where(chosen, amount, 0)


def above(value: Any, threshold: Any) -> Any:
    """Return by how much the value exceeds the threshold, 0 where it does not."""
    return np.maximum(value - threshold, 0)


def first_time(already: Any, now: Any) -> Any:
    """Return 1 where something becomes so that was not, else 0: what it adds to a flag that stays up."""
    return (1 - already) * now


def saturation(amount: Any, half: Any) -> Any:
    """Return the share in 0..1 that an amount >= 0 reaches; one half at `half` > 0."""
    return amount / (amount + half)


def either(first: Any, second: Any) -> Any:
    """Return the share in 0..1 that at least one of two independent shares covers."""
    return first + second - first * second


def chance_to_choose(advantage: Any, precision: Any) -> Any:
    r"""Return the chance that a quantal response takes an option [1]_.

    .. math:: p = \frac{1}{1 + e^{-\lambda U}} = \tfrac12 \left(1 + \tanh \tfrac{\lambda U}{2}\right)

    Parameters
    ----------
    advantage
        How much better the option is than its alternative, :math:`U`. [utility]
    precision
        How reliably the better option is taken, :math:`\lambda` >= 0. [1/utility]

    Returns
    -------
    Chance in 0..1; the second form never overflows.

    References
    ----------
    .. [1] R. D. McKelvey and T. R. Palfrey, "Quantal response equilibria for normal form games," Games and
       Economic Behavior 10(1), 1995, 6-38.
    """
    return (1 + tanh(precision * advantage * 0.5)) * 0.5


def chance_within_month(yearly_rate: Any) -> Any:
    """Return the chance that something with a constant yearly rate happens within a month."""
    return lapse(yearly_rate / 12)
