"""Run an ensemble: scenarios, histories, a seed, and results with everything they rest on."""

import sys
import time
import warnings
from collections.abc import Collection
from datetime import UTC, datetime
from functools import partial
from typing import final

from tumen.base.randomness import check_seed
from tumen.ensemble.arguments import Scenarios, blocks, loaded, processes
from tumen.ensemble.defaults import ENGINE, LEDGER, LEDGERS, REPLICATES, SEED, EngineOf, LedgerOf
from tumen.ensemble.engines import COMPARED, LARGEST, check_engine, engines, finished, parts
from tumen.ensemble.executors import outcomes
from tumen.ensemble.facts import scenario_facts
from tumen.ensemble.posterior import DEFAULT, Posterior, PosteriorOf, outdated, posterior_of
from tumen.ensemble.progress import progress, told
from tumen.ensemble.tasks import Block, Task
from tumen.results.answers import Answers
from tumen.results.differences import Difference
from tumen.results.gathering import Gathering
from tumen.results.provenance import manifest
from tumen.results.recorder import BlockResult
from tumen.results.results import Results


def run(
    scenario: Scenarios,
    *,
    replicates: int = REPLICATES,
    seed: int = SEED,
    full: bool = False,
    ledger: LedgerOf = LEDGER,
    without: Collection[str] = (),
    posterior: PosteriorOf = DEFAULT,
    engine: EngineOf = ENGINE,
    workers: int | None = None,
    block: int | None = None,
    show_progress: bool = True,
) -> Results:
    """Run an ensemble of one or more scenarios.

    Neither `engine`, `workers` nor `block` changes a bit of the results, and more replicates begin with the
    fewer.
    History number k meets the same luck in every scenario, so that a difference of scenarios is theirs alone.

    Parameters
    ----------
    scenario
        Name of a scenario that ships with tumen, path of a file, a loaded scenario, or several of these.
    replicates
        Number of histories of each scenario.
    seed
        Whole number from 0 to 2**64 - 1.
    full
        Keep the trajectories of all histories (about 40 kB each), not only of a sample.
    ledger
        Whether to keep why alignments moved: `mean`, over all histories; `histories`, also in each history
        whose trajectory is kept (about 90 kB each); or `none`.
    without
        Mechanisms to switch off in every scenario.
    posterior
        Where parameters and the past come from: `released`, the calibration that ships with tumen; the file
        of another; or None, the prior. Columns whose prior a scenario replaces are drawn from that.
    engine
        `compiled` runs scenarios as machine code, ten times as fast; each is compiled once, which takes some
        ten seconds. `numpy` needs no compiler. `auto` compiles where that saves time.
    workers
        Number of processes, or of threads of compiled code; all usable cores by default.
    block
        Number of histories that run at once in a process.
    show_progress
        Tell on the standard error how far the run is.

    Returns
    -------
    Labelled arrays with summary, differences, plots and provenance.

    Raises
    ------
    InputError
        With every fault of the scenario files, if two of them have the same name, and if `without` names what
        is no mechanism.
    ValueError
        If a number is out of range.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    chosen = posterior_of(posterior)
    for text in () if chosen is None else outdated(chosen):
        warnings.warn(text, stacklevel=2)
    particles = None if chosen is None else chosen.particles.turned(check_seed(seed))
    task = Task(loaded(scenario, without), check_seed(seed), full, _ledger(ledger), particles)
    check_engine(engine)
    cores = processes(workers)
    ranges = blocks(replicates, block)
    ready = engines(task.scenarios, replicates, engine=engine, ledger=task.ledger, show=show_progress)
    gathered = Gathered(range(replicates))
    title = ", ".join(scenario.name for scenario in task.scenarios)
    with progress(title, replicates, show=show_progress) as advance:
        if ready:
            from tumen.ensemble.fast_blocks import run_block_fast

            fast, largest = partial(run_block_fast, task, ready), COMPARED if task.comparisons else LARGEST
            ranges = parts(replicates, cores, largest, block)
            found = finished(fast, partial(_run_block, task), ranges, cores, advance)
        else:
            found = told(outcomes(partial(_run_block, task), ranges, cores), advance)
        for outcome in found:
            gathered.add(outcome)
            del outcome  # before the next one comes
    simulated = time.perf_counter() - clock
    return _results(task, gathered, chosen, started, simulated)


def _run_block(task: Task, replicates: range) -> Block:
    from tumen.ensemble.blocks import run_block  # loads Mesa, which compiled programs do without

    return run_block(task, replicates)


@final
class Gathered:
    """What the blocks of an ensemble came to, put together as they arrive."""

    def __init__(self, replicates: range) -> None:
        self._replicates = replicates
        self.answers: Gathering[Answers] = Gathering(replicates)
        self.results: dict[str, Gathering[BlockResult]] = {}
        self.differences: dict[tuple[str, str], Gathering[Difference]] = {}

    def add(self, block: Block) -> None:
        """Put the histories of a block in their places."""
        self.answers.add(block.answers)
        for name, part in block.results.items():
            self.results.setdefault(name, Gathering(self._replicates)).add(part)
        for pair, difference in block.differences.items():
            self.differences.setdefault(pair, Gathering(self._replicates)).add(difference)


def _results(
    task: Task, gathered: Gathered, posterior: Posterior | None, started: datetime, simulated: float
) -> Results:
    whole = {name: gathering.result() for name, gathering in gathered.results.items()}
    facts = [scenario_facts(scenario, whole[scenario.name]) for scenario in task.scenarios]
    first = next(iter(whole.values()))
    origin = manifest(
        facts,
        seed=task.seed,
        sizes={"replicates": len(first.replicates), "months": len(first.months), "series": len(first.series)},
        command=sys.argv,
        started=started,
        seconds={"simulation": round(simulated, 3)},
        posterior=None if posterior is None else posterior.origin,
    )
    levels = {level for scenario in task.scenarios for level in scenario.outputs.quantiles}
    compared = {pair: gathering.result() for pair, gathering in gathered.differences.items()}
    answers = gathered.answers.result()
    return Results.assemble(facts, whole, compared, answers, manifest=origin, quantiles=sorted(levels))


def _ledger(of: LedgerOf) -> LedgerOf:
    if of not in LEDGERS:
        raise ValueError(f'ledger is "{of}". Write one of: {", ".join(LEDGERS)}.')
    return of
