"""Outputs: the numbers that a sweep gives for each point, made of what each history answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, final

import numpy as np
import numpy.typing as npt

from tumen.base.calendar import month_text
from tumen.scenarios.measures import AnyMeasure, Reading
from tumen.scenarios.predicates import AnyPredicate
from tumen.scenarios.words import EVENT
from tumen.studies.sweep.written import AnyStatistic, Mean, Median, Path, Probability, Spread

Numbers = npt.NDArray[np.float64]
ONE_SIGMA: Final = 0.5  # of a rank of the median, times the root of the number of histories


@final
@dataclass(frozen=True)
class Output:
    """A number of each point.

    Attributes
    ----------
    name
        Of the output: that of its measure, and the month where the measure is a path.
    measure
        Name of its measure.
    month
        The month of a path as a number; None elsewhere.
    statistic
        `probability`, `mean`, `median` or `spread`.
    what
        What is asked of each history.
    told
        What it is, as a sentence says it.
    """

    name: str
    measure: str
    month: int | None
    statistic: str
    what: AnyMeasure | AnyPredicate
    told: str

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept, so that numbers gone wrong show."""
        for reading in self.what.readings():
            if reading.quantity[0] != EVENT:
                yield reading


def outputs_of(measures: Mapping[str, AnyStatistic]) -> tuple[Output, ...]:
    """Return the outputs of measures; a path has one for each of its months."""
    return tuple(output for name, measure in measures.items() for output in _outputs(name, measure))


def _outputs(name: str, measure: AnyStatistic) -> Iterator[Output]:
    what: AnyMeasure | AnyPredicate | Path
    match measure:
        case Probability():
            statistic, what = "probability", measure.probability_of
        case Mean():
            statistic, what = "mean", measure.mean_of
        case Median():
            statistic, what = "median", measure.median_of
        case Spread():
            statistic, what = "spread", measure.spread_of
    if not isinstance(what, Path):
        yield Output(name, name, None, statistic, what, str(measure))
        return
    for value in what.values:
        told = f"{statistic} of {value}"
        yield Output(f"{name} {month_text(value.at)}", name, value.at, statistic, value, told)


def statistic_of(statistic: str, values: npt.NDArray[np.generic]) -> tuple[Numbers, Numbers]:
    """Return a statistic over histories, and its standard error.

    Parameters
    ----------
    statistic
        Its name.
    values
        Shape (points, histories).

    Returns
    -------
    Two arrays of shape (points,). The error of a median is half the distance of the values whose ranks lie
    a standard deviation apart from it; that of a standard deviation assumes a normal distribution.
    """
    return STATISTICS[statistic](values.astype(np.float64))


def _mean(values: Numbers) -> tuple[Numbers, Numbers]:
    return values.mean(axis=1), _spread(values)[0] / np.sqrt(values.shape[1])


def _spread(values: Numbers) -> tuple[Numbers, Numbers]:
    histories = values.shape[1]
    if histories == 1:
        return np.full(len(values), np.nan), np.full(len(values), np.nan)
    found = values.std(axis=1, ddof=1)
    return found, found / np.sqrt(2 * (histories - 1))


def _median(values: Numbers) -> tuple[Numbers, Numbers]:
    ordered, histories = np.sort(values, axis=1), values.shape[1]
    away = ONE_SIGMA * np.sqrt(histories)
    low, high = int(np.clip(histories / 2 - away, 0, None)), int(np.ceil(histories / 2 + away))
    ends = ordered[:, [low, min(high, histories - 1)]]
    return np.median(ordered, axis=1), (ends[:, 1] - ends[:, 0]) / 2


STATISTICS: Final[Mapping[str, Callable[[Numbers], tuple[Numbers, Numbers]]]] = {
    "probability": _mean,
    "mean": _mean,
    "median": _median,
    "spread": _spread,
}
