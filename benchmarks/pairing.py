"""How much sooner a difference of two scenarios is known when each history meets the same luck in both.

The variance of a mean difference falls with the number of histories in either design, so the ratio of
variances is how many times more histories independent runs need; the ratio of times is what pairing costs.
"""

import argparse
import os
import statistics
from functools import partial

import numpy as np
import numpy.typing as npt
from measuring import SEED, shown, taken

import tumen

HEADER = ("dyad", "mean difference", "sd paired", "sd independent", "fewer histories", "as often as time")


def last_strengths(scenarios: list[str], replicates: int, seed: int) -> npt.NDArray[np.float64]:
    """Return the strengths in the last month, shape (scenarios, replicates, dyads)."""
    results = tumen.run(scenarios, replicates=replicates, seed=seed, full=True, show_progress=False)
    strength = results.strength.isel(time=-1).transpose("scenario", "replicate", "dyad")
    values: npt.NDArray[np.float64] = strength.values.astype(np.float64)
    return values


def main() -> None:
    """Print a table of dyads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", nargs=2, default=["ceasefire", "baseline_war"])
    parser.add_argument("--replicates", type=int, default=4_000, help="of which variances are estimated")
    parser.add_argument("--timed", type=int, default=32_768, help="histories of a run that is timed")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    one, other = options.scenarios
    run = partial(tumen.run, replicates=options.timed, seed=SEED, engine="compiled", show_progress=False)
    run([one, other])  # compiles both, if need be
    ways = (partial(run, [one, other]), lambda: (run(one), run(other)))
    rounds = [[taken(way)[0] for way in ways] for _ in range(options.rounds)]  # taking turns
    paired, apart = (statistics.median(walls) for walls in zip(*rounds, strict=True))
    first, second = last_strengths([one, other], options.replicates, SEED)
    independent = last_strengths([other], options.replicates, SEED + 1)[0]
    dyads = tumen.run([one], replicates=1, show_progress=False).strength["dyad"].values
    cost = paired / apart
    rows = []
    for place, dyad in enumerate(dyads):
        with_luck = np.std(first[:, place] - second[:, place])
        without = np.hypot(np.std(first[:, place]), np.std(independent[:, place]))
        fewer = (without / with_luck) ** 2
        mean = np.mean(first[:, place] - second[:, place])
        rows.append((str(dyad), f"{mean:+.3f}", f"{with_luck:.3f}", f"{without:.3f}"))
        rows[-1] += (f"{fewer:,.1f}", f"{fewer / cost:,.1f}")
    print(f"{one} minus {other}, last month, {os.cpu_count()} cores; a paired run of {options.timed:,} takes")
    print(f"{paired:.2f} s, two independent ones {apart:.2f} s: {cost:.2f} times as long\n")
    print(shown([HEADER, *rows]))


if __name__ == "__main__":
    main()
