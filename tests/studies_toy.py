"""A problem of which the posterior is known in closed form: Gaussian observations of coordinates and luck."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tumen.base.randomness import normal, numbers


@dataclass(frozen=True)
class Pairs:
    """Coordinates and luck of histories."""

    coordinates: npt.NDArray[np.float64]
    luck: npt.NDArray[np.float64]

    def some(self, places):
        return Pairs(self.coordinates[:, places], self.luck[:, places])

    def joined(self, others):
        return Pairs(
            np.concatenate([self.coordinates, others.coordinates], axis=1),
            np.concatenate([self.luck, others.luck], axis=1),
        )


class Gaussian:
    """Observations `slopes @ z + luck + noise`, of which luck belongs to the history.

    Luck is drawn for each history from its number, as in the model; with several periods each has its part.
    """

    def __init__(self, slopes, observed, *, luck, noise):
        self.slopes, self.observed = np.asarray(slopes, float), np.asarray(observed, float)
        self.luck, self.noise = luck, noise
        self.size = self.slopes.shape[1]

    def run(self, coordinates, whose):
        names = [f"toy/{row}" for row in range(len(self.observed))]
        parts = [
            np.stack(list(numbers(17, names, month, number, normal).values()))
            for month, number in enumerate(whose)
        ]
        return Pairs(np.asarray(coordinates, float), self.luck * sum(parts) / np.sqrt(len(whose)))

    def by_item(self, histories):
        seen = self.slopes @ histories.coordinates + histories.luck
        away = (self.observed[:, None] - seen) / self.noise
        return -0.5 * away**2 - np.log(self.noise) - 0.5 * np.log(2 * np.pi)

    def posterior(self):
        """Return mean, standard deviations and log evidence."""
        spread = self.luck**2 + self.noise**2
        covariance = np.linalg.inv(np.eye(self.size) + self.slopes.T @ self.slopes / spread)
        mean = covariance @ self.slopes.T @ self.observed / spread
        whole = self.slopes @ self.slopes.T + spread * np.eye(len(self.observed))
        evidence = -0.5 * (
            self.observed @ np.linalg.solve(whole, self.observed)
            + np.linalg.slogdet(whole)[1]
            + len(self.observed) * np.log(2 * np.pi)
        )
        return mean, np.sqrt(np.diag(covariance)), evidence


def small_problem() -> Gaussian:
    """Return ten coordinates of which three observations inform three."""
    slopes = np.zeros((4, 10))
    slopes[0, 0], slopes[1, 1], slopes[2, [0, 2]], slopes[3, 2] = 1.0, 0.8, 0.7, 0.5
    return Gaussian(slopes, [1.2, -0.8, 1.5, 0.3], luck=0.3, noise=0.5)
