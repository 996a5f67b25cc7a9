"""Samples: weighted histories that stand for the posterior, and what they say of parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, final

import numpy as np

from tumen.parameters.particles import as_shares
from tumen.studies.calibration.coding import Coding
from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.importance import Drawn
from tumen.studies.calibration.target import Histories
from tumen.studies.calibration.weights import effective_size, normalised, weighted_mean, weighted_sd


class Moments(NamedTuple):
    """Means and standard deviations of coordinates."""

    mean: Floats
    sd: Floats


@final
@dataclass(frozen=True)
class Sample:
    """Weighted histories.

    Attributes
    ----------
    histories
        The histories.
    by_item
        Log density of each item in each of them, shape (items, histories).
    log_ratio
        Log of what a history weighs before the items are told, shape (histories,).
    log_weights
        Log of what it weighs after, shape (histories,).
    """

    histories: Histories
    by_item: Floats
    log_ratio: Floats
    log_weights: Floats

    @classmethod
    def of(cls, drawn: Sequence[Drawn[Histories]]) -> "Sample":
        """Return the fresh histories of frozen proposals."""
        histories = drawn[0].kept
        for more in drawn[1:]:
            histories = histories.joined(more.kept)
        by_item = np.concatenate([part.by_item for part in drawn], axis=1)
        log_ratio = np.concatenate([part.log_ratio for part in drawn])
        return cls(histories, by_item, log_ratio, by_item.sum(axis=0) + log_ratio)

    @cached_property
    def weights(self) -> Floats:
        """Weights that add up to 1."""
        return normalised(self.log_weights)

    @property
    def effective_size(self) -> float:
        """How many equally weighted histories these are worth."""
        return effective_size(self.log_weights)

    def moments(self) -> Moments:
        """Return means and sds of the parameters' shares and of the families' biases, as normal scores."""
        values = np.concatenate([as_shares(self.histories.steps), self.histories.biases])
        return Moments(weighted_mean(values, self.weights), weighted_sd(values, self.weights))

    def thinned(self, most: int) -> "Sample":
        """Return every so many of the histories, in place of more than wanted, with their own weights."""
        every = slice(None, None, -(-len(self.log_weights) // most))
        return Sample(
            self.histories.some(every),
            self.by_item[:, every],
            self.log_ratio[every],
            self.log_weights[every],
        )

    def log_likelihood(self, coding: Coding) -> Floats:
        """Return the log density of each item of another coding of the same measures."""
        return coding.log_likelihood(self.histories.features, self.histories.biases)
