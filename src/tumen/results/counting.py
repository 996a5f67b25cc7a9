"""Counting a month of a block of histories into histograms, a few nanoseconds a value."""

from typing import final

import numpy as np
import numpy.typing as npt

from tumen.results.histograms import BINS, STEPS, STEPS_A_BIN_BITS, Histograms

AT_ONCE = 131_072  # values a pass: enough to spread the cost of a call, few enough for the cache


@final
class Counter:
    """Counts histories into histograms; its buffers are kept because fresh ones would double the time."""

    def __init__(self, histograms: Histograms, replicates: int) -> None:
        self._histograms = histograms
        self._rows = max(1, min(len(histograms.series), AT_ONCE // max(1, replicates)))
        self._positions = np.empty((self._rows, replicates), np.float32)
        self._steps = np.empty((self._rows, replicates), np.int64)

    def count(self, month: int, values: npt.NDArray[np.float32]) -> None:
        """Count one month of every series, shape (series, replicates), each row in the unit of its series.

        Raises
        ------
        ValueError
            If a value is not a number.
        """
        for start in range(0, len(values), self._rows):
            rows = slice(start, start + self._rows)
            self._note_extremes(rows, month, values[rows])
            self._count_bins(rows, month, values[rows])

    def _note_extremes(self, rows: slice, month: int, values: npt.NDArray[np.float32]) -> None:
        counted = self._histograms
        smallest, largest = values.min(axis=1), values.max(axis=1)
        if np.isnan(smallest).any():
            lines = (counted.series[rows][row] for row in np.flatnonzero(np.isnan(smallest)))
            raise ValueError("not a number: " + ", ".join(f"{line.variable} {line.label}" for line in lines))
        low, high = counted.low[rows, None], counted.high[rows, None]
        if (smallest < low[:, 0]).any() or (largest > high[:, 0]).any():
            counted.overflow[rows, month] += np.count_nonzero((values < low) | (values > high), axis=1)
        counted.minimum[rows, month] = np.minimum(counted.minimum[rows, month], smallest)
        counted.maximum[rows, month] = np.maximum(counted.maximum[rows, month], largest)

    def _count_bins(self, rows: slice, month: int, values: npt.NDArray[np.float32]) -> None:
        counted = self._histograms
        low, high = counted.low[rows, None], counted.high[rows, None]
        positions, steps = self._positions[: len(values)], self._steps[: len(values)]
        np.clip(values, low, high, out=positions)
        positions -= low
        positions *= STEPS / (high - low)
        np.copyto(steps, positions, casting="unsafe")
        counted.sums[rows, month] += steps.sum(axis=1)
        steps >>= STEPS_A_BIN_BITS
        steps += np.arange(len(values))[:, None] * (BINS + 1)  # a stretch of bins for each row
        counts = np.bincount(steps.ravel(), minlength=len(values) * (BINS + 1)).reshape(-1, BINS + 1)
        counts[:, BINS - 1] += counts[:, BINS]  # the upper end of the range belongs to the last bin
        counted.counts[rows, month] += counts[:, :BINS].astype(counted.counts.dtype)
