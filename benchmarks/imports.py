"""How long the libraries take that a run of a compiled scenario imports, by `python -X importtime`.

What a library imports of another counts for the other, and only where it is first imported.
"""

import argparse
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import shown

LEAST = 10  # [ms], of a library that the table names
RUN = (sys.executable, "-X", "importtime", "-m", "tumen", "run", "ceasefire")
OPTIONS = ("-n", "1000", "--engine", "compiled")


def milliseconds(*more: str) -> Counter[str]:
    """Return what a run with some more options spends on importing each library. [ms]"""
    with TemporaryDirectory() as folder:
        command = [*RUN, *OPTIONS, *more, "-o", str(Path(folder) / "run")]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    spent: Counter[str] = Counter()
    for line in told.splitlines():
        if line.startswith("import time:") and line.count("|") == 2:
            itself, _, module = line.removeprefix("import time:").split("|")
            if itself.strip().isdigit():
                library = module.strip().partition(".")[0]
                spent["standard library" if library in sys.stdlib_module_names else library] += int(itself)
    return Counter({library: microseconds // 1000 for library, microseconds in spent.items()})


def main() -> None:
    """Print a table of libraries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    ways = {"ms without figures": "--no-figures", "ms with figures": "--figures"}
    milliseconds("--no-figures")  # compiles the scenario, if need be
    found = {title: [milliseconds(option) for _ in range(rounds)] for title, option in ways.items()}
    libraries = set().union(*(one for some in found.values() for one in some))
    medians = {
        library: [statistics.median(one[library] for one in some) for some in found.values()]
        for library in libraries
    }
    named = [library for library, times in medians.items() if max(times) >= LEAST]
    rows = sorted(
        ((library, *(f"{each:.0f}" for each in medians[library])) for library in named),
        key=lambda row: -int(row[1]),
    )
    totals = [sum(times[way] for times in medians.values()) for way in range(len(found))]
    print(shown([("library", *found), *rows, ("all", *(f"{total:.0f}" for total in totals))]))


if __name__ == "__main__":
    main()
