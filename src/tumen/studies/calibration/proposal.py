"""Proposals: where a calibration looks for histories, and how much more often than the prior would."""

from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
from scipy import special

from tumen.studies.calibration.densities import Floats

DEGREES: Final = 8.0  # of freedom: the tails are heavier than those of the posterior
FROM_PRIOR: Final = 0.1  # share of the draws that the prior makes
WIDER: Final = 1.2  # factor on the covariance


@final
@dataclass(frozen=True)
class Proposal:
    """The prior, moved and stretched in some directions of the standard normal coordinates.

    Attributes
    ----------
    directions
        Orthonormal directions in which it differs from the prior, shape (coordinates, directions).
    mean
        Where it lies in them.
    root
        Root of its covariance there, lower triangular.
    """

    directions: Floats
    mean: Floats
    root: Floats

    @classmethod
    def fitted(cls, directions: Floats, along: npt.NDArray[Any], weights: Floats) -> "Proposal":
        """Return the proposal that follows weighted draws, given along directions, (directions, draws)."""
        mean = along @ weights
        away = along - mean[:, None]
        covariance = WIDER * (away * weights) @ away.T
        root = np.linalg.cholesky(covariance + 1e-6 * np.eye(len(mean)))
        return cls(directions, mean, np.asarray(root, float))

    def draw(self, size: int, generator: np.random.Generator) -> npt.NDArray[np.float32]:
        """Return draws, shape (coordinates, size)."""
        coordinates = generator.standard_normal((len(self.directions), size), np.float32)
        directions = self.directions.astype(np.float32)
        along = directions.T @ coordinates
        stretch = np.sqrt(DEGREES / generator.chisquare(DEGREES, size))
        moved = self.mean[:, None] + self.root @ along * stretch
        kept = np.arange(size) < round(FROM_PRIOR * size)
        shift = np.where(kept, 0, moved - along).astype(np.float32)
        return np.asarray(coordinates + directions @ shift, np.float32)

    def log_ratio(self, coordinates: npt.NDArray[Any]) -> Floats:
        """Return the log of the prior's density over that of the proposal, shape (draws,)."""
        along = self.directions.T @ coordinates.astype(float)
        rank = len(self.mean)
        prior = -0.5 * np.sum(along**2, axis=0) - 0.5 * rank * np.log(2 * np.pi)
        away = np.linalg.solve(self.root, along - self.mean[:, None])
        constant = (
            special.gammaln((DEGREES + rank) / 2)
            - special.gammaln(DEGREES / 2)
            - 0.5 * rank * np.log(DEGREES * np.pi)
            - np.sum(np.log(np.diag(self.root)))
        )
        student = constant - 0.5 * (DEGREES + rank) * np.log1p(np.sum(away**2, axis=0) / DEGREES)
        both = np.logaddexp(np.log(FROM_PRIOR) + prior, np.log1p(-FROM_PRIOR) + student)
        return np.asarray(prior - both, float)


def informed_directions(coordinates: npt.NDArray[Any], by_item: Floats, most: int) -> Floats:
    """Return orthonormal directions along which items tell coordinates apart, shape (coordinates, found).

    The log density of each item is regressed on the coordinates of draws from the prior. Slopes within three
    standard errors count as none; the directions are the singular vectors of the others.

    Parameters
    ----------
    coordinates
        Draws from the prior, shape (coordinates, draws).
    by_item
        Log density of each item, shape (items, draws).
    most
        Largest number of directions.
    """
    size = coordinates.shape[1]
    clipped = np.maximum(by_item, np.quantile(by_item, 0.02, axis=1, keepdims=True))
    centred = clipped - clipped.mean(axis=1, keepdims=True)
    slopes = coordinates.astype(float) @ centred.T / size
    residual = np.sqrt(np.mean(centred**2, axis=1) / size)  # standard error of each slope
    slopes[np.abs(slopes) < 3 * residual] = 0
    left, values, _ = np.linalg.svd(slopes, full_matrices=False)
    found = min(most, int(np.sum(values > values[0] * 1e-3))) if values[0] > 0 else 0
    return left[:, :found]
