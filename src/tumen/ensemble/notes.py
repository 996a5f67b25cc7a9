"""Notes: what questions need of the histories of a block, kept while they run."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.scenarios.measures import Reading
from tumen.scenarios.words import EVENT, Recorded
from tumen.world.state import NEVER

if TYPE_CHECKING:
    from tumen.model import ArrayModel

Months: TypeAlias = npt.NDArray[np.int32]


@final
@dataclass(frozen=True)
class Notes:
    """What was kept of a block of histories of one scenario.

    Attributes
    ----------
    values
        (quantity, month) to values, shape (replicates,), in the unit of the quantity.
    happened
        Event or outcome to its month, or NEVER, shape (replicates,).
    """

    values: Mapping[tuple[Recorded, int], PerReplicate]
    happened: Mapping[str, Months]


@final
class Notebook:
    """Keeps, month by month, only what is wanted; after month `last` nothing is."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._wanted: dict[int, set[Recorded]] = defaultdict(set)
        self.last = NEVER
        for reading in readings:
            self.last = max(self.last, reading.months[-1])
            if reading.quantity[0] != EVENT:
                for month in reading.months:
                    self._wanted[month].add(reading.quantity)
        self._values: dict[tuple[Recorded, int], PerReplicate] = {}
        self._happened: Mapping[str, Months] = {}

    def wanted(self, month: int) -> Collection[Recorded]:
        """Return what is to be kept of a month."""
        return self._wanted.get(month, set())

    def note(self, model: "ArrayModel") -> None:
        """Keep what is wanted of the month that the model has just finished."""
        month = model.world.month
        for quantity in self.wanted(month):
            self._values[quantity, month] = model.observed[quantity]
        self._happened = model.world.happened

    def notes(self) -> Notes:
        """Return what was kept, and when events came."""
        return Notes(self._values, self._happened)
