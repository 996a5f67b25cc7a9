"""The same model run in many ways: speed, memory and start-up, from an object for each actor to plain C.

Every contender runs in a process of its own, and all take turns in each round, so that whatever else the
machine does hits them alike. Figures are medians over rounds.
"""

import argparse
import json
import os
import statistics
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from measuring import SEED, WARM_UP, measure_apart, shown, taken

SIZES = (1_000, 10_000, 100_000)
FEW = 10  # histories of a short run of one history after the other; a long one has three times as many
TOLERANCE = 1e-3  # of the mean strengths of C, whose arithmetic may be rearranged
HEADER = (
    *("contender", "histories", "replicate-months/s", "CPU ns per replicate-month"),
    *("times the first", "peak MiB", "whole process s"),
)


class Contender(NamedTuple):
    """A way to run the model.

    Attributes
    ----------
    title
        How the table calls it.
    kind
        What runs: mesa, agentpy, numpy, compiled or limit.
    workers
        Processes, or threads of compiled code.
    """

    title: str
    kind: str
    workers: int

    @property
    def one_by_one(self) -> bool:
        """Whether it runs one history after the other, so slow that a few must do."""
        return self.kind in ("mesa", "agentpy")


CONTENDERS = (
    Contender("textbook Mesa, 1 process", "mesa", 1),
    Contender("textbook Mesa, 2 processes", "mesa", 2),
    Contender("AgentPy, 1 process", "agentpy", 1),
    Contender("arrays (NumPy), 1 process", "numpy", 1),
    Contender("arrays (NumPy), 2 processes", "numpy", 2),
    Contender("compiled, 1 thread", "compiled", 1),
    Contender("compiled, 2 threads", "compiled", 2),
    Contender("limit (C), 1 thread", "limit", 1),
)


def measure(kind: str, workers: int, scenario: str, replicates: int) -> dict[str, Any]:
    """Measure a contender that Python runs, in this process."""
    if kind in ("numpy", "compiled"):
        return measure_tumen(scenario, replicates, kind, workers)
    return measure_one_by_one(kind, workers, scenario, replicates)


def measure_one_by_one(kind: str, workers: int, scenario: str, few: int) -> dict[str, Any]:
    """Return what a long run of histories takes more than a short one, whose beginnings are the same."""
    if kind == "agentpy":
        from agentpy_model import run_agentpy as run_histories
    else:
        from textbook import run_mesa

        run_histories = partial(run_mesa, processes=workers)
    run_histories(scenario, 1)  # reads the scenario, once for all
    short = taken(partial(run_histories, scenario, few))
    long = taken(partial(run_histories, scenario, 3 * few))
    return {"replicates": 2 * few, "wall": long[0] - short[0], "cpu": long[1] - short[1]}


def measure_tumen(scenario: str, replicates: int, engine: str, workers: int) -> dict[str, Any]:
    """Return what an ensemble takes after a small one, and the mean strengths in its last month."""
    import tumen

    run = partial(tumen.run, scenario, seed=SEED, engine=engine, workers=workers, show_progress=False)
    small = partial(run, replicates=WARM_UP * workers, block=WARM_UP)
    small()
    warm_up, _ = taken(small)
    results: list[Any] = []
    wall, cpu = taken(partial(lambda: results.append(run(replicates=replicates))))
    means = results[0].bands["strength_mean"].isel(scenario=0, time=-1).values.tolist()
    return {"replicates": replicates, "wall": wall, "cpu": cpu, "needless": warm_up, "means": means}


def command(contender: Contender, scenario: str, replicates: int, limit: Path | None) -> list[str]:
    """Return the command that measures a contender."""
    if contender.kind == "limit":
        return [str(limit), str(replicates), str(SEED)]
    asked = [contender.kind, str(contender.workers), scenario, str(replicates)]
    return [sys.executable, __file__, "--measure", *asked]


def missing(contender: Contender) -> str:
    """Return what a contender needs that is not installed, or nothing."""
    needed = {"agentpy": "agentpy", "compiled": "llvmlite"}.get(contender.kind)
    if needed and find_spec(needed) is None:
        return needed
    if contender.kind == "limit":
        from limit.generate import compiler

        return "" if compiler() else "gcc"
    return ""


def prepare(scenario: str, contenders: Sequence[Contender]) -> Path | None:
    """Compile whatever is compiled before it runs, and return the program of C."""
    kinds = {contender.kind for contender in contenders}
    if "compiled" in kinds:
        import tumen

        tumen.run(scenario, replicates=WARM_UP, engine="compiled", show_progress=False)
    if "limit" in kinds:
        from limit.generate import built

        return built(scenario)
    return None


Runs = dict[tuple[Contender, int], list[dict[str, Any]]]  # of a contender and a number of histories


def rounds_of(
    contenders: Sequence[Contender], sizes: Sequence[int], scenario: str, *, rounds: int, few: int
) -> Runs:
    """Return what each round of each contender and size took."""
    limit = prepare(scenario, contenders)
    runs: Runs = {}
    for number in range(rounds):
        for contender, size in lines(contenders, sizes, few):
            print(f"round {number + 1} of {rounds}: {contender.title}, {size:,}", file=sys.stderr)
            found = measure_apart(command(contender, scenario, size, limit))
            runs.setdefault((contender, size), []).append(found)
    return runs


def lines(contenders: Sequence[Contender], sizes: Sequence[int], few: int) -> Iterator[tuple[Contender, int]]:
    """Yield the lines of the table: every size of every contender, but a few histories one by one."""
    for contender in contenders:
        for size in [few] if contender.one_by_one else sizes:
            yield contender, size


def table(runs: Runs, months: int) -> list[tuple[str, ...]]:
    """Return the cells of the table."""
    found: list[tuple[str, ...]] = []
    first = 0.0
    for (contender, _), taken_by in runs.items():
        middle = {
            name: statistics.median(run[name] for run in taken_by)
            for name in ("replicates", "wall", "cpu", "memory", "process")
        }
        computed = middle["replicates"] * months
        speed = computed / middle["wall"]
        first = first or speed
        found.append(
            (
                contender.title,
                f"{middle['replicates']:,.0f}" + (" *" if contender.one_by_one else ""),
                f"{speed:,.0f}",
                f"{1e9 * middle['cpu'] / computed:,.0f}",
                f"{speed / first:,.1f}",
                f"{middle['memory'] / 2**20:,.0f}",
                "" if contender.one_by_one else f"{middle['process']:.2f}",
            )
        )
    return found


def agreement(runs: Runs) -> Iterator[str]:
    """Yield how far the mean strengths of C lie from those of the arrays, the histories being the same."""
    means = {(contender.kind, size): found[0].get("means") for (contender, size), found in runs.items()}
    for (kind, size), of_c in means.items():
        others = means.get(("compiled", size)) or means.get(("numpy", size))
        if kind == "limit" and others:
            furthest = max(abs(one - other) for one, other in zip(of_c, others, strict=True))
            verdict = "as they should" if furthest < TOLERANCE else "TOO MUCH: C runs another model"
            yield f"C and tumen, {size:,} histories: mean strengths differ by {furthest:.1g}, {verdict}"


def months_of(scenario: str) -> int:
    """Return the number of months of a scenario."""
    from tumen.scenarios.load import load_scenario

    loaded = load_scenario(scenario)
    return loaded.until - loaded.first + 1


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="ceasefire")
    parser.add_argument("--replicates", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", help="kinds of contenders, such as compiled and limit")
    parser.add_argument("--quick", action="store_true", help="one round of few histories")
    parser.add_argument("--measure", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        kind, workers, scenario, replicates = options.measure
        print(json.dumps(measure(kind, int(workers), scenario, int(replicates))))
        return
    sizes, rounds, few = options.replicates, options.rounds, FEW
    if options.quick:
        sizes, rounds, few = sizes[:1], 1, 2
    wanted = [one for one in CONTENDERS if not options.only or one.kind in options.only]
    present = [contender for contender in wanted if not missing(contender)]
    months = months_of(options.scenario)
    runs = rounds_of(present, sizes, options.scenario, rounds=rounds, few=few)
    print(f"{options.scenario}, {months} months, {os.cpu_count()} cores, medians over {rounds} rounds\n")
    print(shown([HEADER, *table(runs, months)]) + "\n")
    print("* one history after the other: measured on so few, and scaled")
    for contender in wanted:
        if contender not in present:
            print(f"{contender.title}: left out, as {missing(contender)} is not installed")
    for line in agreement(runs):
        print(line)


if __name__ == "__main__":
    main()
