"""Paired differences: how much stronger each tie is in one scenario than in another, in the same history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, final

import numpy as np
import numpy.typing as npt

from tumen.results.counting import Counter
from tumen.results.histograms import BINS, Histograms
from tumen.results.schema import Series

HALF_A_BIN = 2 / BINS
RANGE = (-2 - HALF_A_BIN, 2 - HALF_A_BIN)  # no difference at all stands amid its bin

Item = TypeVar("Item", str, int)


@final
@dataclass(frozen=True)
class Strengths:
    """Strength of every dyad in every month of a block, shape (dyads, months, replicates)."""

    dyads: tuple[str, ...]
    months: tuple[int, ...]
    replicates: range
    values: npt.NDArray[np.float32]


@final
@dataclass(frozen=True)
class Difference:
    """The distribution of one scenario's strength minus another's.

    Attributes
    ----------
    dyads, months
        Those that both scenarios have.
    replicates
        The histories compared.
    histograms
        Counts of the differences on about -2..2.
    below, above
        Histories whose difference is below, above zero, exact, shape (dyads, months).
    """

    dyads: tuple[str, ...]
    months: tuple[int, ...]
    replicates: range
    histograms: Histograms
    below: npt.NDArray[np.int64]
    above: npt.NDArray[np.int64]

    @classmethod
    def empty(cls, dyads: tuple[str, ...], months: tuple[int, ...], replicates: range) -> "Difference":
        """Return a difference of which no history has been seen."""
        shape = (len(dyads), len(months))
        series = [
            Series("difference", dyad, "strength", "paired difference of strength", *RANGE) for dyad in dyads
        ]
        histograms = Histograms(series, len(months), len(replicates))
        return cls(
            dyads, months, replicates, histograms, np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        )

    def room(self, replicates: range) -> "Difference":
        """Return an empty one of the same dyads and months, for all these histories."""
        return Difference.empty(self.dyads, self.months, replicates)

    def take(self, part: "Difference") -> None:
        """Add the histories of a part."""
        self.histograms.absorb(part.histograms)
        np.add(self.below, part.below, out=self.below)
        np.add(self.above, part.above, out=self.above)


def paired_difference(minuend: Strengths, subtrahend: Strengths) -> Difference:
    """Count `minuend - subtrahend`, history by history, where both have the dyad and the month.

    Raises
    ------
    ValueError
        If the two hold different histories.
    """
    if minuend.replicates != subtrahend.replicates:
        raise ValueError(f"cannot pair histories {minuend.replicates} with {subtrahend.replicates}")
    dyads = _common(minuend.dyads, subtrahend.dyads)
    months = _common(minuend.months, subtrahend.months)
    result = Difference.empty(dyads, months, minuend.replicates)
    counter = Counter(result.histograms, len(minuend.replicates))
    for column, month in enumerate(months):
        values = _strengths(minuend, dyads, month) - _strengths(subtrahend, dyads, month)
        counter.count(column, values)
        result.below[:, column] = np.count_nonzero(values < 0, axis=1)
        result.above[:, column] = np.count_nonzero(values > 0, axis=1)
    return result


def _common(first: Sequence[Item], second: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(item for item in first if item in second)


def _strengths(side: Strengths, dyads: tuple[str, ...], month: int) -> npt.NDArray[np.float32]:
    """Return one month, shape (dyads, replicates)."""
    rows = [side.dyads.index(dyad) for dyad in dyads]
    return side.values[rows, side.months.index(month)]
