"""What an ensemble costs as it grows: histories, months, scenarios, workers, mechanisms and the ledger.

Every figure comes from a process of its own that has run a small ensemble of the same kind before, and is the
median over rounds; a case of the compiled engine is compiled before it is measured.
"""

import argparse
import json
import os
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from measuring import SEED, WARM_UP, measure_apart, shown, taken

SIZES = (1_000, 10_000, 100_000)
LARGE = 1_000_000
NUMPY_UP_TO = 10_000  # histories; more take long
MONTHS = (12, 24, 48, 99)
SCENARIOS = ("baseline_war", "ceasefire", "tumen_access", "peninsula_crisis")
WITHOUT = ((), ("threat",), ("balance",), ("balance", "threat", "disturbance"))
HEADER = ("", "engine", "workers", "histories", "wall s", "CPU ns per replicate-month", "peak MiB")


class Case(NamedTuple):
    """An ensemble to measure.

    Attributes
    ----------
    title
        What it differs in.
    months
        How many of the scenarios' months to run; 0 for all.
    """

    title: str
    replicates: int
    engine: str = "compiled"
    workers: int = 1
    scenarios: tuple[str, ...] = ("ceasefire",)
    months: int = 0
    without: tuple[str, ...] = ()
    ledger: str = "mean"


def measure(case: Case) -> dict[str, float]:
    """Return what an ensemble takes after a small one, run in this process."""
    import tumen
    from tumen.ensemble.programs import compiled
    from tumen.scenarios.load import switch_off

    scenarios = [scenario_of(name, case.months) for name in case.scenarios]
    options = {"engine": case.engine, "workers": case.workers, "without": case.without, "ledger": case.ledger}
    run = partial(tumen.run, scenarios, seed=SEED, show_progress=False, **options)
    if case.engine == "compiled":  # else a program with the ledger that is there would do for both
        for scenario in scenarios:
            compiled(switch_off(scenario, case.without), ledger=case.ledger != "none")
    run(replicates=WARM_UP * case.workers, block=WARM_UP)
    wall, cpu = taken(partial(run, replicates=case.replicates))
    months = sum(scenario.until - scenario.first + 1 for scenario in scenarios)
    return {"wall": wall, "cpu": cpu, "each": 1e9 * cpu / (case.replicates * months)}


def scenario_of(name: str, months: int) -> Any:
    """Return a scenario, or the first months of it, without its questions, which are about the last."""
    from tumen.base.calendar import month_text
    from tumen.scenarios.load import load_scenario

    whole = load_scenario(name)
    if not months or whole.first + months > whole.until:
        return whole
    until = whole.first + months - 1
    unasked: dict[str, Any] = {"questions": {}, "thresholds": {}}
    value = {**whole.document.value, **unasked, "until": month_text(until)}
    update = {**unasked, "until": until, "forecast_from": whole.first + 1}
    return whole.model_copy(update={**update, "document": replace(whole.document, value=value)})


def over_size(sizes: Sequence[int]) -> list[Case]:
    """Return cases that differ in the number of histories, and in workers and engines."""
    compiled = [Case("", size, "compiled", workers) for size in sizes for workers in (1, 2)]
    small = [size for size in sizes if size <= NUMPY_UP_TO]
    return compiled + [Case("", size, "numpy", workers) for size in small for workers in (1, 2)]


def sections(sizes: Sequence[int], replicates: int) -> Mapping[str, list[Case]]:
    """Return all cases, by what they vary."""
    engines = ("compiled", "numpy")
    return {
        "histories": over_size(sizes),
        "months": [
            Case(f"{months} months", replicates, engine, months=months)
            for engine in engines
            for months in MONTHS
        ],
        "scenarios": [
            Case(f"{number} at once", replicates, engine, workers, scenarios=SCENARIOS[:number])
            for engine in engines
            for number in (1, 2, 4)
            for workers in (1, 2)
        ],
        "mechanisms": [
            Case(f"without {', '.join(without) or 'none'}", size, engine, without=without)
            for engine, size in (("compiled", SIZES[-1]), ("numpy", NUMPY_UP_TO))
            for without in WITHOUT
        ],
        "ledger": [Case(f"ledger: {ledger}", SIZES[-1], ledger=ledger) for ledger in ("none", "mean")],
    }


def apart(case: Case) -> dict[str, Any]:
    """Measure a case in a process of its own."""
    return measure_apart([sys.executable, __file__, "--measure", json.dumps(case)])


def measured(cases: Sequence[Case], rounds: int) -> list[tuple[str, ...]]:
    """Return the lines of a table; cases take turns in each round."""
    for case in cases:
        if case.engine == "compiled":
            apart(case._replace(replicates=WARM_UP))  # compiles it, if need be
    runs: dict[Case, list[dict[str, Any]]] = {case: [] for case in cases}
    for _ in range(rounds):
        for case, found in runs.items():
            found.append(apart(case))
    return [line(case, found) for case, found in runs.items()]


def line(case: Case, found: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """Return a line of a table."""
    middle = {name: statistics.median(run[name] for run in found) for name in ("wall", "each", "memory")}
    return (
        *(case.title, case.engine, str(case.workers), f"{case.replicates:,}"),
        *(f"{middle['wall']:.2f}", f"{middle['each']:,.0f}", f"{middle['memory'] / 2**20:,.0f}"),
    )


def read_case(text: str) -> Case:
    """Return a case that was written as JSON."""
    return Case(*(tuple(part) if isinstance(part, list) else part for part in json.loads(text)))


def main() -> None:
    """Print a table for everything that varies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--replicates", type=int, default=10_000, help="where something else varies")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} histories")
    parser.add_argument("--over", nargs="+", help="histories, months, scenarios, mechanisms, ledger")
    parser.add_argument("--measure", type=read_case, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    sizes = (*SIZES, LARGE) if options.large else SIZES
    print(f"{os.cpu_count()} cores, medians over {options.rounds} rounds")
    for what, cases in sections(sizes, options.replicates).items():
        if not options.over or what in options.over:
            print(f"\nover {what}\n\n{shown([HEADER, *measured(cases, options.rounds)])}", flush=True)


if __name__ == "__main__":
    main()
