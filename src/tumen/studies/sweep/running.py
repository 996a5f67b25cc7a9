"""Running a sweep: whatever is not there yet of its histories, chunk by chunk, so that nothing is lost."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, NamedTuple, final

import numpy as np

from tumen.base.randomness import SCHEME
from tumen.ensemble.answers import Asked as AskedOf
from tumen.ensemble.answers import Measured
from tumen.ensemble.arguments import processes
from tumen.ensemble.asking import answers_of
from tumen.ensemble.engines import Engines, engines
from tumen.ensemble.points import Points
from tumen.ensemble.posterior import Posterior, model_hash
from tumen.ensemble.progress import Advance, progress
from tumen.ensemble.tasks import Inquiry
from tumen.results.provenance import registry_hash
from tumen.studies.sweep.asked import asked_of, checked_of
from tumen.studies.sweep.factors import variants
from tumen.studies.sweep.reading import Sweep
from tumen.studies.sweep.store import Chunk, Failure, Store, missing

TILE: Final = 1_024  # points of a chunk
LARGEST: Final = 65_536  # histories of a chunk: some seconds of work, which an interruption may cost


class Job(NamedTuple):
    """A chunk to be made: some points, some histories of each."""

    points: range
    tile: str
    replicates: range

    @property
    def histories(self) -> int:
        """How many histories it takes, in each scenario."""
        return len(self.points) * len(self.replicates)


@final
@dataclass(frozen=True)
class Plan:
    """What there is to do of a sweep.

    Attributes
    ----------
    jobs
        Chunks to be made.
    chunks
        How many there are altogether.
    """

    jobs: tuple[Job, ...]
    chunks: int

    @property
    def histories(self) -> int:
        """How many histories are to be run, in each scenario."""
        return sum(job.histories for job in self.jobs)


@final
class Runner:
    """What runs the points of a sweep.

    Parameters
    ----------
    sweep
        What to run.
    posterior
        What parameters and the past come from; None for the prior.
    workers
        Number of processes or threads; all usable cores by default.
    """

    def __init__(self, sweep: Sweep, posterior: Posterior | None, workers: int | None = None) -> None:
        self.sweep = sweep
        self.scenarios = variants(sweep.scenarios, sweep.design.factors)
        self._posterior, self._workers = posterior, processes(workers)
        self._asked = tuple(asked_of(sweep.outputs, self.scenarios))
        self._checked = tuple(checked_of(sweep.outputs, self.scenarios))
        particles = None if posterior is None else posterior.particles.turned(sweep.file.seed)
        self._inquiry = Inquiry(self.scenarios, (*self._asked, *self._checked), sweep.file.seed, particles)

    @property
    def tiles(self) -> list[tuple[range, str]]:
        """Every tile: its points, and the hash of all that decides what their histories answer."""
        points = len(self.sweep.design)
        found = [range(first, min(first + TILE, points)) for first in range(0, points, TILE)]
        return [(tile, self._hash(tile)) for tile in found]

    def plan(self, store: Store) -> Plan:
        """Return what is not there yet."""
        replicates, jobs, chunks = self.sweep.file.replicates, [], 0
        for points, tile in self.tiles:
            held = store.held(tile, replicates)
            stretches = missing(held, replicates, max(1, LARGEST // len(points)))
            new = [Job(points, tile, stretch) for stretch in stretches]
            jobs += new
            chunks += len(held) + len(new)
        return Plan(tuple(jobs), chunks)

    def engines(self, histories: int, *, show: bool) -> Engines:
        """Return engines for so many histories altogether, compiled where that saves time."""
        return engines(self.scenarios, histories, show=show)

    def run(self, job: Job, ready: Engines, advance: Advance) -> Chunk:
        """Run a chunk; points that cannot be run are told, and leave no numbers."""
        try:
            chunk = self._answers(job.points, job.replicates, ready, advance)
        except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
            if len(job.points) == 1:
                return self._failed(job, f"{type(error).__name__}: {error}")
            middle = job.points[len(job.points) // 2]
            halves = range(job.points.start, middle), range(middle, job.points.stop)
            return _joined([self.run(job._replace(points=half), ready, lambda _: None) for half in halves])
        return chunk

    def _answers(self, points: range, replicates: range, ready: Engines, advance: Advance) -> Chunk:
        given = self.sweep.design.given(slice(points.start, points.stop))
        apart = self.sweep.file.luck == "apart"
        design = Points(given, replicates, points.start, apart)
        answers = answers_of(
            replace(self._inquiry, points=design), len(design), ready, self._workers, advance
        ).values
        shape = len(points), len(replicates)
        kept = {name_of(one): answers[one.key].reshape(shape) for one in self._asked}
        numbers = [answers[one.key].reshape(shape) for one in (*self._asked, *self._checked)]
        wrong = ~np.all([np.isfinite(number).all(axis=1) for number in numbers], axis=0)
        lost = [Failure(points[place], "gives no number") for place in np.flatnonzero(wrong)]
        return Chunk(kept, lost)

    def _failed(self, job: Job, message: str) -> Chunk:
        nothing = {name_of(one): np.zeros((1, len(job.replicates)), np.float32) for one in self._asked}
        return Chunk(nothing, [Failure(job.points.start, message)])

    def _hash(self, points: range) -> str:
        """Return the hash of everything that decides what the histories of some points answer."""
        values = self.sweep.design.given(slice(points.start, points.stop))
        decides: list[Any] = [
            SCHEME,
            model_hash(),
            registry_hash(),
            [scenario.sha256 for scenario in self.scenarios],
            None if self._posterior is None else self._posterior.sha256,
            self.sweep.file.seed,
            points.start if self.sweep.file.luck == "apart" else None,
            [[name_of(one), str(one.what)] for one in self._asked],
            {address: sha256(column.tobytes()).hexdigest() for address, column in values.items()},
        ]
        return sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:32]


def carry_out(runner: Runner, store: Store, plan: Plan, *, show: bool) -> None:
    """Run what is not there yet, and keep each chunk as soon as it is done.

    Raises
    ------
    OSError
        If a chunk cannot be kept.
    """
    store.tidy()
    if not plan.jobs:
        return
    done = plan.chunks - len(plan.jobs)
    if show and done:
        sys.stderr.write(f"resuming: {done} of {plan.chunks} chunks are there\n")
    ready = runner.engines(plan.histories, show=show)
    with progress(runner.sweep.file.title, plan.histories, show=show) as advance:
        for job in plan.jobs:
            store.keep(job.tile, job.replicates, runner.run(job, ready, advance))


def name_of(asked: AskedOf | Measured) -> str:
    """Return the name under which a chunk keeps an answer."""
    return "/".join(asked.key)


def _joined(chunks: Sequence[Chunk]) -> Chunk:
    names = chunks[0].answers
    answers = {name: np.concatenate([chunk.answers[name] for chunk in chunks]) for name in names}
    return Chunk(answers, [failure for chunk in chunks for failure in chunk.failures])
