"""Engines: whether a task runs on NumPy or on compiled programs, which give the same bits."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from functools import partial
from threading import Event, Lock
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from tumen.base.randomness import GROUP, LANES
from tumen.ensemble.defaults import ENGINE, ENGINES, EngineOf, LedgerOf
from tumen.ensemble.executors import threaded
from tumen.ensemble.programs import can_compile, compiled, is_compiled
from tumen.ensemble.progress import Advance
from tumen.ensemble.tasks import split
from tumen.scenarios.schema import Scenario

if TYPE_CHECKING:
    from tumen.ensemble.fast import Engine

Engines: TypeAlias = Mapping[str, "Engine"]  # by name of the scenario
Outcome = TypeVar("Outcome")

MANY: Final = 50_000  # histories of a scenario that repay the time to compile it
SOME: Final = 500  # that repay the time to run those on NumPy that fill no lane
LARGEST: Final = (2**16 - 1) // GROUP * GROUP  # histories of a block: whole groups, as many as 16 bits count
COMPARED: Final = 16_384  # the same where the strengths of all its histories are kept, 4 kB each


def check_engine(engine: EngineOf) -> EngineOf:
    """Return the name of an engine.

    Raises
    ------
    ValueError
        If there is no such engine, or none that compiles.
    """
    if engine not in ENGINES:
        raise ValueError(f'engine is "{engine}". Write one of: {", ".join(ENGINES)}.')
    if engine == "compiled" and not can_compile():
        raise ValueError(
            'the compiler is not installed. Install it with: python -m pip install "tumen[fast]"'
        )
    return engine


def engines(
    scenarios: Sequence[Scenario],
    replicates: int,
    *,
    engine: EngineOf = ENGINE,
    ledger: LedgerOf = "none",
    expected: bool = False,
    show: bool,
) -> Engines:
    """Return a compiled engine for every scenario by name, or none where NumPy is sooner done.

    Raises
    ------
    ValueError
        If `compiled` is asked for together with the ledger of every history.
    """
    if engine == "compiled" and ledger == "histories":
        raise ValueError(
            "the ledger of every history is kept by the NumPy engine only. Leave the engine out."
        )
    if expected:
        return _expecting(scenarios, replicates, show=show)
    needed = [(one, _needed(one, ledger != "none")) for one in scenarios] if can_compile() else []
    if engine == "auto" and can_compile():
        ready = all(is_compiled(scenario, ledger=told) for scenario, told in needed)
        worth = replicates >= SOME or replicates % LANES == 0 if ready else replicates >= MANY
        pays = worth and ledger != "histories"
    else:
        pays = engine == "compiled"
    return {scenario.name: _engine(scenario, told, show=show) for scenario, told in needed} if pays else {}


def parts(replicates: int, workers: int, largest: int, block: int | None = None) -> list[range]:
    """Return whole groups of histories for compiled code, and last the few that fill no lane.

    Without a `block` the parts keep all workers busy and are at most the `largest`, a multiple of GROUP.
    """
    whole = replicates // LANES * LANES
    size = min(largest, -(-whole // workers)) if block is None else min(block, LARGEST)
    found = split(whole, max(GROUP, -(-size // GROUP) * GROUP))
    return [*found, range(whole, replicates)] if whole < replicates else found


def finished(
    fast: Callable[[range, Advance], Outcome],
    slow: Callable[[range], Outcome],
    ranges: Sequence[range],
    workers: int,
    advance: Advance,
) -> Iterator[Outcome]:
    """Yield the outcome of each part as it comes, from threads; the few that fill no lane run slow."""
    ended = Event()
    told = _told_alone(advance, ended)

    def run_few(few: range) -> Outcome:
        outcome = slow(few)
        told(len(few))
        return outcome

    jobs = [partial(run_few, one) if len(one) % LANES else partial(fast, one, told) for one in ranges]
    yield from threaded(jobs, workers, ended)


def _needed(scenario: Scenario, ledger: bool) -> bool:
    """Return whether to take the program with the ledger: also where it is the one that is there."""
    return ledger or (not is_compiled(scenario, ledger=False) and is_compiled(scenario, ledger=True))


def _expecting(scenarios: Sequence[Scenario], replicates: int, *, show: bool) -> Engines:
    """Return engines that observe also the rates of indicators, or none where NumPy is sooner done."""
    ready = can_compile() and all(is_compiled(one, ledger=False, expected=True) for one in scenarios)
    if not ready and (replicates < MANY or not can_compile()):
        return {}
    return {one.name: _engine(one, ledger=False, expected=True, show=show) for one in scenarios}


def _engine(scenario: Scenario, ledger: bool, *, expected: bool = False, show: bool) -> "Engine":
    from tumen.ensemble.fast import Engine

    if show and not is_compiled(scenario, ledger=ledger, expected=expected):
        sys.stderr.write(f"{scenario.name}: compiling its months, once and for the next times too\n")
        sys.stderr.flush()
    return Engine(*compiled(scenario, ledger=ledger, expected=expected))


def _told_alone(advance: Advance, ended: Event) -> Advance:
    """Return the same for several threads; it stops those that nobody waits for any more."""
    lock = Lock()

    def tell(finished: int) -> None:
        if ended.is_set():
            raise CancelledError
        with lock:
            advance(finished)

    return tell
