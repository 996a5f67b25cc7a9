"""Traced arrays: they stand for an array over replicates and take down what is done to it.

Rules are functions of arrays. Called with traced arrays instead, they leave behind the operations of which
they consist, in order, each once; nothing of a rule is written down a second time.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, TypeAlias, final

import numpy as np

Operand: TypeAlias = "Traced | np.generic"

MONTH: Final = "month"  # the row of the month that is being computed

ALIASES: Final = {"divide": "divide", "true_divide": "divide", "conjugate": "positive"}


@final
class Traced(np.lib.mixins.NDArrayOperatorsMixin):
    """The result of an operation on others of its kind.

    Attributes
    ----------
    operation
        Name of a NumPy ufunc, or `where`, `cast`, `view`, or `row` for what is given.
    operands
        Traced arrays, or numbers of NumPy; of a row, its name.
    dtype
        Of each element.
    """

    __slots__ = ("dtype", "number", "operands", "operation", "recording")

    def __init__(
        self, recording: "Recording", operation: str, operands: tuple[Any, ...], dtype: np.dtype[Any]
    ) -> None:
        self.recording, self.operation, self.operands, self.dtype = recording, operation, operands, dtype
        self.number = len(recording.operations)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Operand:
        """Take down a ufunc."""
        if method != "__call__" or options:
            raise TypeError(f"{ufunc.__name__}.{method} with {sorted(options)} has no compiled form")
        return self.recording.call(ufunc, inputs)

    def __array_function__(
        self, function: Callable[..., Any], types: Any, arguments: Sequence[Any], options: dict[str, Any]
    ) -> Any:
        """Take down the few functions of NumPy that are no ufuncs."""
        if options or function not in FUNCTIONS:
            raise TypeError(f"numpy.{function.__name__} has no compiled form")
        return FUNCTIONS[function](self.recording, *arguments)

    def astype(self, dtype: Any, copy: bool = True) -> Operand:
        """Take down a conversion."""
        return self.recording.cast(self, np.dtype(dtype))

    def view(self, dtype: Any) -> "Traced":
        """Take down a look at the same bits as another type of the same size."""
        return self.recording.note("view", (self,), np.dtype(dtype))

    def needed(self) -> list["Traced"]:
        """Return everything that it is computed from and itself, each after what it needs."""
        found: dict[int, Traced] = {}
        waiting = [self]
        while waiting:
            node = waiting.pop()
            found[node.number] = node
            waiting += [one for one in node.operands if isinstance(one, Traced) and one.number not in found]
        return [found[number] for number in sorted(found)]

    def any(self) -> bool:
        """Tell that it may be something else than 0 somewhere."""
        return True

    def __getitem__(self, index: int) -> bool:
        """Tell of an element that it may be something else than 0."""
        return True

    def __len__(self) -> int:
        """Return how many replicates it stands for: any number would do."""
        return self.recording.width

    def __bool__(self) -> bool:
        """Refuse to be decided upon: every replicate would go the same way."""
        raise TypeError("a rule must not branch on what differs between replicates. Use numpy.where.")


@final
class Recording:
    """Everything that was done to traced arrays, in order.

    Parameters
    ----------
    width
        Number of replicates that a traced array claims to hold.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.month: int | None = None  # numbers that equal it are the row of the month
        self.operations: list[Traced] = []
        self._known: dict[tuple[Any, ...], Traced] = {}
        self._calls: dict[tuple[Any, ...], Operand] = {}

    def call(self, ufunc: np.ufunc, inputs: tuple[Any, ...]) -> Operand:
        """Return the result of a ufunc, computed at once where no operand is traced."""
        key = ufunc, *[given.number if type(given) is Traced else self._token(given) for given in inputs]
        if key not in self._calls:
            wanted = _types(ufunc, tuple(_kind(given) for given in inputs))
            operands = tuple(
                self.cast(given, dtype) for given, dtype in zip(inputs, wanted[:-1], strict=True)
            )
            if any(isinstance(operand, Traced) for operand in operands):
                self._calls[key] = self.note(
                    ALIASES.get(ufunc.__name__, ufunc.__name__), operands, wanted[-1]
                )
            else:
                self._calls[key] = wanted[-1].type(ufunc(*operands))
        return self._calls[key]

    def row(self, name: str, dtype: Any = np.float32) -> Traced:
        """Return an array that is given from outside, the same for the same name."""
        return self.note("row", (name,), np.dtype(dtype))

    def note(self, operation: str, operands: tuple[Any, ...], dtype: np.dtype[Any]) -> Traced:
        """Return the result of an operation, which is taken down unless it was before."""
        key = operation, dtype, *map(identity, operands)
        if key not in self._known:
            self._known[key] = made = Traced(self, operation, operands, dtype)
            self.operations.append(made)
        return self._known[key]

    def taken(self, given: Any) -> Operand:
        """Return a result of a rule: a traced array, or a number that is the same for all replicates."""
        return self.cast(given, given.dtype)

    def cast(self, given: Any, dtype: np.dtype[Any]) -> Operand:
        """Return something in another type: a traced array, a number, or an array of one number repeated."""
        if isinstance(given, Traced):
            return given if given.dtype == dtype else self.note("cast", (given,), dtype)
        if isinstance(given, np.ndarray) and given.size > 1:
            if not np.array_equal(given, np.full_like(given, given.flat[0]), equal_nan=True):
                raise TypeError("an array that differs between replicates came from outside the recording")
            given = given.flat[0]
        number: np.generic = dtype.type(given)
        return self.row(MONTH, np.int32) if dtype == np.int32 and number == self.month else number

    def _token(self, given: Any) -> Any:
        """Return what tells numbers apart that are given to a ufunc."""
        if isinstance(given, np.ndarray):
            return given.dtype.char, given.tobytes()
        return type(given), "month" if given == self.month else given, str(given) if given == 0 else ""


def _where(recording: Recording, condition: Any, chosen: Any, other: Any) -> Operand:
    kinds = [_kind(given) for given in (chosen, other)]
    dtype = np.result_type(*(kind(1) if isinstance(kind, type) else kind for kind in kinds))
    operands = (
        recording.cast(condition, np.dtype(bool)),
        recording.cast(chosen, dtype),
        recording.cast(other, dtype),
    )
    if not isinstance(operands[0], Traced):
        return operands[1] if operands[0] else operands[2]
    return recording.note("where", operands, dtype)


FUNCTIONS: Final[dict[Callable[..., Any], Callable[..., Any]]] = {
    np.where: _where,
    np.zeros_like: lambda _, like: like.dtype.type(0),
    np.ones_like: lambda _, like: like.dtype.type(1),
    np.clip: lambda _, value, low, high: np.minimum(np.maximum(value, low), high),
}


def identity(operand: Any) -> Any:
    """Return what tells operands apart: two numbers are the same if their bits are."""
    if isinstance(operand, Traced):
        return operand.number
    return (operand.dtype.char, operand.tobytes()) if isinstance(operand, np.generic) else operand


def _kind(given: Any) -> Any:
    """Return the type of an operand, as NumPy's rules of promotion see it."""
    if isinstance(given, int | float) and not isinstance(given, bool | np.generic):
        return type(given)
    return np.dtype(bool) if isinstance(given, bool) else given.dtype


@cache
def _types(ufunc: np.ufunc, kinds: tuple[Any, ...]) -> tuple[np.dtype[Any], ...]:
    """Return the types in which a ufunc computes, operands first, then the result."""
    return ufunc.resolve_dtypes((*kinds, None))
