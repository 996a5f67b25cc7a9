"""The parts of a month as functions that loop over the groups of a stretch of memory."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, final

import numpy as np

from tumen.base.randomness import LANES
from tumen.compiled.assembly import Block, splat, vector
from tumen.compiled.layout import ROW_BYTES, Layout
from tumen.compiled.traced import MONTH, Traced
from tumen.results.ledger import ANCHOR

FLOAT, WHOLE, LONG = (vector(np.dtype(kind)) for kind in (np.float32, np.int32, np.int64))
MASK: Final = f"<{LANES} x i1>"

AT_ONCE: Final = 1_024  # replicates: enough to spread the cost of a call, few enough for the cache
LINE_BYTES: Final = 4 * AT_ONCE + 64  # of a line of the table of observed values; no power of two, so that
# lines do not compete for the same places of the cache
SUM_BYTES: Final = 8 * LANES // 2  # whole steps, in four lanes


class Task(NamedTuple):
    """A result that is to be computed."""

    kind: str  # row, observed or sum
    row: str = ""
    place: int = -1


class Part(NamedTuple):
    """What a part of a month computes: traced arrays, or numbers that are the same for all replicates."""

    rows: Mapping[str, Any] = MappingProxyType({})  # what rows become
    observed: Mapping[int, Any] = MappingProxyType({})  # lines of the table of observed values
    sums: Mapping[int, Any] = MappingProxyType({})  # what is summed over replicates, by place

    def tasks(self) -> Iterator[Task]:
        """Yield every result that is no more than what its row holds already."""
        yield from (Task("row", row) for row, values in self.rows.items() if not _same(row, values))
        yield from (Task("observed", "", place) for place in self.observed)
        yield from (Task("sum", "", place) for place in self.sums)


@final
class Writer:
    """Writes a part of a month as one or more loops over groups.

    The compiler needs more than twice the time for twice the code, so a long part is cut into pieces; what
    one of them computes and a later one needs lies in a row between them.

    Parameters
    ----------
    layout
        Where rows lie.
    longest
        Number of lines after which a new piece is begun.
    """

    def __init__(self, layout: Layout, longest: int = 2_000) -> None:
        self._layout, self._longest = layout, longest
        self._blocks: list[Block] = []
        self._home: dict[int, int] = {}  # node to the piece that computes it
        self._between: dict[int, str] = {}  # node to the row that carries it from piece to piece
        self._last_read: dict[str, int] = {}  # row to the last piece that reads it

    def part(
        self,
        name: str,
        part: Part,
        order: Callable[[Task], int] = lambda _: 0,
    ) -> str:
        """Return functions that compute a part in some order of its results; the last of them runs all."""
        self._blocks, self._home, self._between, self._last_read = [Block(self._load)], {}, {}, {}
        results: dict[str, tuple[int, str]] = {}
        for kind, row, place in sorted(part.tasks(), key=order):
            if len(self._blocks[-1].lines) > self._longest:
                self._blocks.append(Block(self._load))
            block, number = self._blocks[-1], len(self._blocks) - 1
            if kind == "row":
                results[row] = number, self._value(part.rows[row])
            elif kind == "observed":
                line = block.line(f"getelementptr i8, ptr %there, i64 {place * LINE_BYTES}")
                value = self._value(part.observed[place])
                block.act(f"store {FLOAT} {value}, ptr {line}, align {ROW_BYTES}")
            else:
                _sum(block, place * SUM_BYTES, self._value(part.sums[place]))
        for row, (number, result) in results.items():
            self._finish(row, number, result, part.rows[row].dtype)
        names = [f"{name}.{number}" for number in range(len(self._blocks))]
        return "\n".join([*map(_looped, names, self._blocks), _all(name, names)])

    def _value(self, values: Any) -> str:
        block, number = self._blocks[-1], len(self._blocks) - 1
        result = block.value(values)
        for node in block.computed():
            self._home.setdefault(node, number)
        return result

    def _finish(self, row: str, number: int, result: str, dtype: np.dtype[Any]) -> None:
        """Store a result after the last piece that still needs what its row held."""
        last = self._last_read.get(row, number)
        if last > number and result.startswith("%v"):
            between = f"between {row}"
            self._store(self._blocks[number], between, result, dtype)
            address = self._address(self._blocks[last], between)
            result = self._blocks[last].line(f"load {vector(dtype)}, ptr {address}, align {ROW_BYTES}")
        self._store(self._blocks[max(last, number)], row, result, dtype)

    def _load(self, block: Block, node: Traced) -> str | None:
        if node.operation == "row" and node.operands[0] == MONTH:
            return "%month"
        row = self._layout.stored(node)
        if row is None:
            row = self._carried(node)
        if row is None:
            return None
        self._last_read[row] = len(self._blocks) - 1
        return block.line(f"load {vector(node.dtype)}, ptr {self._address(block, row)}, align {ROW_BYTES}")

    def _carried(self, node: Traced) -> str | None:
        """Return the row that carries a node from an earlier piece, if it was computed there."""
        home = self._home.get(node.number, len(self._blocks))
        if home >= len(self._blocks) - 1 or node.dtype.itemsize != ROW_BYTES // LANES:
            return None
        if node.number not in self._between:
            self._between[node.number] = f"between {len(self._between)}"
            self._store(
                self._blocks[home], self._between[node.number], self._blocks[home].value(node), node.dtype
            )
        return self._between[node.number]

    def _store(self, block: Block, row: str, result: str, dtype: np.dtype[Any]) -> None:
        address = self._address(block, row)
        block.act(f"store {vector(dtype)} {result}, ptr {address}, align {ROW_BYTES}")

    def _address(self, block: Block, row: str) -> str:
        return block.line(f"getelementptr i8, ptr %here, i64 {self._layout.offset(row)}")


def _same(row: str, values: Any) -> bool:
    return isinstance(values, Traced) and values.operation == "row" and values.operands == (row,)


def _all(name: str, pieces: Sequence[str]) -> str:
    """Return a function that runs others one after the other."""
    given = "ptr %rows, i64 %size, i64 %groups, i32 %now, ptr %observed, ptr %sums"
    calls = [f"  call void @{piece}({given})" for piece in pieces]
    return "\n".join([f"define void @{name}({given}) {{", *calls, "  ret void", "}"])


def _looped(name: str, block: Block) -> str:
    """Return a function that runs a block for every group."""
    ones = ", ".join(["i32 0"] * LANES)
    return "\n".join(
        [
            f"define void @{name}(ptr %rows, i64 %size, i64 %groups, i32 %now, ptr %observed, ptr %sums) {{",
            "entry:",
            f"  %one = insertelement {WHOLE} poison, i32 %now, i64 0",
            f"  %month = shufflevector {WHOLE} %one, {WHOLE} poison, <{LANES} x i32> <{ones}>",
            "  br label %loop",
            "loop:",
            "  %group = phi i64 [0, %entry], [%next, %loop]",
            "  %start = mul i64 %group, %size",
            "  %here = getelementptr i8, ptr %rows, i64 %start",
            f"  %aside = mul i64 %group, {ROW_BYTES}",
            "  %there = getelementptr i8, ptr %observed, i64 %aside",
            *block.lines,
            "  %next = add i64 %group, 1",
            "  %done = icmp eq i64 %next, %groups",
            "  br i1 %done, label %end, label %loop",
            "end:",
            "  ret void",
            "}",
        ]
    )


def _gather(block: Block, place: int, kind: str, how: str, amount: str) -> None:
    address = block.line(f"getelementptr i8, ptr %sums, i64 {place}")
    before = block.line(f"load {kind}, ptr {address}, align {ROW_BYTES}")
    after = block.line(f"{how} {kind} {before}, {amount}")
    block.act(f"store {kind} {after}, ptr {address}, align {ROW_BYTES}")


def _sum(block: Block, place: int, amounts: str) -> None:
    """Add amounts to a sum of whole steps, in four lanes."""
    double, half = vector(np.dtype(np.float64)), f"<{LANES // 2} x i64>"
    wide = block.line(f"fpext {FLOAT} {amounts} to {double}")
    anchored = block.line(f"fadd {double} {wide}, {splat(np.float64(ANCHOR))}")
    bits = block.line(f"bitcast {double} {anchored} to {LONG}")
    halves = [
        block.line(f"shufflevector {LONG} {bits}, {LONG} poison, <{LANES // 2} x i32> <{_lanes(first)}>")
        for first in (0, LANES // 2)
    ]
    _gather(block, place, half, "add", block.line(f"add {half} {halves[0]}, {halves[1]}"))


def _lanes(first: int) -> str:
    return ", ".join(f"i32 {lane}" for lane in range(first, first + LANES // 2))
