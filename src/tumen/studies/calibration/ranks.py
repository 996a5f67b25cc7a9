"""Simulation-based calibration: whether truths that the prior makes rank evenly among posterior draws [1]_.

A truth is drawn from the prior with all that sources would tell of it; the calibration is run on that, and
the truth is ranked among draws of the posterior. If calibrations are right, ranks are uniform and intervals
cover as often as they say.

References
----------
.. [1] S. Talts, M. Betancourt, D. Simpson, A. Vehtari and A. Gelman, "Validating Bayesian inference
   algorithms with simulation-based calibration," arXiv:1804.06788, 2018.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, final

import numpy as np
import numpy.typing as npt
from scipy import stats

from tumen.parameters.particles import as_shares
from tumen.studies.calibration.calibrate import of_population, yearly
from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.importance import PRODUCE, Drawn, Effort, Stage, adapted, weighed
from tumen.studies.calibration.sample import Sample
from tumen.studies.calibration.target import Histories, Target
from tumen.studies.calibration.tempered import Tempered, Tempering
from tumen.studies.calibration.weights import effective_size, normalised, pareto_k, resampled

DRAWS: Final = 99
TRUTHS: Final = 10_000  # the repeat of the luck of truths, which no calibration has
LEVELS: Final = (0.5, 0.9)
FEWEST, TRUSTED = 400, 0.7  # effective size and Pareto shape beyond which tempering takes over
TEMPERING: Final = Tempering(size=2_000, moves=10)
FEW: Final = 5_000  # draws of the prior that are too few

How: TypeAlias = Literal["importance", "prior", "squared"]


@final
@dataclass(frozen=True)
class Ranked:
    """A truth among draws of its posterior.

    Attributes
    ----------
    ranks
        How many of the draws are smaller, for each quantity, 0 to 99.
    effective_size, k
        Of the weights.
    tempered
        Whether these did not pass, and a population was led to the posterior instead.
    """

    ranks: npt.NDArray[np.int64]
    effective_size: float
    k: float
    tempered: bool


def ranked(
    target: Target, bank: Drawn[Histories], number: int, *, effort: Effort, how: How = "importance"
) -> Ranked:
    """Draw a truth with what is told of it, calibrate, and rank the truth.

    Parameters
    ----------
    target
        What is calibrated; its own observations are not looked at.
    bank
        Histories of the prior, which every calibration may share.
    number
        Of the truth.
    effort
        How much to do.
    how
        `importance`, as in use; or one of two that must fail: `prior`, a few thousand draws of the prior,
        and `squared`, which trusts everything that is told twice.
    """
    stage = Stage(target.seed, TRUTHS + number)
    truth, told = _truth(target, stage)
    own = target.with_told(told)
    known = Drawn(bank.coordinates, bank.kept, own.by_item(bank.kept), bank.log_ratio)
    if how == "prior":
        few = slice(None, FEW)
        sample = Sample.of(
            [
                Drawn(
                    known.coordinates[:, few],
                    known.kept.some(few),
                    known.by_item[:, few],
                    known.log_ratio[few],
                )
            ]
        )
    else:
        sample = _calibrated(own, known, effort, stage)
    size, k = effective_size(sample.log_weights), pareto_k(sample.log_weights)
    tempered = how == "importance" and (size < FEWEST or k > TRUSTED)
    if tempered:
        sample = _tempered(own, stage)
    log_weights = sample.log_weights + (sample.by_item.sum(axis=0) if how == "squared" else 0)
    places = resampled(normalised(log_weights), DRAWS, float(stage.generator(11).random()))
    draws, true = quantities(target, sample.histories.some(places)), quantities(target, truth)
    smaller = np.sum(draws < true, axis=1)
    ties = np.sum(draws == true, axis=1)
    ranks = smaller + stage.generator(12).integers(0, ties + 1)
    return Ranked(ranks, size, k, tempered)


def quantities(target: Target, histories: Histories) -> Floats:
    """Return every parameter as its share, every bias and every output, shape (quantities, histories)."""
    outputs = [target.coding.output(name, histories.features) for name in target.coding.outputs]
    return np.concatenate([as_shares(histories.steps), histories.biases, outputs])


def names(target: Target) -> list[str]:
    """Return the names of the quantities."""
    return [*target.columns, *(f"bias {name}" for name in target.coding.families), *target.coding.outputs]


def verdict(ranks: npt.NDArray[np.int64]) -> tuple[Floats, dict[float, float], float]:
    """Return what ranks, shape (truths, quantities), say.

    Returns
    -------
    The p-value of evenness of each quantity (chi-square over ten bins), the coverage of central intervals
    by their level, and the mean variance of ranks over that of even ones.
    """
    bins = ranks // ((DRAWS + 1) // 10)
    counts = np.stack([np.bincount(column, minlength=10) for column in bins.T])
    p_values = stats.chisquare(counts, axis=1).pvalue
    shares = (ranks + 0.5) / (DRAWS + 1)
    coverage = {level: float(np.mean(np.abs(shares - 0.5) < level / 2)) for level in LEVELS}
    even = ((DRAWS + 1) ** 2 - 1) / 12
    spread = float(np.mean((ranks - DRAWS / 2) ** 2) / even)
    return np.asarray(p_values, float), coverage, spread


def _truth(target: Target, stage: Stage) -> tuple[Histories, Sequence[float]]:
    coordinates = stage.generator(13).standard_normal((target.size, 8), np.float32)
    histories = target.run(coordinates, stage.numbers(PRODUCE + 1, 0, 8)).some(slice(0, 1))
    chance = stage.generator(14)
    told = [
        float(
            item.reading.sample(
                target.coding.features_of(item, histories.features),
                target.coding.bias_of(item, histories.biases),
                chance,
            )[0]
        )
        for item in target.coding.items
    ]
    return histories, told


def _tempered(target: Target, stage: Stage) -> Sample:
    own = yearly(target)
    lead: Tempered[Histories] = Tempered(own, len(own.periods), TEMPERING, stage)
    return of_population(own, lead.run(lambda _: None))


def _calibrated(target: Target, bank: Drawn[Histories], effort: Effort, stage: Stage) -> Sample:
    proposal = adapted(target, bank, effort, stage, lambda _: None)
    blocks: list[Drawn[Histories]] = []
    while len(blocks) * effort.block < effort.most:
        blocks.append(weighed(target, proposal, effort.block, stage, (PRODUCE, len(blocks))))
        sample = Sample.of(blocks)
        if sample.effective_size >= effort.wanted:
            break
    return sample
