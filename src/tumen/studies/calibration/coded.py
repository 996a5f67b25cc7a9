"""Coded items: which numbers of a history a statement is about, and how likely it makes them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, log
from typing import Any, TypeAlias, final

import numpy as np

from tumen.scenarios.measures import AnyMeasure, Rate
from tumen.studies.calibration import densities
from tumen.studies.calibration.densities import INSIDE, Floats
from tumen.studies.calibration.items import Scale
from tumen.studies.calibration.models import (
    AnyModel,
    BoundModel,
    ChangeModel,
    CompareModel,
    CountModel,
    EventModel,
    ForecastModel,
    OrdinalModel,
    QuantityModel,
)

Measured: TypeAlias = AnyMeasure | Rate
Features: TypeAlias = Any  # numbers of histories, shape (measures, histories)


@dataclass(frozen=True, kw_only=True)
class Reading(ABC):
    """How a source reads histories.

    Attributes
    ----------
    measures
        The numbers of a history that it depends on.
    observed
        What the document tells.
    factor
        What the strength of the record makes of the standard deviation.
    """

    measures: Sequence[Measured]
    observed: float
    factor: float = 1.0

    @abstractmethod
    def log_density(self, told: Any, features: Features, bias: Any) -> Floats:
        """Return the log density of what is told, for each history."""

    @abstractmethod
    def sample(self, features: Features, bias: Any, generator: np.random.Generator) -> Floats:
        """Return what the source would tell of each history."""

    @abstractmethod
    def between(self, told: Any, features: Features, bias: Any) -> tuple[Floats, Floats]:
        """Return the probability of less than what is told, and of this or less, for each history."""


@final
@dataclass(frozen=True, kw_only=True)
class Region(Reading):
    """A word, a bound, a comparison or a trend: the region in which what is seen lies."""

    low: float
    high: float
    sd: float
    log: bool = False

    def log_density(self, told: Any, features: Features, bias: Any) -> Floats:
        """Return the log probability of the region that is told."""
        return densities.region_log_density(told, self._seen(features), **self._ends, bias=bias)

    def sample(self, features: Features, bias: Any, generator: np.random.Generator) -> Floats:
        """Return the region that the source would tell."""
        luck = np.asarray(generator.standard_normal(np.shape(features)[1]))
        return densities.region_sample(self._seen(features), luck, **self._ends, bias=bias).astype(float)

    def between(self, told: Any, features: Features, bias: Any) -> tuple[Floats, Floats]:
        """Return the probability of a lower region, and of this or a lower one."""
        return densities.region_cdf(told, self._seen(features), **self._ends, bias=bias)

    @property
    def _ends(self) -> dict[str, float]:
        return {"low": self.low, "high": self.high, "scale": self.sd * self.factor}

    def _seen(self, features: Features) -> Any:
        x = features[0] if len(features) == 1 else features[0] - features[1]
        return np.log(np.maximum(x, densities.SMALLEST)) if self.log else x


@final
@dataclass(frozen=True, kw_only=True)
class Amount(Reading):
    """An amount, about one of several that may be meant."""

    sd: float
    weights: Sequence[float]

    def log_density(self, told: Any, features: Features, bias: Any) -> Floats:
        """Return the log density of the logarithm of what is reported."""
        scale = self.sd * self.factor
        parts = [densities.amount_log_density(told, x, scale, bias) for x in features]
        return densities.mixed(parts, self.weights)

    def sample(self, features: Features, bias: Any, generator: np.random.Generator) -> Floats:
        """Return the amount that would be reported."""
        x, luck = _one_of(features, self.weights, generator)
        return densities.amount_sample(x, self.sd * self.factor, bias, luck)

    def between(self, told: Any, features: Features, bias: Any) -> tuple[Floats, Floats]:
        """Return the probability of less, twice: an amount is never met exactly."""
        parts = [densities.amount_cdf(told, x, self.sd * self.factor, bias) for x in features]
        found = np.tensordot(np.asarray(self.weights), np.stack(parts), 1)
        return found, found


@final
@dataclass(frozen=True, kw_only=True)
class Counted(Reading):
    """A number of things, over one of several stretches of months that may be meant."""

    overdispersion: float
    weights: Sequence[float]

    def log_density(self, told: Any, features: Features, bias: Any) -> Floats:
        """Return the log probability of the number; counting has no bias."""
        parts = [densities.count_log_density(told, rate, self._spread) for rate in features]
        return densities.mixed(parts, self.weights)

    def sample(self, features: Features, bias: Any, generator: np.random.Generator) -> Floats:
        """Return the number that would be counted."""
        rate, _ = _one_of(features, self.weights, generator)
        return densities.count_sample(rate, self._spread, generator).astype(float)

    def between(self, told: Any, features: Features, bias: Any) -> tuple[Floats, Floats]:
        """Return the probability of a lower number, and of this or a lower one."""
        lower, up_to = (
            np.tensordot(
                np.asarray(self.weights),
                np.stack(
                    [densities.count_cdf(np.asarray(told) - less, rate, self._spread) for rate in features]
                ),
                1,
            )
            for less in (1, 0)
        )
        return lower, up_to

    @property
    def _spread(self) -> float:
        return self.overdispersion * self.factor**2


@final
@dataclass(frozen=True, kw_only=True)
class First(Reading):
    """The month in which something is first seen, as its place among the months watched; or after them."""

    def log_density(self, told: Any, features: Features, bias: Any) -> Floats:
        """Return the log probability that it is first seen then, or never."""
        rates = np.asarray(features, float)
        before = np.concatenate([np.zeros((1, rates.shape[1])), np.cumsum(rates, axis=0)])
        place = np.broadcast_to(np.asarray(told, int), rates.shape[1:])
        column = np.arange(rates.shape[1])
        then = rates[np.minimum(place, len(rates) - 1), column]
        seen = densities.first_log_density(before[place, column], then)
        return np.where(place == len(rates), -before[-1], seen)

    def sample(self, features: Features, bias: Any, generator: np.random.Generator) -> Floats:
        """Return in which place it would first be seen."""
        seen = np.asarray(generator.poisson(np.maximum(features, 0))) > 0
        return np.where(seen.any(axis=0), seen.argmax(axis=0), len(seen)).astype(float)

    def between(self, told: Any, features: Features, bias: Any) -> tuple[Floats, Floats]:
        """Return the probability that it is seen earlier, and then or earlier."""
        rates = np.asarray(features, float)
        up_to = np.concatenate([np.zeros((1, rates.shape[1])), np.cumsum(rates, axis=0)])
        gone = np.concatenate([-np.expm1(-up_to), np.ones((1, rates.shape[1]))])
        place = np.broadcast_to(np.asarray(told, int), rates.shape[1:])
        column = np.arange(rates.shape[1])
        return gone[place, column], gone[place + 1, column]


def reading_of(model: AnyModel, factor: float, scales: Mapping[str, Scale]) -> Reading:
    """Return how the source of an item reads histories.

    Parameters
    ----------
    model
        The measurement model, no forecast.
    factor
        What the strength of the record makes of its standard deviation.
    scales
        Scales of words by name.
    """
    match model:
        case QuantityModel():
            return Amount(
                measures=[reading.of for reading in model.readings],
                observed=model.observed,
                sd=model.sd,
                weights=[reading.weight for reading in model.readings],
                factor=factor,
            )
        case CountModel():
            return Counted(
                measures=[rate(model.of, reading.first, reading.last) for reading in model.readings],
                observed=model.observed,
                overdispersion=model.overdispersion,
                weights=[reading.weight for reading in model.readings],
                factor=factor,
            )
        case EventModel():
            return First(
                measures=[rate(model.of, month, month) for month in model.months],
                observed=len(model.months) if model.observed == "never" else model.observed - model.first,
                factor=factor,
            )
        case ForecastModel():
            raise TypeError("a forecast is held out and has no reading")
        case _:
            return _region_of(model, factor, scales)


def _region_of(
    model: OrdinalModel | BoundModel | CompareModel | ChangeModel,
    factor: float,
    scales: Mapping[str, Scale],
) -> Region:
    measures: Sequence[Measured] = [model.more, model.than] if isinstance(model, CompareModel) else [model.of]
    match model:
        case OrdinalModel():
            low, high = scales[model.scale].bounds(model.says)
        case BoundModel():
            low, high = (_limit(model.at_least, -inf, model.log), _limit(model.at_most, inf, model.log))
        case CompareModel():
            low, high = 0.0, inf
        case ChangeModel():
            low, high = (0.0, inf) if model.goes == "up" else (-inf, 0.0)
    logarithmic = isinstance(model, BoundModel) and model.log
    return Region(
        measures=measures, observed=INSIDE, low=low, high=high, sd=model.sd, log=logarithmic, factor=factor
    )


def rate(counted: tuple[str, ...], first: int, last: int) -> Rate:
    """Return the expected count of some indicators over some months."""
    return Rate.model_construct(count=counted, first=first, last=last)


def _limit(limit: float | None, none: float, logarithmic: bool) -> float:
    if limit is None:
        return none
    return log(limit) if logarithmic else limit


def _one_of(features: Features, weights: Sequence[float], generator: np.random.Generator) -> tuple[Any, Any]:
    """Return the number that is meant in each history, and standard normal luck."""
    rows = np.asarray(features)
    meant = generator.choice(len(weights), rows.shape[1], p=weights)
    return rows[meant, np.arange(rows.shape[1])], generator.standard_normal(rows.shape[1])
