"""Executors: where the blocks of an ensemble run."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from threading import Event
from typing import TypeVar

from loky import get_reusable_executor

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")


def usable_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcomes(work: Callable[[Job], Outcome], jobs: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Yield the outcome of every job as it comes, in any order; a single worker runs them in this process."""
    if workers == 1 or len(jobs) == 1:
        yield from map(work, jobs)
        return
    executor = get_reusable_executor(max_workers=min(workers, len(jobs)))
    waiting: set[Future[Outcome]] = {executor.submit(work, job) for job in jobs}
    try:
        for future in as_completed(list(waiting)):
            waiting.discard(future)  # let go of what was taken
            yield future.result()
    finally:
        for future in waiting:
            future.cancel()


def threaded(jobs: Sequence[Callable[[], Outcome]], workers: int, ended: Event) -> Iterator[Outcome]:
    """Yield the outcome of every job as it comes; jobs let one another run while they compute.

    Parameters
    ----------
    jobs
        What to do.
    workers
        How many at once.
    ended
        Set when no more outcomes are wanted, so that jobs that still run can give up.
    """
    if workers == 1 or len(jobs) == 1:
        yield from (job() for job in jobs)
        return
    with ThreadPoolExecutor(workers) as executor:
        waiting = {executor.submit(job) for job in jobs}
        try:
            for future in as_completed(list(waiting)):
                waiting.discard(future)  # let go of what was taken
                yield future.result()
        finally:
            ended.set()
            for future in waiting:
                future.cancel()
