"""References: forecasts of a series from its own past alone, which a model has to beat."""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from tumen.studies.scores import crps_ensemble, crps_normal

Past: TypeAlias = npt.NDArray[
    np.float64
]  # a value a month, not a number where none is known; the last is known
Reference: TypeAlias = Callable[[Past, int, float], float]

STEADIEST: Final = 0.99  # the largest persistence of a series that still has a mean to return to


def random_walk(past: Past, horizon: int, observed: float) -> float:
    """Return the CRPS of the last value, and a variance that grows each month by that of past changes."""
    months = np.flatnonzero(np.isfinite(past))
    squares = np.square(np.diff(past[months])) / np.diff(
        months
    )  # a change over a gap is shared among its months
    return float(crps_normal(past[-1], np.sqrt(horizon * squares.mean()), observed))


def autoregression(past: Past, horizon: int, observed: float) -> float:
    """Return the CRPS of a first-order autoregression, fitted by least squares on neighbouring months.

    Its persistence is kept within 0.99 of either sign, so that there is a mean to return to.
    """
    before, after = _neighbours(past)
    centred = before - before.mean()
    persistence = float(
        np.clip(centred @ (after - after.mean()) / (centred @ centred), -STEADIEST, STEADIEST)
    )
    mean = (after.mean() - persistence * before.mean()) / (1 - persistence)
    surprises = after - mean - persistence * (before - mean)
    variance = np.square(surprises).sum() / (len(after) - 2)
    grown = variance * (1 - persistence ** (2 * horizon)) / (1 - persistence**2)
    return float(crps_normal(mean + persistence**horizon * (past[-1] - mean), np.sqrt(grown), observed))


def climatology(past: Past, _horizon: int, observed: float) -> float:
    """Return the CRPS of all past values, each as likely as the other."""
    return float(crps_ensemble(past[np.isfinite(past)], observed))


REFERENCES: Final[Mapping[str, Reference]] = {
    "random_walk": random_walk,
    "autoregression": autoregression,
    "climatology": climatology,
}


def why_not(past: Past, fewest: int) -> str:
    """Return why the references cannot forecast after a past; nothing if they can."""
    known = past[np.isfinite(past)]
    if len(known) < fewest:
        return f"{len(known)} months are known, and the first forecast needs {fewest}"
    before, _ = _neighbours(past)
    if len(before) < fewest // 2:
        return f"only {len(before)} of its months follow a known one"
    if not (isfinite(np.ptp(before)) and np.ptp(before) > 0 and np.ptp(known[: fewest // 2]) > 0):
        return "its values never change"
    return ""


def _neighbours(past: Past) -> tuple[Past, Past]:
    """Return the values of months that a known one follows, and those that follow."""
    both = np.isfinite(past[:-1]) & np.isfinite(past[1:])
    return past[:-1][both], past[1:][both]
