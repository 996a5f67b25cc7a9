"""Particles: histories that a calibration chose, to be lived again up to a month, and to go on from there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.randomness import Past, Whose, stream_id
from tumen.parameters.draws import Column

Shares: TypeAlias = npt.NDArray[np.uint16]
NEVER_MET: Final = -1  # the month before the first of all
STEPS: Final = 2**16  # that a share is told apart by


def as_shares(steps: Shares) -> npt.NDArray[np.float32]:
    """Return shares in (0, 1) from their steps, the same on every machine."""
    return (steps.astype(np.float32) + np.float32(0.5)) * np.float32(1 / STEPS)


def as_steps(shares: npt.NDArray[np.float64]) -> Shares:
    """Return the steps that shares in [0, 1] lie in."""
    steps: Shares = np.minimum(shares * STEPS, STEPS - 1).astype(np.uint16)
    return steps


class Lived(NamedTuple):
    """What replicates take over from particles: shares of columns by address, and luck."""

    shares: Mapping[str, npt.NDArray[np.float32]]
    past: Past


@final
@dataclass(frozen=True)
class Particles:
    """Equally likely histories of the past: what their parameters are, and whose luck they met.

    Attributes
    ----------
    priors
        Address of each column to its prior as a text, in the order of the shares.
    steps
        Shares of the columns, shape (columns, particles), as steps of 1 / 65,536.
    past
        The luck that they met.
    """

    priors: Mapping[str, str]
    steps: Shares
    past: Past

    def __len__(self) -> int:
        """Count the particles."""
        return int(self.steps.shape[1])

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {address: row for row, address in enumerate(self.priors)}

    def fitting(self, columns: Mapping[str, Column]) -> list[str]:
        """Return the addresses of columns that have the prior of the calibration."""
        return [
            address
            for address, column in columns.items()
            if column.varies and self.priors.get(address) == str(column.prior)
        ]

    def turned(self, seed: int) -> "Particles":
        """Return the particles in another turn, so that small ensembles of other seeds begin with others."""
        first = stream_id(f"particle {seed}") % len(self)
        return self.some(np.roll(np.arange(len(self)), -first))

    def lived(self, columns: Mapping[str, Column], replicates: Whose) -> Lived:
        """Return what replicates take over: each takes one particle, in turn."""
        places = self.places(replicates)
        shares = {a: as_shares(self.steps[self._rows[a], places]) for a in self.fitting(columns)}
        return Lived(shares, self.past_of(places))

    def places(self, replicates: Whose) -> npt.NDArray[np.int64]:
        """Return which particle each replicate takes, shape (replicates,)."""
        return np.asarray(replicates, np.int64) % len(self)

    def parameters_only(self) -> "Particles":
        """Return the same parameters for histories that meet luck of their own from the start."""
        return replace(self, past=replace(self.past, until=NEVER_MET))

    def rows(self, addresses: list[str]) -> npt.NDArray[np.int64]:
        """Return in which rows of the steps columns lie."""
        return np.array([self._rows[address] for address in addresses], np.int64)

    def past_of(self, places: npt.NDArray[np.int64]) -> Past:
        """Return the luck of some particles."""
        return replace(self.past, numbers=self.past.numbers[:, places])

    def some(self, places: npt.NDArray[np.int64]) -> "Particles":
        """Return some of the particles, in the order given."""
        return Particles(self.priors, self.steps[:, places], self.past_of(places))
