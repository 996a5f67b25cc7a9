"""Tempered sequential Monte Carlo: for evidence so telling that importance weights collapse [1]_.

A population of histories is led from the prior to the posterior by raising the likelihood to a rising power.
After each step it is resampled and moved: parameters by a random walk along what is correlated in the
population and by an autoregressive step elsewhere [2]_, luck by drawing that of a period anew.

References
----------
.. [1] P. Del Moral, A. Doucet and A. Jasra, "Sequential Monte Carlo samplers," Journal of the Royal
   Statistical Society B 68(3), 2006, 411-436.
.. [2] S. L. Cotter, G. O. Roberts, A. M. Stuart and D. White, "MCMC methods for functions," Statistical
   Science 28(3), 2013, 424-446.
"""

from dataclasses import dataclass, replace
from typing import Final, Generic, final

import numpy as np
import numpy.typing as npt
from scipy import special

from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.importance import Kept, Problem, Stage, Told
from tumen.studies.calibration.proposal import informed_directions
from tumen.studies.calibration.weights import effective_size, normalised, resampled

MOVE: Final = 3  # the stage of luck, after those of importance sampling
ACCEPTED: Final = 0.25  # share of moves that steps are steered to
STEER: Final = 1.25  # factor on a step after each move


@final
@dataclass(frozen=True, kw_only=True)
class Population(Generic[Kept]):
    """Histories on the way from the prior to the posterior.

    Attributes
    ----------
    coordinates
        Shape (coordinates, histories).
    numbers
        Whose luck they meet, shape (periods, histories).
    kept
        What was kept of them.
    log_likelihood
        Shape (histories,).
    """

    coordinates: npt.NDArray[np.float32]
    numbers: npt.NDArray[np.int64]
    kept: Kept
    log_likelihood: Floats


@final
@dataclass(frozen=True, kw_only=True)
class Tempering:
    """How the population is led.

    Attributes
    ----------
    size
        Number of histories.
    moves
        Moves after each step.
    most
        Largest number of steps.
    directions
        Largest number of directions of the random walk.
    """

    size: int = 4_000
    moves: int = 12
    most: int = 60
    directions: int = 25


@final
class Tempered(Generic[Kept]):
    """Leads a population from the prior to the posterior.

    Parameters
    ----------
    problem
        What is calibrated; its histories meet the luck of several periods.
    periods
        Number of periods of luck.
    how
        How the population is led.
    stage
        Its own luck.
    """

    def __init__(self, problem: Problem[Kept], periods: int, how: Tempering, stage: Stage) -> None:
        self._problem, self._periods, self._how, self._stage = problem, periods, how, stage
        self._chance = stage.generator(MOVE)
        self._block = 0
        self._step = 0.5
        self.log_evidence = 0.0
        self.accepted: dict[str, float] = {}

    def run(self, told: Told) -> Population[Kept]:
        """Return the population at the posterior.

        Raises
        ------
        RuntimeError
            If it is not there after the largest number of steps.
        """
        population, by_item = self._start()
        directions = informed_directions(population.coordinates, by_item, self._how.directions)
        power = 0.0
        for step in range(self._how.most):
            after = self._next(power, population.log_likelihood)
            log_weights = (after - power) * population.log_likelihood
            self.log_evidence += float(special.logsumexp(log_weights) - np.log(self._how.size))
            places = resampled(normalised(log_weights), self._how.size, float(self._chance.random()))
            population, power = self._taken(population, places), after
            for _ in range(self._how.moves):
                population = self._walked(population, power, directions)
                population = self._relucked(population, power)
            told(f"tempering: step {step + 1}, power {power:.3f}, moves accepted {self.accepted['walk']:.2f}")
            if power == 1:
                return population
        raise RuntimeError(f"the population is at power {power:.3g} after {self._how.most} steps")

    def _start(self) -> tuple[Population[Kept], Floats]:
        coordinates = self._chance.standard_normal((self._problem.size, self._how.size), np.float32)
        numbers = np.concatenate([self._fresh() for _ in range(self._periods)])
        kept = self._problem.run(coordinates, numbers)
        by_item = self._problem.by_item(kept)
        likelihood: Floats = by_item.sum(axis=0)
        start = Population(coordinates=coordinates, numbers=numbers, kept=kept, log_likelihood=likelihood)
        return start, by_item

    def _fresh(self) -> npt.NDArray[np.int64]:
        self._block += 1
        return self._stage.numbers(MOVE, self._block, self._how.size)

    def _next(self, power: float, log_likelihood: Floats) -> float:
        """Return the power that leaves half of the population's effective size."""
        low, high = power, 1.0
        if effective_size((1 - power) * log_likelihood) >= self._how.size / 2:
            return 1.0
        for _ in range(40):
            middle = (low + high) / 2
            enough = effective_size((middle - power) * log_likelihood) >= self._how.size / 2
            low, high = (middle, high) if enough else (low, middle)
        return low

    def _taken(self, population: Population[Kept], places: npt.NDArray[np.int64]) -> Population[Kept]:
        return Population(
            coordinates=population.coordinates[:, places],
            numbers=population.numbers[:, places],
            kept=population.kept.some(places),
            log_likelihood=population.log_likelihood[places],
        )

    def _walked(self, population: Population[Kept], power: float, directions: Floats) -> Population[Kept]:
        """Move parameters: both parts leave the prior as it is, or are weighed against it."""
        before = population.coordinates
        along = directions.T.astype(np.float32) @ before
        rank, size = along.shape
        root = np.linalg.cholesky(np.cov(along) + 1e-6 * np.eye(rank)) if rank else np.zeros((0, 0))
        step = self._step
        moved = along + step * 2.38 / np.sqrt(max(rank, 1)) * root @ self._chance.standard_normal(
            (rank, size)
        )
        noise = self._chance.standard_normal(before.shape, np.float32)
        rest = before - directions.astype(np.float32) @ along
        noise -= directions.astype(np.float32) @ (directions.T.astype(np.float32) @ noise)
        turn = min(0.9, 0.6 * step)  # of the other coordinates, which keep their distribution
        after = np.sqrt(1 - turn**2) * rest + turn * noise + directions @ moved
        prior = -0.5 * (np.sum(moved**2, axis=0) - np.sum(along.astype(float) ** 2, axis=0))
        return self._judged(
            population,
            np.asarray(after, np.float32),
            population.numbers,
            power=power,
            prior=prior,
            kind="walk",
        )

    def _relucked(self, population: Population[Kept], power: float) -> Population[Kept]:
        """Draw the luck of one period anew in each history."""
        fresh, size = self._fresh()[0], self._how.size
        period = self._chance.integers(self._periods, size=size)
        numbers = population.numbers.copy()
        numbers[period, np.arange(size)] = fresh
        return self._judged(
            population, population.coordinates, numbers, power=power, prior=np.zeros(size), kind="luck"
        )

    def _judged(
        self,
        population: Population[Kept],
        coordinates: npt.NDArray[np.float32],
        numbers: npt.NDArray[np.int64],
        *,
        power: float,
        prior: Floats,
        kind: str,
    ) -> Population[Kept]:
        """Accept what fits well enough, by the rule of Metropolis."""
        kept = self._problem.run(coordinates, numbers)
        likelihood = self._problem.by_item(kept).sum(axis=0)
        ratio = power * (likelihood - population.log_likelihood) + prior
        taken = np.log(self._chance.random(self._how.size)) < ratio
        self.accepted[kind] = float(taken.mean())
        if kind == "walk":
            self._step *= STEER if taken.mean() > ACCEPTED else 1 / STEER
        chosen = np.where(taken, self._how.size, 0) + np.arange(self._how.size)
        return replace(
            population,
            coordinates=np.where(taken, coordinates, population.coordinates),
            numbers=np.where(taken, numbers, population.numbers),
            kept=population.kept.joined(kept).some(chosen),
            log_likelihood=np.where(taken, likelihood, population.log_likelihood),
        )
