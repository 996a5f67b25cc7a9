"""Simulation-based calibration of the real model, with two controls that must fail.

    python benchmarks/calibration_ranks.py --truths 200

Every truth is a history of the prior with all that sources would tell of it. Prints, for calibrations as in
use and for the controls, the smallest p-value of evenness over all quantities beside the level of Bonferroni,
the coverage of central intervals, and the variance of ranks over that of even ones; the last three also for
those quantities alone that items are about, ties at the cutoff and biases, since most parameters keep their
prior whatever is done.
"""

import argparse
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from loky import get_reusable_executor

from tumen.studies.calibration.importance import Effort, Stage, bank_of
from tumen.studies.calibration.ranks import Ranked, names, ranked, verdict
from tumen.studies.calibration.reading import read_coding
from tumen.studies.calibration.target import Target

SEED = 77
LEVEL = 0.05
EFFORT = Effort(bank=50_000, rounds=3, batch=10_000, block=20_000, most=120_000, wanted=2_000, fewest=500)


def job(how: str, truths: range) -> list[Ranked]:
    """Rank some truths, in a process with a bank of its own, which is the same everywhere."""
    target = Target(read_coding(), SEED, workers=1)
    bank = bank_of(target, EFFORT, Stage(SEED, 0))
    found = []
    for number in truths:
        started = time.perf_counter()
        found.append(ranked(target, bank, number, effort=EFFORT, how=how))
        size, seconds = found[-1].effective_size, time.perf_counter() - started
        print(f"{how} {number}: worth {size:,.0f}, {seconds:.0f} s", file=sys.stderr, flush=True)
    return found


def told(how: str, found: list[Ranked], target: Target, seconds: float) -> dict[str, object]:
    """Return a line of the table."""
    ranks = np.stack([one.ranks for one in found])
    p_values, coverage, spread = verdict(ranks)
    _, told_of, their_spread = verdict(ranks[:, len(target.columns) :])
    worst = int(np.argmin(p_values))
    return {
        "how": how,
        "truths": len(found),
        "smallest p": f"{p_values[worst]:.2g}",
        "of": names(target)[worst],
        "Bonferroni": f"{LEVEL / len(p_values):.2g}",
        "cover 50 %": f"{coverage[0.5]:.3f}",
        "cover 90 %": f"{coverage[0.9]:.3f}",
        "rank variance": f"{spread:.3f}",
        "ties: cover 50 %": f"{told_of[0.5]:.3f}",
        "90 %": f"{told_of[0.9]:.3f}",
        "variance": f"{their_spread:.3f}",
        "median ESS": f"{np.median([one.effective_size for one in found]):,.0f}",
        "tempered": sum(one.tempered for one in found),
        "seconds": f"{seconds:,.0f}",
    }


def main() -> None:
    """Rank truths and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truths", type=int, default=200)
    parser.add_argument("--controls", type=int, default=100)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=["importance", "prior", "squared"])
    parser.add_argument("--output", type=Path, help="folder for ranks as CSV")
    given = parser.parse_args()
    target = replace(Target(read_coding(), SEED), workers=1)
    lines = []
    for how in given.only:
        count = given.truths if how == "importance" else given.controls
        started = time.perf_counter()
        shares = [range(first, count, given.processes) for first in range(given.processes)]
        executor = get_reusable_executor(max_workers=given.processes)
        found = [one for part in executor.map(partial(job, how), shares) for one in part]
        lines.append(told(how, found, target, time.perf_counter() - started))
        print(pd.DataFrame(lines).to_string(index=False), flush=True)
        if given.output:
            table = pd.DataFrame([one.ranks for one in found], columns=names(target))
            table.assign(ess=[one.effective_size for one in found], k=[one.k for one in found]).to_csv(
                given.output / f"{how}.csv", index=False
            )


if __name__ == "__main__":
    main()
