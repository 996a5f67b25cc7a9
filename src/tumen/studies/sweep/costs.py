"""Costs: what a sweep is going to take, told before it runs."""

import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

from tumen.base.problems import InputError
from tumen.ensemble.posterior import Posterior
from tumen.studies.sweep.reading import Sweep
from tumen.studies.sweep.running import Job, Plan, Runner
from tumen.studies.sweep.store import Store

GIGA: Final = 2**30
PROBED: Final = 4_096  # histories that tell how long the others take


class Cost(NamedTuple):
    """What a sweep is going to take.

    Attributes
    ----------
    points, histories
        How many points, and how many histories of them all in all scenarios.
    left
        How many of these are not there yet.
    seconds, memory, disk
        Time for those left [s], largest memory of the process [bytes], size of all chunks [bytes].
    """

    points: int
    histories: int
    left: int
    seconds: float
    memory: float
    disk: float


def cost(read: Sweep, posterior: Posterior | None, chunks: Path, workers: int | None = None) -> Cost:
    """Return what a sweep is going to take beside the chunks that are there, by a few of its histories."""
    runner = Runner(read, posterior, workers)
    plan = runner.plan(Store(chunks))
    scenarios = len(read.scenarios)
    seconds = _seconds(runner, plan)
    numbers = sum(1 if one.statistic == "probability" else 4 for one in read.outputs)
    largest = max((job.histories for job in plan.jobs), default=0)
    return Cost(
        points=len(read.design),
        histories=read.histories,
        left=plan.histories * scenarios,
        seconds=seconds,
        memory=_base_memory() + largest * scenarios * (numbers + _kept_bytes(runner)) * 2,
        disk=float(numbers * read.histories),
    )


def check_budget(read: Sweep, posterior: Posterior | None, chunks: Path, workers: int | None = None) -> None:
    """Refuse a sweep that would take more than its budget; without one, nothing is measured.

    Raises
    ------
    InputError
        With everything of which it would take too much.
    """
    budget = read.file.budget
    if budget is None:
        return
    told = cost(read, posterior, chunks, workers)
    taken = {
        "minutes": told.seconds / 60,
        "memory_gib": told.memory / GIGA,
        "disk_gib": told.disk / GIGA,
    }
    problems = [
        read.document.problem(
            ("budget", name),
            f"would be about {amount:.2g}, more than {getattr(budget, name):g}. Raise it, or ask for fewer "
            "points or histories.",
        )
        for name, amount in taken.items()
        if getattr(budget, name) is not None and amount > getattr(budget, name)
    ]
    if problems:
        raise InputError(problems)


def _seconds(runner: Runner, plan: Plan) -> float:
    """Return how long the histories of a plan take, from those of a few points, run twice."""
    if not plan.jobs:
        return 0.0
    job = plan.jobs[0]
    replicates = job.replicates[:PROBED]
    few = Job(job.points[: max(1, PROBED // len(replicates))], job.tile, replicates)
    ready = runner.engines(plan.histories, show=True)
    took = 0.0
    for _ in range(2):  # the first time machine code and parameters are loaded too
        clock = time.perf_counter()
        runner.run(few, ready, lambda _: None)
        took = time.perf_counter() - clock
    return took * plan.histories / few.histories


def _kept_bytes(runner: Runner) -> int:
    """Return how many bytes a history needs while it runs, for what questions read of it."""
    return 4 * sum(len(read.months) for output in runner.sweep.outputs for read in output.readings())


def _base_memory() -> float:
    """Return how much memory this process has taken so far [bytes]."""
    try:
        import resource
    except ImportError:  # on Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak * (1 if sys.platform == "darwin" else 1024))
