"""Run an ensemble: scenarios, histories, a seed, and results with everything they rest on."""

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

from tumen.base.problems import InputError, Problem
from tumen.base.randomness import GRANULE, check_seed
from tumen.ensemble.blocks import BLOCK, Block, Task, run_block, split
from tumen.ensemble.defaults import REPLICATES, SEED
from tumen.ensemble.executors import outcomes, usable_cores
from tumen.ensemble.facts import scenario_facts
from tumen.ensemble.feasibility import check_feasible
from tumen.ensemble.progress import progress
from tumen.results.differences import Difference
from tumen.results.gathering import Gathering
from tumen.results.provenance import manifest
from tumen.results.recorder import BlockResult
from tumen.results.results import Results
from tumen.scenarios.load import load_scenario
from tumen.scenarios.schema import Scenario

Scenarios: TypeAlias = str | Path | Scenario | Sequence[str | Path | Scenario]


def run(
    scenario: Scenarios,
    *,
    replicates: int = REPLICATES,
    seed: int = SEED,
    full: bool = False,
    workers: int | None = None,
    block: int | None = None,
    show_progress: bool = True,
) -> Results:
    """Run an ensemble of one or more scenarios.

    Neither `workers` nor `block` changes a bit of the results, and more replicates begin with the fewer.
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
    workers
        Number of processes; all usable cores by default, one for small ensembles.
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
        With every fault of the scenario files, and if two of them have the same name.
    ValueError
        If a number is out of range.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    task = Task(_scenarios(scenario), check_seed(seed), full)
    jobs = split(_at_least_one("replicates", replicates), _block_size(replicates, block))
    workers = usable_cores() if workers is None else _at_least_one("workers", workers)
    results: dict[str, Gathering[BlockResult]] = {}
    differences: dict[tuple[str, str], Gathering[Difference]] = {}
    title = ", ".join(scenario.name for scenario in task.scenarios)
    with progress(title, replicates, show=show_progress) as advance:
        for outcome in outcomes(partial(run_block, task), jobs, workers):
            _gather(outcome, results, differences, range(replicates))
            first = next(iter(outcome.results.values()))
            advance(len(first.replicates))
            del outcome, first  # before the next one comes
    simulated = time.perf_counter() - clock
    return _results(task, results, differences, started, simulated)


def _gather(
    outcome: Block,
    results: dict[str, Gathering[BlockResult]],
    differences: dict[tuple[str, str], Gathering[Difference]],
    replicates: range,
) -> None:
    for name, part in outcome.results.items():
        results.setdefault(name, Gathering(replicates)).add(part)
    for pair, difference in outcome.differences.items():
        differences.setdefault(pair, Gathering(replicates)).add(difference)


def _results(
    task: Task,
    results: dict[str, Gathering[BlockResult]],
    differences: dict[tuple[str, str], Gathering[Difference]],
    started: datetime,
    simulated: float,
) -> Results:
    blocks = {name: gathering.result() for name, gathering in results.items()}
    facts = [scenario_facts(scenario, blocks[scenario.name]) for scenario in task.scenarios]
    first = next(iter(blocks.values()))
    origin = manifest(
        facts,
        seed=task.seed,
        sizes={"replicates": len(first.replicates), "months": len(first.months), "series": len(first.series)},
        command=sys.argv,
        started=started,
        seconds={"simulation": round(simulated, 3)},
    )
    levels = {level for scenario in task.scenarios for level in scenario.outputs.quantiles}
    compared = {pair: gathering.result() for pair, gathering in differences.items()}
    return Results.assemble(facts, blocks, compared, manifest=origin, quantiles=sorted(levels))


def _scenarios(given: Scenarios) -> tuple[Scenario, ...]:
    """Load whatever is not loaded yet; tell the faults of all files at once."""
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    for one in [given] if isinstance(given, str | Path | Scenario) else given:
        try:
            loaded = one if isinstance(one, Scenario) else load_scenario(one)
            check_feasible(loaded)
            scenarios.append(loaded)
        except InputError as error:
            problems += error.problems
    for earlier, later in combinations(scenarios, 2):
        if earlier.name == later.name:
            message = f"has the same name as {earlier.source}. Give one of the two files another name."
            problems.append(Problem(later.source, 1, 1, "", message))
    if problems:
        raise InputError(problems)
    return tuple(scenarios)


def _at_least_one(what: str, number: int) -> int:
    if number < 1:
        raise ValueError(f"{what} is {number}. Write a whole number of at least 1.")
    return number


def _block_size(replicates: int, block: int | None) -> int:
    """Return the given size, else one that keeps all cores busy and fits the cache."""
    if block is not None:
        return _at_least_one("block", block)
    return BLOCK if replicates > 4 * BLOCK else GRANULE
