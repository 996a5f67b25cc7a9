"""Calibration: from coded items to a posterior, or to a plain word that there is none."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, final

import numpy as np

from tumen.base.calendar import month_number, month_text
from tumen.base.randomness import check_seed
from tumen.ensemble.defaults import SEED
from tumen.ensemble.posterior import Posterior, inputs
from tumen.studies.calibration.coding import Coding
from tumen.studies.calibration.gates import CALIBRATED, NOT, TEMPERED, Gate, agreement, gates_of
from tumen.studies.calibration.importance import (
    PRODUCE,
    Drawn,
    Effort,
    Stage,
    Told,
    adapted,
    bank_of,
    weighed,
)
from tumen.studies.calibration.sample import Sample
from tumen.studies.calibration.store import Store
from tumen.studies.calibration.target import LONG_AGO, Histories, Target
from tumen.studies.calibration.tempered import Population, Tempered, Tempering
from tumen.studies.calibration.weights import effective_size, log_evidence, pareto_k, resampled

PARTICLES: Final = 4_000
REPEATS: Final = 2  # of importance sampling
TEMPERED_REPEATS: Final = 4
EVIDENCE_LIMIT, MEAN_LIMIT = 0.3, 0.2  # between tempered repeats


@final
@dataclass(frozen=True)
class Calibration:
    """What a calibration came to.

    Attributes
    ----------
    target
        What was calibrated.
    bank
        Histories drawn from the prior.
    sample
        Weighted histories that stand for the posterior.
    verdict
        `calibrated`, `calibrated by SMC` or `not calibrated`.
    gates
        What it had to show.
    log_evidence
        Log of the mean likelihood under the prior.
    simulations, seconds
        How many histories it ran, and how long it took.
    notes
        What was tried before, in sentences.
    """

    target: Target
    bank: Sample
    sample: Sample
    verdict: str
    gates: Sequence[Gate]
    log_evidence: float
    simulations: int
    seconds: float
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def coding(self) -> Coding:
        """What was told."""
        return self.target.coding

    def posterior(self, particles: int = PARTICLES) -> Posterior:
        """Return so many equally likely histories, and the facts of the calibration.

        Raises
        ------
        ValueError
            If there is no posterior.
        """
        if self.verdict == NOT:
            raise ValueError("there is no posterior: the calibration did not pass its gates.")
        start = float(Stage(self.target.seed, 0).generator(9).random())
        places = resampled(self.sample.weights, particles, start)
        mixed = Stage(self.target.seed, 0).generator(10).permutation(places)
        chosen = self.sample.histories.some(mixed)
        biases = dict(zip(self.coding.families, chosen.biases.astype(np.float32), strict=True))
        return Posterior(self.target.particles(chosen.steps, chosen.numbers), biases, self.facts(particles))

    def facts(self, particles: int = PARTICLES) -> dict[str, Any]:
        """Return what the calibration found of itself."""
        size = 1 / (1 / self.sample.effective_size + 1 / particles)
        return {
            "verdict": self.verdict,
            "effective_size": round(size, 1),
            "pareto_k": round(pareto_k(self.sample.log_weights), 3),
            "log_evidence": round(self.log_evidence, 4),
            "items": len(self.coding.items),
            "cutoff": month_text(self.coding.cutoff),
            "simulations": self.simulations,
            "gates": [str(gate) for gate in self.gates],
            "inputs": dict(inputs(self.coding.scenario.name)),
        }


def calibrate(
    coding: Coding,
    *,
    seed: int = SEED,
    effort: Effort | None = None,
    tempering: Tempering | None = None,
    folder: Path | None = None,
    workers: int | None = None,
    told: Told = lambda _: None,
) -> Calibration:
    """Calibrate by two-phase importance sampling, and where its gates fail, by tempering.

    Parameters
    ----------
    coding
        What the documents say.
    seed
        Whole number from 0 to 2**64 - 1.
    effort, tempering
        How much to do.
    folder
        Where to keep what is computed, to go on from there if cut off; emptied at the end.
    workers
        Number of processes or threads; all usable cores by default.
    told
        Told in a line what has been done.

    Raises
    ------
    ValueError
        If a number is out of range, or no history of the prior could have been told what the items tell.
    """
    started = time.perf_counter()
    effort = effort or Effort()
    target = Target(coding, check_seed(seed), workers=workers)
    store = Store(folder, _key(coding, seed, effort))
    banks, samples = [], []
    for repeat in range(REPEATS):
        bank, sample = _importance(target, effort, Stage(seed, repeat), store, told)
        banks.append(bank)
        samples.append(sample)
    gates = gates_of(samples)
    done = sum(len(one.log_weights) for one in (*banks, *samples)) + REPEATS * effort.rounds * effort.batch
    found = Calibration(
        target=target,
        bank=banks[0],
        sample=_pooled(samples),
        verdict=CALIBRATED if all(gate.passed for gate in gates) else NOT,
        gates=gates,
        log_evidence=log_evidence(np.concatenate([one.log_weights for one in samples])),
        simulations=done,
        seconds=time.perf_counter() - started,
    )
    if found.verdict == NOT:
        told("importance sampling did not pass its gates: tempering instead")
        found = _escalated(found, seed, tempering or Tempering(), told, started)
    store.clear()
    return found


def _importance(
    target: Target, effort: Effort, stage: Stage, store: Store, told: Told
) -> tuple[Sample, Sample]:
    """Return a sample of the prior and one of the posterior."""
    name = f"repeat-{stage.repeat}"
    told(f"repeat {stage.repeat + 1}: {effort.bank:,} histories of the prior")
    bank = store.kept(f"{name}-bank", lambda: bank_of(target, effort, stage))
    _check_possible(target, bank)
    proposal = adapted(target, bank, effort, stage, told)
    blocks: list[Drawn[Histories]] = []
    while sum(len(one.log_ratio) for one in blocks) < effort.most:
        number = len(blocks)
        make = partial(weighed, target, proposal, effort.block, stage, (PRODUCE, number))
        blocks.append(store.kept(f"{name}-block-{number}", make))
        size = effective_size(np.concatenate([one.log_weights for one in blocks]))
        told(f"repeat {stage.repeat + 1}: {len(blocks) * effort.block:,} fresh histories, worth {size:,.0f}")
        if size >= effort.wanted:
            break
    return Sample.of([bank]), Sample.of(blocks)


def _check_possible(target: Target, bank: Drawn[Histories]) -> None:
    """Refuse items that no history of the prior could have led to.

    Raises
    ------
    ValueError
        With the names of such items.
    """
    possible = [bool(np.isfinite(row).any()) for row in bank.by_item]
    names = [item.name for item, good in zip(target.coding.items, possible, strict=True) if not good]
    if names:
        raise ValueError(
            f"no history of the prior allows what these items tell: {', '.join(names)}. "
            "Widen their sd, or the priors of what they are about."
        )


def _pooled(samples: Sequence[Sample]) -> Sample:
    """Return samples of the same posterior as one."""
    histories = samples[0].histories
    for more in samples[1:]:
        histories = histories.joined(more.histories)
    return Sample(
        histories,
        np.concatenate([one.by_item for one in samples], axis=1),
        np.concatenate([one.log_ratio for one in samples]),
        np.concatenate([one.log_weights for one in samples]),
    )


def _escalated(
    found: Calibration, seed: int, tempering: Tempering, told: Told, started: float
) -> Calibration:
    """Return the calibration by tempering, repeated so that agreement can be seen."""
    target = yearly(found.target)
    populations: list[Population[Histories]] = []
    evidences: list[float] = []
    for repeat in range(TEMPERED_REPEATS):
        lead: Tempered[Histories] = Tempered(
            target, len(target.periods), tempering, Stage(seed, REPEATS + repeat)
        )
        populations.append(lead.run(partial(_prefixed, told, f"repeat {repeat + 1}")))
        evidences.append(lead.log_evidence)
    samples = [of_population(target, one) for one in populations]
    gates = agreement(
        [one.moments() for one in samples], evidences, evidence_limit=EVIDENCE_LIMIT, mean_limit=MEAN_LIMIT
    )
    return replace(
        found,
        target=target,
        sample=_pooled(samples),
        verdict=TEMPERED if all(gate.passed for gate in gates) else NOT,
        gates=gates,
        log_evidence=float(np.mean(evidences)),
        seconds=time.perf_counter() - started,
        notes=[f"importance sampling: {gate}" for gate in found.gates],
    )


def _prefixed(told: Told, prefix: str, text: str) -> None:
    told(f"{prefix}: {text}")


def of_population(target: Target, population: Population[Histories]) -> Sample:
    """Return a population as a sample, all histories of which weigh the same."""
    by_item = target.by_item(population.kept)
    size = len(population.log_likelihood)
    return Sample(population.kept, by_item, -by_item.sum(axis=0), np.zeros(size))


def yearly(target: Target) -> Target:
    """Return a target whose histories may meet the luck of another in each year."""
    first, last = target.coding.scenario.first, target.coding.cutoff
    years = range(first // 12 + 1, last // 12 + 1)
    return replace(target, periods=(LONG_AGO, *(month_number(f"{year:04d}-01") for year in years)))


def _key(coding: Coding, seed: int, effort: Effort) -> str:
    made = inputs(coding.scenario.name)
    return sha256(f"{made} {coding.sha256} {seed} {effort}".encode()).hexdigest()
