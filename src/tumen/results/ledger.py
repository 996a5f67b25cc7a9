"""The ledger of an ensemble: what each cause added to each alignment, month by month.

A contribution becomes a whole number of steps of 2**-37. Only integers are added up, so any order of merging
gives the same bits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.names import Pair
from tumen.measurement.ledger import Entry
from tumen.results.histories import kept, place

STEPS: Final = 2**37  # in a unit of alignment

# A small number added to the anchor is rounded to whole steps, and the bits of the sum, read as an integer,
# exceed those of the anchor by just that many.
ANCHOR: Final = 1.5 * 2**52 / STEPS


@final
@dataclass(frozen=True)
class Ledger:
    """What moved the alignments of a block of histories, or of a whole ensemble of them.

    Attributes
    ----------
    months, replicates
        When, and of which histories.
    sample
        Contributions are kept of the histories numbered below it; None keeps all.
    weights
        Of the political, economic and security channel in a strength; not a number where they vary.
    start
        Alignment before the first month, summed over histories. [steps]
    sums
        Contribution of each entry, summed over histories, shape (months,). [steps]
    histories
        The same of each history kept, shape (months, histories kept). [alignment/month]
    """

    months: tuple[int, ...]
    replicates: range
    sample: int | None
    weights: npt.NDArray[np.float32]
    start: dict[Pair, int]
    sums: dict[Entry, npt.NDArray[np.int64]]
    histories: dict[Entry, npt.NDArray[np.float32]]

    @property
    def kept(self) -> range:
        """The histories whose contributions are kept."""
        return kept(self.replicates, self.sample)

    def room(self, replicates: range) -> "Ledger":
        """Return an empty one of the same months and weights, for all these histories."""
        return Ledger(self.months, replicates, self.sample, self.weights.copy(), {}, {}, {})

    def take(self, part: "Ledger") -> None:
        """Put the histories of a part in their places."""
        self.weights[self.weights != part.weights] = np.nan
        for pair, steps in part.start.items():
            self.start[pair] = self.start.get(pair, 0) + steps
        for entry, sums in part.sums.items():
            self.sums[entry] = self.sums.get(entry, 0) + sums
        shape = len(self.months), len(self.kept)
        for entry, amounts in part.histories.items():
            everyone = self.histories.setdefault(entry, np.zeros(shape, np.float32))
            everyone[:, place(part.kept, self.kept)] = amounts

    def told(self) -> list[Entry]:
        """Return the entries that ever moved anything, in alphabetical order."""
        return sorted(entry for entry, sums in self.sums.items() if sums.any() or self.histories[entry].any())

    def mean(self, sums: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return sums in steps as means over the histories. [alignment]"""
        return np.asarray(sums) / (STEPS * len(self.replicates))


@final
class LedgerRecorder:
    """Takes down what moved the alignments of a block of histories, month by month.

    Parameters
    ----------
    months
        The months to record, in order.
    replicates
        The histories of the block.
    sample
        Contributions are kept of the histories numbered below it; None keeps all.
    weights
        Of the three channels in a strength, each of shape (replicates,).
    start
        Alignment of each pair before the first month, shape (replicates,).
    """

    def __init__(
        self,
        months: Sequence[int],
        replicates: range,
        *,
        sample: int | None,
        weights: Sequence[PerReplicate],
        start: Mapping[Pair, PerReplicate],
    ) -> None:
        self._months = tuple(months)
        self._replicates, self._sample = replicates, sample
        self._columns = {month: column for column, month in enumerate(months)}
        self._weights = [weight[0] if np.ptp(weight) == 0 else np.nan for weight in weights]
        self._anchored = np.empty(len(replicates))
        self._bits = self._anchored.view(np.int64)
        self._nothing = self._sum(np.zeros(len(replicates)))
        self._start = {pair: self._sum(alignment) for pair, alignment in start.items()}
        self._sums: dict[Entry, npt.NDArray[np.int64]] = {}
        self._histories: dict[Entry, npt.NDArray[np.float32]] = {}

    def record(self, month: int, contributions: Mapping[Entry, PerReplicate]) -> None:
        """Take down a month: what each cause added to each alignment, shape (replicates,).

        Raises
        ------
        KeyError
            If the month is not one of those to record.
        """
        column, some = self._columns[month], len(kept(self._replicates, self._sample))
        for entry, amounts in contributions.items():
            if entry not in self._sums:
                self._sums[entry] = np.full(len(self._months), self._nothing)
                self._histories[entry] = np.zeros((len(self._months), some), np.float32)
            self._sums[entry][column] = self._sum(amounts)
            if some:
                self._histories[entry][column] = amounts[:some]

    def finish(self) -> Ledger | None:
        """Return the block's ledger, None if nothing was ever told."""
        if not self._sums:
            return None
        return Ledger(
            self._months,
            self._replicates,
            self._sample,
            np.array(self._weights, np.float32),
            {pair: int((np.array([total]) - self._nothing)[0]) for pair, total in self._start.items()},
            {entry: totals - self._nothing for entry, totals in self._sums.items()},
            self._histories,
        )

    def _sum(self, amounts: PerReplicate) -> np.int64:
        """Return the sum of anchored amounts, which any order of adding gives, as integers wrap around."""
        np.copyto(self._anchored, amounts)
        np.add(self._anchored, ANCHOR, out=self._anchored)
        total: np.int64 = np.add.reduce(self._bits)
        return total
