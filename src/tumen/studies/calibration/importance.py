"""Two-phase adaptive importance sampling: learn where to look, freeze that, then weigh fresh draws [1]_.

Draws that shaped the proposal are never weighed: a history whose luck fitted would attract the next
proposal, and then be found there without its luck being had again.

References
----------
.. [1] J.-M. Cornuet, J.-M. Marin, A. Mira and C. P. Robert, "Adaptive multiple importance sampling,"
   Scandinavian Journal of Statistics 39(4), 2012, 798-812; without its recycling.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, Self, TypeVar, final

import numpy as np
import numpy.typing as npt

from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.proposal import Proposal, informed_directions
from tumen.studies.calibration.weights import effective_size, flattened, normalised


class Selectable(Protocol):
    """Histories of which some can be taken."""

    def some(self, places: Any) -> Self:
        """Return some of the histories."""

    def joined(self, others: Self) -> Self:
        """Return the histories, and others after them."""


Kept = TypeVar("Kept", bound=Selectable)
Told = Callable[[str], object]  # told what has been done


class Problem(Protocol[Kept]):
    """What is calibrated."""

    @property
    def size(self) -> int:
        """Number of coordinates, standard normal a priori."""

    def run(self, coordinates: npt.NDArray[Any], numbers: npt.NDArray[np.int64]) -> Kept:
        """Run histories at coordinates, with the luck of some numbers, shape (1, histories)."""

    def by_item(self, histories: Kept) -> Floats:
        """Return the log density of each item in each history, shape (items, histories)."""


@final
@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much a calibration does.

    Attributes
    ----------
    bank
        Histories drawn from the prior.
    rounds, batch
        Rounds of adaptation, and histories of each.
    fewest
        Effective size that the weights of a round are flattened to, if they have less.
    block, most
        Fresh histories at a time, and at most.
    wanted
        Effective size at which it stops.
    directions
        Largest number of directions in which the proposal differs from the prior.
    """

    bank: int = 50_000
    rounds: int = 5
    batch: int = 40_000
    fewest: float = 2_000
    block: int = 20_000
    most: int = 600_000
    wanted: float = 5_000
    directions: int = 40


@final
@dataclass(frozen=True)
class Drawn(Generic[Kept]):
    """Histories with their weights.

    Attributes
    ----------
    coordinates
        Shape (coordinates, histories).
    kept
        What was kept of the histories.
    by_item
        Log density of each item, shape (items, histories).
    log_ratio
        Log of the prior's density over that of the proposal, shape (histories,).
    """

    coordinates: npt.NDArray[np.float32]
    kept: Kept
    by_item: Floats
    log_ratio: Floats

    @property
    def log_weights(self) -> Floats:
        """Log of the likelihood times the ratio, shape (histories,)."""
        weights: Floats = self.by_item.sum(axis=0) + self.log_ratio
        return weights


@final
class Stage:
    """Luck of its own for every part of a calibration: a generator, and numbers of histories."""

    def __init__(self, seed: int, repeat: int) -> None:
        self._seed, self.repeat = seed, repeat

    def generator(self, stage: int, block: int = 0) -> np.random.Generator:
        """Return the generator of a block of a stage."""
        return np.random.Generator(
            np.random.Philox(np.random.SeedSequence(self._seed, spawn_key=(self.repeat, stage, block)))
        )

    def numbers(self, stage: int, block: int, size: int) -> npt.NDArray[np.int64]:
        """Return the numbers of the histories of a block, shape (1, size)."""
        first = (self.repeat << 44) + (stage << 38) + (block << 24)
        return np.arange(first, first + size, dtype=np.int64)[None]


BANK, ADAPT, PRODUCE = range(3)
LATEST: Final = 3  # rounds of adaptation that shape a proposal


def bank_of(problem: Problem[Kept], effort: Effort, stage: Stage) -> Drawn[Kept]:
    """Return histories drawn from the prior."""
    shape = problem.size, effort.bank
    coordinates = stage.generator(BANK).standard_normal(shape, np.float32)
    kept = problem.run(coordinates, stage.numbers(BANK, 0, effort.bank))
    return Drawn(coordinates, kept, problem.by_item(kept), np.zeros(effort.bank))


def adapted(problem: Problem[Kept], bank: Drawn[Kept], effort: Effort, stage: Stage, told: Told) -> Proposal:
    """Return a proposal that has been fitted to the likelihood, in several rounds; the latest count."""
    directions = informed_directions(bank.coordinates, bank.by_item, effort.directions)
    weights = normalised(flattened(bank.log_weights, effort.fewest))
    proposal = Proposal.fitted(directions, directions.T @ bank.coordinates, weights)
    seen: list[tuple[Floats, Floats]] = []
    for turn in range(effort.rounds):
        batch = weighed(problem, proposal, effort.batch, stage, (ADAPT, turn))
        size = effective_size(batch.log_weights)
        told(f"adapting: round {turn + 1} of {effort.rounds}, effective size {size:,.0f}")
        flat = flattened(batch.log_weights, effort.fewest)
        seen.append((directions.T @ batch.coordinates, normalised(flat) * effective_size(flat)))
        along, counted = (np.concatenate(parts, axis=-1) for parts in zip(*seen[-LATEST:], strict=True))
        proposal = Proposal.fitted(directions, along, counted / counted.sum())
    return proposal


def weighed(
    problem: Problem[Kept], proposal: Proposal, size: int, stage: Stage, block: tuple[int, int]
) -> Drawn[Kept]:
    """Return fresh histories of a frozen proposal, for a block of a stage."""
    coordinates = proposal.draw(size, stage.generator(*block))
    kept = problem.run(coordinates, stage.numbers(*block, size))
    return Drawn(coordinates, kept, problem.by_item(kept), proposal.log_ratio(coordinates))
