"""Write the rules of a scenario as C, and build the program that runs them.

The operations are those that the compiled engine traces; what a C compiler makes of them, with leave to
rearrange them, shows how far the engine is from the limit of a core. `histories.c` holds everything else.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from shutil import which
from typing import Any

from limit.parts import Part, Result, Rows

from tumen.base.names import pair_text, pairs
from tumen.base.randomness import stream_id
from tumen.base.transcendental import NORMAL, NORMAL_FROM, NORMAL_MIDDLE
from tumen.compiled.traced import Traced, identity
from tumen.ensemble.rows import luck_row
from tumen.ensemble.tracing import Month, Trace, trace
from tumen.parameters.registry import load_registry
from tumen.results.histograms import BINS, STEPS_A_BIN_BITS
from tumen.results.schema import Series, described
from tumen.scenarios.load import load_scenario

HERE = Path(__file__).parent
FLAGS = ("-O3", "-march=native", "-ffast-math")


class Texts:
    """The parts of all months as functions, each written once."""

    def __init__(self) -> None:
        self.rows = Rows()
        self.texts: list[str] = []
        self._names: dict[Any, str] = {}

    def add(self, results: Sequence[Result]) -> str:
        """Return the name of the function that computes this."""
        key = tuple((*result[:3], identity(result.value)) for result in results)
        if key not in self._names:
            self._names[key] = f"part_{len(self._names)}"
            self.texts.append(Part(self.rows, results).text(self._names[key]))
        return self._names[key]


def row_results(rows: Mapping[str, Any]) -> list[Result]:
    """Return what rows become, without those that stay as they are."""
    return [
        Result("row", row, -1, value)
        for row, value in rows.items()
        if not (isinstance(value, Traced) and value.operation == "row" and value.operands == (row,))
    ]


def month_results(month: Month, entries: Sequence[Any], order: Callable[[str], int]) -> list[list[Result]]:
    """Return what the three parts of a month compute: what happens, the response, and what pushes did."""
    seen = [Result("seen", " ".join(key), k, v) for k, (key, v) in enumerate(month.observed.items())]
    moved, pushed = (
        [Result("moved", pair_text(*entry[0]), entries.index(entry), v) for entry, v in of.items()]
        for of in (month.contributions, month.pushed)
    )
    response = sorted([*row_results(month.response), *seen, *moved], key=lambda result: order(result.name))
    return [row_results(month.events), response, pushed]


def c_source(scenario_name: str) -> str:
    """Return the rules of a scenario as a header of C."""
    scenario = load_scenario(scenario_name)
    traced = trace(scenario, load_registry(), ledger=True)
    entries = list(dict.fromkeys(chain.from_iterable([*m.contributions, *m.pushed] for m in traced.months)))
    dyads = [pair_text(*pair) for pair in pairs(scenario.cast)]

    def order(name: str) -> int:  # pair by pair, so that little must be kept between
        return min((place for place, pair in enumerate(dyads) if pair in name), default=len(dyads))

    texts = Texts()
    plan = [[texts.add(part) for part in month_results(month, entries, order)] for month in traced.months]
    start = texts.add(row_results({**traced.start, **texts.rows.layout.close()}))
    numbers = texts.rows.numbers
    sizes = {
        "FIRST_MONTH": traced.months[0].number,
        "MONTHS": len(plan),
        "SERIES": len(traced.months[0].observed),
        "ENTRIES": len(entries),
        "BINS": BINS,
        "STEPS_A_BIN_BITS": STEPS_A_BIN_BITS,
        "FLOATS": len(numbers["f"]),
        "WHOLES": len(numbers["i"]),
    }
    series = [described(key) for key in traced.months[0].observed]
    return "\n".join(
        [
            *(f"#define {name} {size}" for name, size in sizes.items()),
            STORAGE,
            *texts.texts,
            f"static Part *const start = {start};",
            "static Part *const plan[MONTHS][3] = {",
            *(f"  {{{', '.join(parts)}}}," for parts in plan),
            "};",
            *tables(traced, texts.rows, series),
            "",
        ]
    )


STORAGE = """
static float f[FLOATS][CHUNK] ALIGNED, seen[SERIES][CHUNK] ALIGNED, moved[ENTRIES][CHUNK] ALIGNED;
static int w[WHOLES][CHUNK] ALIGNED;
"""


def tables(traced: Trace, rows: Rows, series: Sequence[Series]) -> list[str]:
    """Return which streams fill which rows, the ranges of series, and the coefficients of a normal number."""
    floats = rows.numbers["f"]
    drawn = {row: stream for row, stream in traced.drawn.items() if row in floats}
    rolled = {
        law: {
            luck_row(name): name
            for name, its in traced.laws.items()
            if its == law and luck_row(name) in floats
        }
        for law in ("uniform", "normal")
    }
    ends = [f"{{{line.low}, {line.high}}}" for line in series]
    strengths = [str(place) for place, line in enumerate(series) if line.variable == "strength"]
    return [
        *(
            f"static const Stream {name}[] = {{{', '.join(_streams(streams, floats))}}};"
            for name, streams in {"drawn": drawn, **rolled}.items()
        ),
        f"static const Range ranges[SERIES] = {{{', '.join(ends)}}};",
        f"static const int strengths[] = {{{', '.join(strengths)}}};",
        f"static const float quantile[] = {{{', '.join(f'{number}f' for number in NORMAL)}}};",
        f"static const float quantile_from = {NORMAL_FROM}f, quantile_middle = {NORMAL_MIDDLE}f;",
    ]


def _streams(streams: Mapping[str, str], floats: Mapping[str, int]) -> list[str]:
    return [f"{{{stream_id(stream)}u, {floats[row]}}}" for row, stream in streams.items()]


def compiler() -> str | None:
    """Return the compiler of C, if there is one."""
    return which("gcc")


def built(scenario_name: str) -> Path:
    """Return the program that runs a scenario, built unless it was before."""
    rules, rest = c_source(scenario_name), HERE / "histories.c"
    key = sha256("\n".join([rules, rest.read_text(), *FLAGS]).encode()).hexdigest()[:16]
    folder = HERE / "build" / f"{scenario_name}-{key}"
    program = folder / "histories"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rules.h").write_text(rules)
        print(f"{scenario_name}: compiling its rules as C, which takes a minute or two", file=sys.stderr)
        command = [compiler() or "gcc", *FLAGS, f"-I{folder}", str(rest), "-o", f"{program}.new", "-lm"]
        subprocess.run(command, check=True)
        Path(f"{program}.new").rename(program)
    return program
