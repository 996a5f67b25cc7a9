"""CPU per replicate-month, wall time and peak memory of an ensemble, over its size."""

import argparse
import json
import sys
from functools import partial

from measuring import measure_apart, taken

SIZES = (1_000, 10_000, 100_000)


def measure(scenario: str, replicates: int) -> dict[str, float]:
    """Return the CPU and wall seconds of one ensemble, run here with imports left out, and its months."""
    import tumen

    months = len(tumen.run(scenario, replicates=1).strength["time"])
    wall, cpu = taken(partial(tumen.run, scenario, replicates=replicates))
    return {"wall": wall, "cpu": cpu, "months": months}


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="ceasefire")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.scenario, options.measure)))
        return
    print("replicates  wall s   CPU s  CPU us/replicate-month  peak MiB")
    for size in options.sizes:
        command = [sys.executable, __file__, "--scenario", options.scenario, "--measure", str(size)]
        found = measure_apart(command)
        each = 1e6 * found["cpu"] / (size * found["months"])
        peak = found["memory"] / 2**20
        print(f"{size:10,} {found['wall']:7.2f} {found['cpu']:7.2f} {each:23.3f} {peak:9.0f}")


if __name__ == "__main__":
    main()
