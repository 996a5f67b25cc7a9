"""What is calibrated: columns of draws and biases of sources, and how well histories fit what was told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, NamedTuple, final

import numpy as np
import numpy.typing as npt
from scipy import special

from tumen.base.randomness import Past
from tumen.ensemble.answers import Measured as Asked
from tumen.ensemble.asking import inquire
from tumen.ensemble.columns import scenario_columns
from tumen.parameters.draws import Column
from tumen.parameters.particles import Particles, Shares, as_steps
from tumen.parameters.registry import load_registry
from tumen.studies.calibration.coding import Coding
from tumen.studies.calibration.densities import Floats

Numbers = npt.NDArray[np.int64]
LONG_AGO: Final = 0  # the month from which the first period of luck lasts


class Histories(NamedTuple):
    """Histories that were run for a calibration.

    Attributes
    ----------
    steps
        Shares of the columns that vary, as steps, shape (columns, histories).
    numbers
        Whose luck they met in each period, shape (periods, histories).
    features
        Numbers that items depend on, shape (measures, histories).
    biases
        Of the families of sources, shape (families, histories).
    """

    steps: Shares
    numbers: Numbers
    features: npt.NDArray[np.float32]
    biases: Floats

    def some(self, places: Any) -> "Histories":
        """Return some of the histories."""
        steps, numbers, features, biases = self
        return Histories(steps[:, places], numbers[:, places], features[:, places], biases[:, places])

    def joined(self, others: "Histories") -> "Histories":
        """Return the histories, and others after them."""
        return Histories(
            np.concatenate([self.steps, others.steps], axis=1),
            np.concatenate([self.numbers, others.numbers], axis=1),
            np.concatenate([self.features, others.features], axis=1),
            np.concatenate([self.biases, others.biases], axis=1),
        )


@final
@dataclass(frozen=True)
class Target:
    """The distribution that a calibration looks for, in coordinates that are standard normal a priori.

    Coordinates are those of the columns that vary, in their order, then those of the families.

    Attributes
    ----------
    coding
        What was told.
    seed
        Of the luck that histories meet.
    told
        Other observations than those of the documents, one an item; None for these.
    workers
        Number of processes or threads.
    """

    coding: Coding
    seed: int
    told: tuple[float, ...] | None = None
    workers: int | None = None
    periods: tuple[int, ...] = (LONG_AGO,)

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Every column that varies in the histories of the calibration."""
        columns = scenario_columns(self.coding.scenario, load_registry())
        return {address: column for address, column in columns.items() if column.varies}

    @property
    def size(self) -> int:
        """Number of coordinates."""
        return len(self.columns) + len(self.coding.families)

    def run(self, coordinates: npt.NDArray[Any], numbers: Numbers) -> Histories:
        """Run histories at some coordinates, with the luck of some numbers.

        Parameters
        ----------
        coordinates
            Shape (coordinates, histories).
        numbers
            Shape (periods, histories).
        """
        count = len(self.columns)
        steps = as_steps(special.ndtr(coordinates[:count]))
        biases = self.coding.biases(np.asarray(coordinates[count:], float))
        return Histories(steps, numbers, self.features(self.particles(steps, numbers)), biases)

    def particles(self, steps: Shares, numbers: Numbers) -> Particles:
        """Return histories as particles, which meet their luck up to the cutoff."""
        priors = {address: str(column.prior) for address, column in self.columns.items()}
        return Particles(priors, steps, Past(self.seed, self.coding.cutoff, self.periods, numbers))

    def features(self, particles: Particles) -> npt.NDArray[np.float32]:
        """Return the numbers of particles that items depend on, shape (measures, particles)."""
        scenario = self.coding.scenario
        asked = [
            Asked(("item", scenario.name, str(place)), scenario.name, measure)
            for place, measure in enumerate(self.coding.measures)
        ]
        answers = inquire(
            [scenario],
            asked,
            replicates=len(particles),
            seed=self.seed,
            particles=particles,
            workers=self.workers,
            title="",
            show_progress=False,
        )
        return np.stack([answers.values[one.key] for one in asked]).astype(np.float32)

    def by_item(self, histories: Histories) -> Floats:
        """Return the log density of each item in each history, shape (items, histories)."""
        return self.coding.log_likelihood(histories.features, histories.biases, self.told)

    def log_likelihood(self, histories: Histories) -> Floats:
        """Return the log density of all that was told, for each history, shape (histories,)."""
        found: Floats = self.by_item(histories).sum(axis=0)
        return found

    def with_told(self, told: Sequence[float]) -> "Target":
        """Return the target of other observations."""
        return replace(self, told=tuple(told))
