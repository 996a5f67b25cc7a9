"""The bootstrap of many outputs at once: a resample is how often each base point counts."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from tumen.studies.sensitivity.inputs import Floats

Counts: TypeAlias = npt.NDArray[np.uint16]  # shape (1 + resamples, base points)

FEWEST: Final = 20  # resamples
AT_ONCE: Final = 2**22  # weights of base points that are held as floats, to bound memory


def counts_of(size: int, resamples: int, seed: int) -> Counts:
    """Return how often each base point counts in the sample itself, and in each resample; a row each."""
    if resamples < FEWEST:
        raise ValueError(f"resamples is {resamples}. Write {FEWEST} or more, for example 200.")
    chance = np.random.default_rng(seed)
    counts = np.ones((1 + resamples, size), np.uint16)
    for row in counts[1:]:
        row[:] = np.bincount(chance.integers(size, size=size), minlength=size)
    return counts


def averages(products: Sequence[Floats], counts: Counts) -> list[Floats]:
    """Return the means of products (base points, outputs) in the sample and in each resample.

    All at once: a few large products of matrices lose less time than many small ones where cores are busy.
    """
    values = np.concatenate(products, axis=1)
    rows = max(1, AT_ONCE // len(values))
    sums = [counts[start : start + rows].astype(np.float64) @ values for start in range(0, len(counts), rows)]
    return np.split(np.concatenate(sums) / len(values), len(products), axis=1)


def bounded(estimates: Floats, level: float) -> Floats:
    """Return what the sample tells and the bounds over resamples, leaving out those without variance."""
    tails = (1 - level) / 2, (1 + level) / 2
    bounds = np.quantile(estimates[1:], tails, axis=0)
    partly = np.isnan(bounds[0]) & np.isfinite(estimates[0])
    if partly.any():
        bounds[:, partly] = np.nanquantile(estimates[1:, partly], tails, axis=0)
    return np.concatenate([estimates[:1], bounds])
