"""What callers give to an ensemble: scenarios by name, file or object, and numbers that must make sense."""

from collections.abc import Collection, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

from tumen.base.problems import InputError, Problem
from tumen.ensemble.answerable import check_answerable
from tumen.ensemble.answers import own_asked
from tumen.ensemble.executors import usable_cores
from tumen.ensemble.programs import known_program
from tumen.ensemble.tasks import BLOCK, split
from tumen.scenarios.load import load_scenario, switch_off
from tumen.scenarios.schema import Scenario

Scenarios: TypeAlias = str | Path | Scenario | Sequence[str | Path | Scenario]


def loaded(given: Scenarios, without: Collection[str] = ()) -> tuple[Scenario, ...]:
    """Load whatever is not loaded yet, and switch mechanisms off in every scenario.

    Raises
    ------
    InputError
        With the faults of all files, if two scenarios have the same name, and if `without` names what is no
        mechanism.
    """
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    for one in [given] if isinstance(given, str | Path | Scenario) else given:
        try:
            scenario = switch_off(one if isinstance(one, Scenario) else load_scenario(one), without)
            _check_feasible(scenario)
            check_answerable(scenario, scenario.document, own_asked(scenario))
            scenarios.append(scenario)
        except InputError as error:
            problems += error.problems
    for earlier, later in combinations(scenarios, 2):
        if earlier.name == later.name:
            message = f"has the same name as {earlier.source}. Give one of the two files another name."
            problems.append(Problem(later.source, 1, 1, "", message))
    if problems:
        raise InputError(problems)
    return tuple(scenarios)


def _check_feasible(scenario: Scenario) -> None:
    """Refuse a scenario that the model cannot run; what has been compiled once has been found to."""
    if known_program(scenario) is None:
        from tumen.ensemble.feasibility import check_feasible  # loads Mesa

        check_feasible(scenario)


def blocks(replicates: int, size: int | None = None) -> list[range]:
    """Return the blocks of an ensemble, the last one shorter; by default of a size that keeps all cores busy.

    Raises
    ------
    ValueError
        If a number is below one.
    """
    at_least_one("replicates", replicates)
    if size is None:
        size = BLOCK if replicates > 4 * BLOCK else BLOCK // 2  # the larger fits the cache
    return split(replicates, at_least_one("block", size))


def processes(workers: int | None) -> int:
    """Return how many processes to use: all usable cores by default.

    Raises
    ------
    ValueError
        If the number is below one.
    """
    return usable_cores() if workers is None else at_least_one("workers", workers)


def at_least_one(what: str, number: int) -> int:
    """Return a number, if it is one or more.

    Raises
    ------
    ValueError
        If it is less.
    """
    if number < 1:
        raise ValueError(f"{what} is {number}. Write a whole number of at least 1.")
    return number
