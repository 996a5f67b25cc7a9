"""What a replicate-month costs in worlds of three, five and six actors: those of the tests, in copies.

Each world has a copy of the checkout, in which its actors stand; a case is measured as in `scaling.py`.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import WARM_UP, measure_apart, shown
from scaling import HEADER, Case, line

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from extension.copies import FIXTURES, Copy
from extension.guides import follow
from extension.test_other_worlds import another_world

REPOSITORY = Path(__file__).parents[1]
LONG = "long"  # the scenario that is measured in each
LONGER = """
schema_version: 1
extends: {}
title: A long time
question: What does it cost?
until: 2028-03
"""


@contextmanager
def worlds() -> Iterator[dict[str, Copy]]:
    """Yield the copies by what they differ in."""
    with TemporaryDirectory() as folder:
        three = another_world(REPOSITORY, Path(folder) / "three", "made_up")
        five, six = (Copy.of(REPOSITORY, Path(folder) / name) for name in ("five", "six"))
        follow(REPOSITORY / "docs" / "add-an-actor.md", "belarus", six, only="src/")
        found = {"made_up": three, "of_five": five, "of_six": six}
        for scenario, world in found.items():
            for file in (FIXTURES / "crisis").glob("*.yaml") if world is not three else ():
                world.put(file, f"scenarios/{file.name}")
            (world.folder / "scenarios" / f"{LONG}.yaml").write_text(LONGER.format(scenario))
        yield {"3 actors": three, "5 actors": five, "6 actors": six}


def apart(world: Copy, case: Case) -> dict[str, Any]:
    """Measure a case in a process of its own, in a world."""
    script = [sys.executable, str(Path(__file__).with_name("scaling.py")), "--measure", json.dumps(case)]
    return measure_apart(["env", f"PYTHONPATH={world.folder / 'src'}", *script])


def main() -> None:
    """Print a table of worlds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--replicates", type=int, default=50_000)
    options = parser.parse_args()
    with worlds() as known:
        cases = [
            (world, Case(title, options.replicates, scenarios=(LONG,))) for title, world in known.items()
        ]
        for world, case in cases:
            apart(world, case._replace(replicates=WARM_UP))  # compiles it
        runs: list[list[dict[str, Any]]] = [[] for _ in cases]
        for _ in range(options.rounds):
            for found, (world, case) in zip(runs, cases, strict=True):
                found.append(apart(world, case))
    lines = [line(case, found) for found, (_, case) in zip(runs, cases, strict=True)]
    print(shown([HEADER, *lines]))


if __name__ == "__main__":
    main()
