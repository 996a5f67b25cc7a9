"""Points: the same histories once for each row of a design, all on one axis."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate

OWN: Final = 2**32  # numbers of histories that each point has to itself, where luck is not shared


class Cases(NamedTuple):
    """Some of the histories: whose luck each meets, and what it is given."""

    numbers: npt.NDArray[np.int64]
    given: Mapping[str, PerReplicate]


@final
@dataclass(frozen=True)
class Points:
    """Points of a design, each run with the same histories.

    Case number c is history ``c % len(replicates)`` of point ``c // len(replicates)``.

    Attributes
    ----------
    given
        Values of columns by address, shape (points,), in single precision, in the unit of the column.
    replicates
        The histories of each point.
    first
        Number of the first point among all of the design.
    apart
        Whether every point has luck of its own.
    """

    given: Mapping[str, npt.NDArray[np.float32]]
    replicates: range
    first: int = 0
    apart: bool = False

    def __len__(self) -> int:
        """Count the histories of all points."""
        return self.number * len(self.replicates)

    @property
    def number(self) -> int:
        """How many points there are."""
        return len(next(iter(self.given.values())))

    def cases(self, cases: range) -> Cases:
        """Return some of the histories."""
        point, history = np.divmod(np.arange(cases.start, cases.stop), len(self.replicates))
        numbers = history + self.replicates.start
        if self.apart:
            numbers = numbers + OWN * (self.first + point + 1)
        return Cases(numbers, {address: values[point] for address, values in self.given.items()})
