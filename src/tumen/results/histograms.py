"""Marginal distributions as integer histograms, the same in whichever order histories arrive.

A value becomes a whole number of 2**24 steps through the known range of its series. That number is summed
for the mean, and its upper 11 bits are the bin. Only integers are added up, so any order of merging gives the
same bits.
"""

from collections.abc import Sequence
from typing import final

import numpy as np
import numpy.typing as npt

from tumen.results.schema import Series

BINS = 2_048
STEPS_A_BIN_BITS = 13
STEPS = BINS << STEPS_A_BIN_BITS  # as fine as float32 resolves half the range


@final
class Histograms:
    """Counts of every series in every month.

    Parameters
    ----------
    series
        What is counted, each with its range.
    months
        Number of months.
    replicates
        Number of histories that will be counted in all; it decides how wide the counters are.

    Attributes
    ----------
    counts
        Histories in each bin, shape (series, months, BINS).
    sums
        Sum of the values in steps of the range, shape (series, months).
    minimum, maximum
        Smallest and largest value, exact, shape (series, months).
    overflow
        Values that lay outside the range and were counted in an end bin, shape (series, months).
    """

    def __init__(self, series: Sequence[Series], months: int, replicates: int) -> None:
        shape = (len(series), months)
        self.series = tuple(series)
        self.replicates = replicates
        self.low = np.array([line.low for line in series], np.float32)
        self.high = np.array([line.high for line in series], np.float32)
        self.counts = np.zeros((*shape, BINS), np.min_scalar_type(replicates))
        self.sums = np.zeros(shape, np.int64)
        self.minimum = np.full(shape, np.inf, np.float32)
        self.maximum = np.full(shape, -np.inf, np.float32)
        self.overflow = np.zeros(shape, np.int64)

    def absorb(self, other: "Histograms") -> None:
        """Add the counts of other histories of the same series and months."""
        np.add(self.counts, other.counts, out=self.counts, casting="unsafe")  # they never outgrow the whole
        self.sums += other.sums
        self.overflow += other.overflow
        np.minimum(self.minimum, other.minimum, out=self.minimum)
        np.maximum(self.maximum, other.maximum, out=self.maximum)

    def means(self) -> npt.NDArray[np.float64]:
        """Return the means, shape (series, months); values outside the range count as its end."""
        share: npt.NDArray[np.float64] = self.sums / (self.replicates * STEPS)
        return self.low[:, None] + (self.high - self.low)[:, None] * share

    def variances(self, rows: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return the variances of some series, shape (rows, months), as if values stood amid their bins."""
        middles = np.arange(BINS) - (BINS - 1) / 2
        found = np.empty((len(rows), self.sums.shape[1]))
        for place, row in enumerate(rows):
            width = (float(self.high[row]) - float(self.low[row])) / BINS
            means, squares = (self.counts[row] @ power / self.replicates for power in (middles, middles**2))
            found[place] = np.maximum(squares - means**2, 0) * width**2
        return found

    def quantiles(self, probabilities: Sequence[float]) -> npt.NDArray[np.float32]:
        """Return quantiles, shape (series, months, probabilities), at most half a bin from the exact ones."""
        wanted = np.asarray(probabilities)
        return np.stack([self._quantiles_of(row, wanted) for row in range(len(self.low))])

    def _quantiles_of(self, row: int, probabilities: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
        """Interpolate between neighbours in rank, as numpy.quantile does; each stands amid its bin."""
        ranks = (self.replicates - 1) * probabilities
        lower, upper = np.floor(ranks), np.ceil(ranks)
        below, above = np.split(self._of_ranks(row, np.concatenate([lower, upper])), 2, axis=-1)
        found: npt.NDArray[np.float32] = (below + (above - below) * (ranks - lower)).astype(np.float32)
        return found

    def _of_ranks(self, row: int, ranks: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the values of given ranks, counted from 0, shape (months, ranks)."""
        months = np.arange(len(self.counts[row]))[:, None]
        at_most = self.counts[row].cumsum(dtype=np.int64)  # through all months, each of all histories
        bins = at_most.searchsorted(months * self.replicates + ranks, side="right") - months * BINS
        middle = self.low[row] + (self.high[row] - self.low[row]) * (bins + 0.5) / BINS
        values: npt.NDArray[np.float64] = np.clip(
            middle, self.minimum[row, :, None], self.maximum[row, :, None]
        )
        return values
