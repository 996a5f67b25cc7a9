"""Writing a program: a scenario traced, and its parts as functions, each written once."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, NamedTuple, final

from tumen.base.names import pair_text, pairs
from tumen.compiled.assembly import module
from tumen.compiled.functions import Part, Task, Writer
from tumen.compiled.kernels import COUNT, luck, luck_of
from tumen.compiled.layout import Layout
from tumen.compiled.traced import identity
from tumen.ensemble.program import LAWS, Program
from tumen.ensemble.rows import luck_row
from tumen.ensemble.tracing import Month, Trace, trace
from tumen.measurement.ledger import Entry
from tumen.parameters.registry import load_registry
from tumen.results.schema import SeriesKey
from tumen.scenarios.schema import Scenario


def write(scenario: Scenario, *, ledger: bool, expected: bool = False) -> tuple[Program, str]:
    """Return a scenario's program and the text of its functions."""
    traced = trace(scenario, load_registry(), ledger=ledger, expected=expected)
    layout = Layout()
    texts = _Texts(Writer(layout))
    entries = list(dict.fromkeys(chain.from_iterable([*m.contributions, *m.pushed] for m in traced.months)))
    series = list(traced.months[0].observed)
    order = _Order(scenario.cast, series, entries)
    parts = [_parts(month, entries) for month in traced.months]
    responses = [texts.add("response", part.response, order) for part in parts]  # first: their rows are hot
    events = [texts.add("events", part.events) for part in parts]
    pushed = [texts.add("pushed", part.pushed) for part in parts]
    start = texts.add("start", Part({**traced.start, **layout.close()}))
    program = Program(
        rows={row: layout.offset(row) for row in layout.numbers},
        group_bytes=layout.group_bytes,
        series=series,
        entries=entries,
        drawn=traced.drawn,
        luck=_rolled(traced, layout),
        happened=traced.happened,
        start=start,
        months=list(zip((month.number for month in traced.months), events, responses, pushed, strict=True)),
        sums=texts.sums,
    )
    kernels = [*(luck(law) for law in (*LAWS, "share")), *(luck_of(law) for law in (*LAWS, "share")), COUNT]
    return program, module([*texts.texts.values(), *kernels])


def _rolled(traced: Trace, layout: Layout) -> dict[str, list[str]]:
    """Return the streams of each law that are ever rolled."""
    rolled = {name: law for name, law in traced.laws.items() if luck_row(name) in layout.numbers}
    return {law: [name for name, its in rolled.items() if its == law] for law in LAWS}


class _Parts(NamedTuple):
    """The parts of a month."""

    events: Part
    response: Part
    pushed: Part


def _parts(month: Month, entries: Sequence[Entry]) -> _Parts:
    sums = [
        {entries.index(entry): amount for entry, amount in moved.items()}
        for moved in (month.contributions, month.pushed)
    ]
    return _Parts(
        events=Part(month.events),
        response=Part(month.response, dict(enumerate(month.observed.values())), sums[0]),
        pushed=Part(sums=sums[1]),
    )


@final
class _Texts:
    """Functions, each written once."""

    def __init__(self, writer: Writer) -> None:
        self.texts: dict[str, str] = {}
        self.sums: dict[str, list[int]] = {}
        self._writer = writer
        self._names: dict[Any, str] = {}

    def add(self, kind: str, part: Part, order: Callable[[Task], int] = lambda _: 0) -> str:
        """Return the name of the function of a part, empty if there is nothing to do."""
        if not any(part):
            return ""
        key = tuple((label, identity(result)) for results in part for label, result in results.items())
        if key not in self._names:
            name = self._names[key] = f"{kind}_{len(self._names)}"
            self.texts[name] = self._writer.part(name, part, order)
            self.sums[name] = sorted(part.sums)
        return self._names[key]


@final
class _Order:
    """The order in which results are computed: pair by pair, so that little must be kept between."""

    def __init__(self, cast: Sequence[str], series: Sequence[SeriesKey], entries: Sequence[Entry]) -> None:
        self._pairs = [pair_text(*pair) for pair in pairs(cast)]
        self._series = [" ".join(key) for key in series]
        self._entries = [pair_text(*pair) for pair, _ in entries]

    def __call__(self, task: Task) -> int:
        """Return the place of a result among others."""
        labels = {"row": (task.row,), "observed": self._series, "sum": self._entries}[task.kind]
        text = labels[max(task.place, 0)]
        places = [place for place, pair in enumerate(self._pairs) if pair in text]
        return min(places, default=len(self._pairs))
