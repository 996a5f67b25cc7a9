r"""Measuring: what a series shows of a tie, learned month by month from the past alone.

A dynamic linear model, in many settings at once, each weighted by how well it forecast the past months:

.. math:: y_t = a + b (s_t - s_0) + x_t + \varepsilon_t, \qquad x_t = \rho x_{t-1} + \eta_t

with the strength s of the tie, a level a, what a strength of 1 adds to the series, b, and an error that
partly lasts. The variance of the errors is unknown and changes slowly: what was learned of it fades by a
factor each month [1]_. So do the weights of the settings [2]_.

References
----------
.. [1] M. West, J. Harrison, Bayesian Forecasting and Dynamic Models, 2nd edition, Springer, 1997, chapter 10.
.. [2] A. E. Raftery, M. Karny, P. Ettler, "Online prediction under model uncertainty via dynamic model
   averaging," Technometrics 52(1), 2010, 52-66.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias, final

import numpy as np
import numpy.typing as npt
from scipy import stats

Numbers: TypeAlias = npt.NDArray[np.float64]

PERSISTENCES: Final = (0.3, 0.6, 0.85, 0.95, 1.0)  # rho
LASTING: Final = (
    0.1,
    0.3,
    0.6,
    1.0,
)  # share of a month's surprise that goes into x, the rest is gone at once
MEMORIES: Final = (1.0, 0.97, 0.9)  # of the variance: what is kept of its degrees of freedom each month
READINGS: Final = (
    0.0,
    2.0,
    6.0,
)  # expected b, and its deviation, in deviations of the series; 0: no relation
FADING: Final = 0.97  # what is kept of the weights of the settings, as logarithms, each month
OPENING: Final = 12  # known months that tell the unit and the middle of the series
LEVEL_DEVIATION: Final = 2.0  # of a, before anything is known, in units of the series
FEWEST_DEGREES: Final = 1.0
FIRST_DEGREES: Final = 3.0


@final
@dataclass(frozen=True)
class Settings:
    """All combinations of the settings, each an array of the same length."""

    persistence: Numbers
    lasting: Numbers
    memory: Numbers
    reading: Numbers

    @classmethod
    def all(cls, readings: tuple[float, ...] = READINGS) -> "Settings":
        """Return every combination, with these relations to the tie."""
        columns = np.array(list(product(PERSISTENCES, LASTING, MEMORIES, readings))).T
        return cls(*columns)

    def gathered(self, months: int) -> Numbers:
        """Return the variance that lasting surprises add over some months, in that of a month's surprise."""
        powers = np.square(self.persistence)[:, np.newaxis] ** np.arange(months)
        return np.asarray(self.lasting * powers.sum(axis=1))

    def __len__(self) -> int:
        return len(self.persistence)


@final
@dataclass(frozen=True)
class Belief:
    """What is believed of a series after a month, in every setting.

    Attributes
    ----------
    means, covariances
        Of a, b and x, shapes (settings, 3) and (settings, 3, 3); covariances in units of `variance`.
    degrees, variance
        Degrees of freedom of the variance of a month's surprise, and its estimate.
    weights
        Logarithms of the weights of the settings.
    """

    means: Numbers
    covariances: Numbers
    degrees: Numbers
    variance: Numbers
    weights: Numbers


@final
@dataclass(frozen=True)
class Layer:
    """Maps the strength of a tie to a series; what it calls values are in units of the opening months."""

    settings: Settings
    middle: float
    unit: float

    @classmethod
    def of(cls, values: Numbers, settings: Settings) -> "Layer":
        """Return the layer of a series, whose first known months give middle and unit."""
        opening = values[np.isfinite(values)][:OPENING]
        return cls(settings, float(opening.mean()), float(opening.std()))

    def beliefs(self, values: Numbers, moved: Numbers) -> Iterator[Belief]:
        """Yield what is believed after each month, given how far the tie had moved since the first."""
        belief = self._first()
        for month, value in enumerate((values - self.middle) / self.unit):
            if month:
                belief = self._later(belief)
            if np.isfinite(value):
                belief = self._learned(belief, value, moved[month])
            yield belief

    def draws(self, belief: Belief, moved: Numbers, horizon: int, chance: np.random.Generator) -> Numbers:
        """Return a draw of the series for each of some moves of the tie, so many months later."""
        own = self.settings
        weights = np.exp(belief.weights - belief.weights.max())
        which = chance.choice(len(own), len(moved), p=weights / weights.sum())
        design = np.stack([np.ones(len(moved)), moved, (own.persistence**horizon)[which]], axis=1)
        centre = (belief.means[which] * design).sum(axis=1)
        known = np.einsum("ki,kij,kj->k", design, belief.covariances[which], design)
        spread = known + (own.gathered(horizon) + 1 - own.lasting)[which]
        degrees = np.maximum(belief.degrees * own.memory**horizon, FEWEST_DEGREES)[which]
        scale = np.sqrt(belief.variance[which] * spread)
        return np.asarray(self.middle + self.unit * (centre + scale * chance.standard_t(degrees)))

    def _first(self) -> Belief:
        own = self.settings
        size = len(own)
        means, covariances = np.zeros((size, 3)), np.zeros((size, 3, 3))
        means[:, 1] = own.reading
        covariances[:, 0, 0] = LEVEL_DEVIATION**2
        covariances[:, 1, 1] = np.square(own.reading)
        leaves = 1 - np.square(own.persistence)
        covariances[:, 2, 2] = np.divide(own.lasting, leaves, out=np.zeros(size), where=leaves > 0)
        return Belief(means, covariances, np.full(size, FIRST_DEGREES), np.ones(size), np.zeros(size))

    def _later(self, belief: Belief) -> Belief:
        """Return the belief a month later, before its value is known."""
        own = self.settings
        carried = np.stack([np.ones(len(own)), np.ones(len(own)), own.persistence], axis=1)
        covariances = belief.covariances * carried[:, :, np.newaxis] * carried[:, np.newaxis, :]
        covariances[:, 2, 2] += own.lasting
        degrees = np.maximum(own.memory * belief.degrees, FEWEST_DEGREES)
        return Belief(belief.means * carried, covariances, degrees, belief.variance, FADING * belief.weights)

    def _learned(self, belief: Belief, value: float, moved: float) -> Belief:
        """Return the belief after a value, by the rules of Kalman and of the inverse gamma."""
        design = np.array([1.0, moved, 1.0])
        along = belief.covariances @ design
        spread = along @ design + 1 - self.settings.lasting
        surprise = value - belief.means @ design
        told = stats.t.logpdf(surprise, belief.degrees, scale=np.sqrt(belief.variance * spread))
        degrees = belief.degrees + 1
        variance = (belief.degrees * belief.variance + np.square(surprise) / spread) / degrees
        gain = along / spread[:, np.newaxis]
        return Belief(
            belief.means + gain * surprise[:, np.newaxis],
            belief.covariances - gain[:, :, np.newaxis] * along[:, np.newaxis, :],
            degrees,
            variance,
            belief.weights + told,
        )
