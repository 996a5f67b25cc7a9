"""Asking: histories run only for what is asked of them, and no further than the last month that matters."""

from collections.abc import Sequence
from functools import partial

from tumen.base.randomness import check_seed
from tumen.ensemble.answers import Asked, Measured
from tumen.ensemble.arguments import at_least_one, blocks, processes
from tumen.ensemble.engines import LARGEST, Engines, engines, finished, parts
from tumen.ensemble.executors import outcomes
from tumen.ensemble.progress import Advance, progress, told
from tumen.ensemble.tasks import Inquiry
from tumen.parameters.particles import Particles
from tumen.results.answers import Answers
from tumen.results.gathering import Gathering
from tumen.scenarios.schema import Scenario


def inquire(
    scenarios: Sequence[Scenario],
    asked: Sequence[Asked | Measured],
    *,
    replicates: int,
    seed: int,
    particles: Particles | None = None,
    workers: int | None = None,
    title: str,
    show_progress: bool,
) -> Answers:
    """Return what every history answers; neither blocks nor workers change a bit of it.

    Histories take over the past of particles in turn, where these are given.

    Raises
    ------
    ValueError
        If a number is out of range.
    """
    inquiry = Inquiry(tuple(scenarios), tuple(asked), check_seed(seed), particles)
    at_least_one("replicates", replicates)
    cores = processes(workers)
    expected = any(inquiry.expected(scenario.name) for scenario in scenarios)
    ready = engines(inquiry.scenarios, replicates, expected=expected, show=show_progress)
    with progress(title, replicates, show=show_progress) as advance:
        return answers_of(inquiry, replicates, ready, cores, advance)


def answers_of(inquiry: Inquiry, replicates: int, ready: Engines, workers: int, advance: Advance) -> Answers:
    """Return what so many histories answer, run by engines that are ready, or on NumPy without any.

    With points of a design these are the histories of them all, and answers come in the order of the cases.
    """
    slow = partial(_ask_block, inquiry)
    gathering: Gathering[Answers] = Gathering(range(replicates))
    if ready:
        from tumen.ensemble.fast_blocks import ask_block_fast

        fast = partial(ask_block_fast, inquiry, ready)
        found = finished(fast, slow, parts(replicates, workers, LARGEST), workers, advance)
    else:
        found = told(outcomes(slow, blocks(replicates), workers), advance)
    for part in found:
        gathering.add(part)
    return gathering.result()


def _ask_block(inquiry: Inquiry, replicates: range) -> Answers:
    from tumen.ensemble.blocks import ask_block  # loads Mesa, which compiled programs do without

    return ask_block(inquiry, replicates)
