"""The recorder: what is kept of a block of histories while they run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.calendar import month_text
from tumen.results.counting import Counter
from tumen.results.differences import Strengths
from tumen.results.histograms import Histograms
from tumen.results.histories import kept, place
from tumen.results.ledger import Ledger
from tumen.results.schema import Series, SeriesKey

DESCRIBED: Final = 131_072  # histories whose parameters are kept, 1.3 kB each
NEVER = -1  # month of an event that did not come


@final
@dataclass(frozen=True)
class BlockResult:
    """What a block of histories, or a whole ensemble of them, came to under one scenario.

    Attributes
    ----------
    series, months, replicates
        What was recorded, when, and of which histories.
    histograms
        Distribution of every series in every month.
    sample
        Trajectories are kept of the histories numbered below it; None keeps all.
    trajectories
        Their values, shape (series, months, histories kept).
    events
        Month of each event, or NEVER, shape (replicates,).
    parameters
        Address to values drawn of the first histories, shape (`described`,), in the unit of the parameter.
    ledger
        What moved the alignments; None where nobody asked.
    """

    series: tuple[Series, ...]
    months: tuple[int, ...]
    replicates: range
    histograms: Histograms
    sample: int | None
    trajectories: npt.NDArray[np.float32]
    events: Mapping[str, npt.NDArray[np.int32]]
    parameters: Mapping[str, npt.NDArray[np.float32]]
    ledger: Ledger | None = None

    @property
    def kept(self) -> range:
        """The histories whose trajectories are kept."""
        return kept(self.replicates, self.sample)

    @property
    def described(self) -> range:
        """The histories whose parameters are kept."""
        return kept(self.replicates, DESCRIBED)

    def room(self, replicates: range) -> "BlockResult":
        """Return an empty one of the same series, months and names, for all these histories."""
        shape = (len(self.series), len(self.months))
        return BlockResult(
            self.series,
            self.months,
            replicates,
            Histograms(self.series, len(self.months), len(replicates)),
            self.sample,
            np.empty((*shape, len(kept(replicates, self.sample))), np.float32),
            {name: np.empty(len(replicates), np.int32) for name in self.events},
            {address: np.empty(len(kept(replicates, DESCRIBED)), np.float32) for address in self.parameters},
            None if self.ledger is None else self.ledger.room(replicates),
        )

    def take(self, part: "BlockResult") -> None:
        """Put the histories of a part in their places."""
        self.histograms.absorb(part.histograms)
        self.trajectories[..., place(part.kept, self.kept)] = part.trajectories
        where = place(part.replicates, self.replicates)
        for name, months in part.events.items():
            self.events[name][where] = months
        described = place(part.described, self.described)
        for address, values in part.parameters.items():
            self.parameters[address][described] = values
        if self.ledger is not None and part.ledger is not None:
            self.ledger.take(part.ledger)


@final
class Recorder:
    """Takes down a block of histories, month by month.

    Parameters
    ----------
    series
        What to record.
    months
        The months to record, in order.
    replicates
        The histories of the block.
    sample
        Trajectories are kept of the histories numbered below it.
    full
        Keep the trajectories of all histories instead.
    compared
        Keep the strengths of all histories until they are paired with another scenario's.
    """

    def __init__(
        self,
        series: Sequence[Series],
        months: Sequence[int],
        replicates: range,
        *,
        sample: int,
        full: bool = False,
        compared: bool = True,
    ) -> None:
        self._series, self._months, self._replicates = tuple(series), tuple(months), replicates
        self._columns = {month: column for column, month in enumerate(months)}
        self._histograms = Histograms(series, len(months), len(replicates))
        self._counter = Counter(self._histograms, len(replicates))
        self._sample = None if full else sample
        self._kept = len(kept(replicates, self._sample))
        self._trajectories = np.empty((len(series), len(months), self._kept), np.float32)
        self._strength_rows = [
            row for row, line in enumerate(series) if compared and line.variable == "strength"
        ]
        self._strengths = np.empty((len(self._strength_rows), len(months), len(replicates)), np.float32)
        self._now = np.empty((len(series), len(replicates)), np.float32)

    def record(self, month: int, values: Mapping[SeriesKey, PerReplicate]) -> None:
        """Take down a month: one array for every series, shape (replicates,), in the unit of the series.

        Raises
        ------
        KeyError
            If a series has no values, or the month is not one of those to record.
        ValueError
            If a value is not a number.
        """
        column = self._columns[month]
        for row, line in enumerate(self._series):
            self._now[row] = values[line.key]
        try:
            self._counter.count(column, self._now)
        except ValueError as error:
            raise ValueError(f"{month_text(month)}: {error}") from None
        self._trajectories[:, column] = self._now[:, : self._kept]
        self._strengths[:, column] = self._now[self._strength_rows]

    def strengths(self) -> Strengths:
        """Return the strength of every dyad, for paired differences with another scenario's block."""
        dyads = tuple(self._series[row].label for row in self._strength_rows)
        return Strengths(dyads, self._months, self._replicates, self._strengths)

    def finish(
        self,
        events: Mapping[str, npt.NDArray[np.int32]],
        parameters: Mapping[str, PerReplicate],
        ledger: Ledger | None = None,
    ) -> BlockResult:
        """Return the block's result.

        Parameters
        ----------
        events
            Event to the month it came, or NEVER, shape (replicates,).
        parameters
            Address to the values drawn, shape (replicates,), in the unit of the parameter.
        ledger
            What moved the alignments, if that was asked for.
        """
        return BlockResult(
            self._series,
            self._months,
            self._replicates,
            self._histograms,
            self._sample,
            self._trajectories,
            {name: months.astype(np.int32) for name, months in events.items()},
            {
                address: values[: len(kept(self._replicates, DESCRIBED))].astype(np.float32)
                for address, values in parameters.items()
            },
            ledger,
        )
