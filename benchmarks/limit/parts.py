"""Parts of a month as functions of C: loops over replicates, as short as compilers and registers like it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from tumen.compiled.layout import Layout
from tumen.compiled.traced import MONTH, Traced

LONGEST = 400  # operations of a loop; from 150 to 1,000 they make no difference
LARGEST = 3e38  # stands for what is endless, which fast arithmetic does not know
TYPES = {"f": "float", "i": "int", "?": "_Bool"}
FORMS = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "{0} / {1}",
    "negative": "-{0}",
    "greater": "{0} > {1}",
    "greater_equal": "{0} >= {1}",
    "less": "{0} < {1}",
    "less_equal": "{0} <= {1}",
    "equal": "{0} == {1}",
    "not_equal": "{0} != {1}",
    "left_shift": "{0} << {1}",
    "right_shift": "{0} >> {1}",
    "bitwise_and": "{0} & {1}",
    "bitwise_or": "{0} | {1}",
    "logical_and": "{0} & {1}",
    "logical_or": "{0} | {1}",
    "logical_not": "!{0}",
    "invert": "!{0}",
    "maximum": "{1} > {0} ? {1} : {0}",
    "minimum": "{1} < {0} ? {1} : {0}",
    "where": "{0} ? {1} : {2}",
    "sqrt": "sqrtf({0})",
    "rint": "rintf({0})",
    "floor": "floorf({0})",
    "absolute": "fabsf({0})",
}


class Result(NamedTuple):
    """Something a part computes, and the row or the line of a table that takes it."""

    table: str  # row, seen or moved
    name: str
    place: int
    value: Any


class Piece:
    """A loop over replicates.

    Attributes
    ----------
    nodes
        What it computes, in order.
    reads
        What it finds in rows, or was carried here from earlier pieces.
    results
        What it stores.
    """

    def __init__(self) -> None:
        self.nodes: dict[int, Traced] = {}
        self.reads: dict[int, Traced] = {}
        self.results: list[Result] = []


class Rows:
    """The arrays over replicates that live from part to part: `f` of floats and `w` of whole numbers."""

    def __init__(self) -> None:
        self.layout = Layout()  # which knows what does not change over months and so deserves a row
        self.numbers: dict[str, dict[str, int]] = {"f": {}, "i": {}}

    def place(self, row: str, dtype: np.dtype[Any]) -> str:
        """Return a row's place in C."""
        numbers = self.numbers[dtype.char]
        number = numbers.setdefault(row, len(numbers))
        return f"{'f' if dtype.char == 'f' else 'w'}[{number}][i]"


class Part:
    """A part of a month, cut into pieces, as short as compilers and registers like them.

    Parameters
    ----------
    rows
        Where rows lie.
    results
        What the part computes, in a good order.
    """

    def __init__(self, rows: Rows, results: Iterable[Result]) -> None:
        self._rows = rows
        self._pieces = [Piece()]
        self._home: dict[int, int] = {}  # number of a node to the piece that computes it
        self._last_read: dict[str, int] = {}  # row to the last piece that reads it
        self._carried: dict[int, Traced] = {}
        for result in results:
            if len(self._pieces[-1].nodes) > LONGEST:
                self._pieces.append(Piece())
            self._plan(result.value)
            self._pieces[-1].results.append(result)
        self._postpone()

    def text(self, name: str) -> str:
        """Return the part as a function."""
        loops = [self._loop(number, piece) for number, piece in enumerate(self._pieces)]
        entries = [result.place for piece in self._pieces for result in piece.results if result[0] == "moved"]
        sums = [f"  static const int entries[] = {{{', '.join(map(str, entries))}}};"] if entries else []
        sums += [f"  add_up(month, entries, {len(entries)});"] if entries else []
        return "\n".join([f"static void {name}(int month) {{", *loops, *sums, "}", ""])

    def _plan(self, value: Any) -> None:
        """Put into the last piece whatever a result needs that is not there yet."""
        piece, here = self._pieces[-1], len(self._pieces) - 1
        waiting = [value] if isinstance(value, Traced) else []
        while waiting:
            node = waiting.pop()
            if node.number in piece.nodes or node.number in piece.reads:
                continue
            row = self._rows.layout.stored(node)
            if row is not None or (self._home.get(node.number, here) < here and node.dtype.char != "?"):
                piece.reads[node.number] = node
                if row is not None:
                    self._last_read[row] = here
                else:
                    self._carried[node.number] = node
                continue
            missing = [one for one in _operands(node) if one.number not in {**piece.nodes, **piece.reads}]
            if missing:
                waiting += [node, *reversed(missing)]
            else:
                piece.nodes[node.number] = node
                self._home.setdefault(node.number, here)

    def _postpone(self) -> None:
        """Let no row change before the last piece has read it."""
        for here, piece in enumerate(self._pieces):
            for result in list(piece.results):
                last = self._last_read.get(result.name, here) if result.table == "row" else here
                if last > here:
                    piece.results.remove(result)
                    self._pieces[last].results.append(result)
                    if isinstance(result.value, Traced):
                        self._carried[result.value.number] = result.value
                        self._home.setdefault(result.value.number, here)
                        self._pieces[last].reads.setdefault(result.value.number, result.value)

    def _loop(self, here: int, piece: Piece) -> str:
        lines = [
            f"const {TYPES[n.dtype.char]} v{n.number} = {self._read(here, n)};" for n in _at(piece.reads)
        ]
        lines += [
            f"const {TYPES[node.dtype.char]} v{node.number} = {_form(node)};" for node in piece.nodes.values()
        ]
        lines += [
            f"{self._between(node)} = v{number};"
            for number, node in self._carried.items()
            if self._home[number] == here and (number in piece.nodes or number in piece.reads)
        ]
        lines += [f"{self._target(result)} = {_operand(result.value)};" for result in piece.results]
        body = "\n".join(f"    {line}" for line in lines)
        return f"  EACH {{\n{body}\n  }}"

    def _read(self, here: int, node: Traced) -> str:
        if node.number in self._carried and self._home[node.number] < here:
            return self._between(node)
        if node.operation == "row" and node.operands[0] == MONTH:
            return "month"
        row = self._rows.layout.stored(node)
        assert row is not None
        return self._rows.place(row, node.dtype)

    def _between(self, node: Traced) -> str:
        return self._rows.place(f"between {list(self._carried).index(node.number)}", node.dtype)

    def _target(self, result: Result) -> str:
        if result.table == "row":
            return self._rows.place(result.name, result.value.dtype)
        return f"{result.table}[{result.place}][i]"


def _operands(node: Traced) -> list[Traced]:
    return [operand for operand in node.operands if isinstance(operand, Traced)]


def _at(nodes: Mapping[int, Traced]) -> list[Traced]:
    return [nodes[number] for number in sorted(nodes)]


def _form(node: Traced) -> str:
    """Return an operation in C."""
    given, first = [_operand(operand) for operand in node.operands], node.operands[0]
    if node.operation == "view":
        return f"{'as_whole' if node.dtype.char == 'i' else 'as_float'}({given[0]})"
    if node.operation == "cast":
        return f"{given[0]} ? 1 : 0" if first.dtype.char == "?" else f"({TYPES[node.dtype.char]}){given[0]}"
    return FORMS[node.operation].format(*given)


def _operand(operand: Any) -> str:
    if isinstance(operand, Traced):
        return f"v{operand.number}"
    if operand.dtype.char != "f":
        return str(int(operand))
    return f"{float(np.clip(operand, -LARGEST, LARGEST))!r}f"
