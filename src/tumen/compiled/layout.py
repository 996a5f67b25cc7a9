"""Where rows lie in memory, and which intermediate results are worth a row of their own.

Replicates lie in groups of eight: a group holds its eight numbers of the first row, then of the second, and
so on. So a month of a group is computed from one stretch of memory, a row at a fixed distance from its start.
"""

from typing import Final, final

from tumen.base.randomness import LANES
from tumen.compiled.traced import Traced

ROW_BYTES: Final = 4 * LANES
COSTS: Final = {"divide": 5, "sqrt": 5, "cast": 0, "view": 0}  # in instructions; of everything else 1
WORTH_KEEPING: Final = 3  # instructions that pay for a row


@final
class Layout:
    """The rows of a scenario, numbered in the order in which code asks for them."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.kept: dict[str, Traced] = {}  # rows that hold what does not change over months
        self._costs: list[int | None] = []
        self._closed = False

    def offset(self, row: str) -> int:
        """Return by how many bytes a row lies behind the start of its group."""
        return self.numbers.setdefault(row, len(self.numbers)) * ROW_BYTES

    def close(self) -> dict[str, Traced]:
        """Return what is kept in rows, which is from now on computed where it is needed."""
        self._closed = True
        return self.kept

    @property
    def group_bytes(self) -> int:
        """Return the size of a group."""
        return len(self.numbers) * ROW_BYTES

    def stored(self, node: Traced) -> str | None:
        """Return the row in which a node can be found, None if it must be computed where it is needed."""
        if node.operation == "row":
            return str(node.operands[0])
        cost = None if self._closed else self._cost(node)
        if cost is None or cost < WORTH_KEEPING or node.dtype.itemsize != ROW_BYTES // LANES:
            return None
        name = f"kept {node.number}"
        self.kept[name] = node
        return name

    def _cost(self, node: Traced) -> int | None:
        """Return how many instructions a node takes from drawn numbers alone, None if it needs others."""
        for one in node.recording.operations[len(self._costs) : node.number + 1]:
            self._costs.append(self._summed(one))
        return self._costs[node.number]

    def _summed(self, node: Traced) -> int | None:
        if node.operation == "row":
            return 0 if str(node.operands[0]).startswith("draw ") else None
        parts = [self._costs[one.number] for one in node.operands if isinstance(one, Traced)]
        if None in parts:
            return None
        return COSTS.get(node.operation, 1) + sum(part for part in parts if part is not None)
