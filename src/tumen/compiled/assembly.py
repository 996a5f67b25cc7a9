"""From recorded operations to the text of LLVM's assembly language, eight replicates an instruction.

Every operation becomes the one instruction that IEEE 754 defines for it, and none has leave to be rearranged:
so the bits are those that NumPy computes.
"""

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, final

import numpy as np

from tumen.base.randomness import LANES
from tumen.compiled.traced import Traced

ELEMENT: Final = {"f": "float", "d": "double", "i": "i32", "l": "i64", "L": "i64", "I": "i32", "?": "i1"}

FLOATING: Final = {
    "add": "fadd {t} {0}, {1}",
    "subtract": "fsub {t} {0}, {1}",
    "multiply": "fmul {t} {0}, {1}",
    "divide": "fdiv {t} {0}, {1}",
    "negative": "fneg {t} {0}",
    "greater": "fcmp ogt {t} {0}, {1}",
    "greater_equal": "fcmp oge {t} {0}, {1}",
    "less": "fcmp olt {t} {0}, {1}",
    "less_equal": "fcmp ole {t} {0}, {1}",
    "equal": "fcmp oeq {t} {0}, {1}",
    "not_equal": "fcmp une {t} {0}, {1}",
    "sqrt": "call {t} @llvm.sqrt.{s}({t} {0})",
    "rint": "call {t} @llvm.rint.{s}({t} {0})",
    "floor": "call {t} @llvm.floor.{s}({t} {0})",
    "absolute": "call {t} @llvm.fabs.{s}({t} {0})",
}
WHOLE: Final = {
    "add": "add {t} {0}, {1}",
    "subtract": "sub {t} {0}, {1}",
    "multiply": "mul {t} {0}, {1}",
    "left_shift": "shl {t} {0}, {1}",
    "right_shift": "{shift} {t} {0}, {1}",
    "bitwise_and": "and {t} {0}, {1}",
    "bitwise_or": "or {t} {0}, {1}",
    "bitwise_xor": "xor {t} {0}, {1}",
    "logical_and": "and {t} {0}, {1}",
    "logical_or": "or {t} {0}, {1}",
    "greater": "icmp {sign}gt {t} {0}, {1}",
    "greater_equal": "icmp {sign}ge {t} {0}, {1}",
    "less": "icmp {sign}lt {t} {0}, {1}",
    "less_equal": "icmp {sign}le {t} {0}, {1}",
    "equal": "icmp eq {t} {0}, {1}",
    "not_equal": "icmp ne {t} {0}, {1}",
}
CASTS: Final = {
    ("?", "f"): "uitofp",
    ("?", "d"): "uitofp",
    ("?", "i"): "zext",
    ("i", "f"): "sitofp",
    ("i", "d"): "sitofp",
    ("f", "i"): "fptosi",
    ("f", "d"): "fpext",
    ("d", "f"): "fptrunc",
    ("L", "i"): "trunc",
    ("l", "i"): "trunc",
    ("i", "l"): "sext",
}
INTRINSICS: Final = [
    f"declare <{LANES} x {element}> @llvm.{name}.v{LANES}{short}(<{LANES} x {element}>)"
    for name in ("sqrt", "rint", "floor", "fabs")
    for element, short in (("float", "f32"), ("double", "f64"))
] + [
    f"declare i64 @llvm.vector.reduce.add.v{LANES}i64(<{LANES} x i64>)",
    f"declare i32 @llvm.vector.reduce.add.v{LANES}i32(<{LANES} x i32>)",
    f"declare float @llvm.vector.reduce.fmin.v{LANES}f32(<{LANES} x float>)",
    f"declare float @llvm.vector.reduce.fmax.v{LANES}f32(<{LANES} x float>)",
    f"declare i1 @llvm.vector.reduce.or.v{LANES}i1(<{LANES} x i1>)",
    "declare float @llvm.minnum.f32(float, float)",
    "declare float @llvm.maxnum.f32(float, float)",
]


def vector(dtype: np.dtype[Any]) -> str:
    """Return the type of so many lanes of an element."""
    return f"<{LANES} x {ELEMENT[dtype.char]}>"


def splat(number: np.generic) -> str:
    """Return a number in every lane."""
    element, text = ELEMENT[number.dtype.char], literal(number)
    return "<" + ", ".join([f"{element} {text}"] * LANES) + ">"


def literal(number: np.generic) -> str:
    """Return a number as LLVM writes it: one with a fraction by the bits of its double."""
    if number.dtype.kind == "f":
        return "0x" + struct.pack(">d", float(number)).hex().upper()
    return str(bool(number)).lower() if number.dtype.kind == "b" else str(int(number))


@final
class Block:
    """Straight-line code for one vector of replicates, written line by line.

    Parameters
    ----------
    load
        Writes whatever puts the number of a node in reach that needs not be computed here, and returns its
        name; None for every other node.
    prefix
        What the names of results begin with.
    """

    def __init__(self, load: Callable[["Block", Traced], str | None], prefix: str = "v") -> None:
        self.lines: list[str] = []
        self._load, self._prefix = load, prefix
        self._names: dict[int, str] = {}
        self._computed: set[int] = set()
        self._count = 0

    def line(self, text: str) -> str:
        """Write an instruction and return the name of its result."""
        self._count += 1
        name = f"%{self._prefix}{self._count}"
        self.lines.append(f"  {name} = {text}")
        return name

    def act(self, text: str) -> None:
        """Write an instruction that has no result."""
        self.lines.append(f"  {text}")

    def value(self, operand: Any) -> str:
        """Return the name of an operand, after writing everything it needs that is not written yet."""
        if not isinstance(operand, Traced):
            return splat(operand)
        waiting = [operand]
        while waiting:
            node = waiting.pop()
            if node.number in self._names:
                continue
            given = self._load(self, node)
            missing = [] if given else [one for one in node.operands if self._missing(one)]
            if missing:
                waiting += [node, *reversed(missing)]
            else:
                self._names[node.number] = given or self._written(node)
                if not given:
                    self._computed.add(node.number)
        return self._names[operand.number]

    def abreast(self, results: Sequence[Traced]) -> list[str]:
        """Return the names of results that are computed alike, written in step: a processor overlaps them."""
        steps = [[node for node in result.needed() if node.number not in self._names] for result in results]
        for together in zip_longest(*steps):
            for node in together:
                if node is not None:
                    self.value(node)
        return [self.value(result) for result in results]

    def computed(self) -> Iterable[int]:
        """Return the numbers of the nodes that were computed here."""
        return self._computed

    def _missing(self, operand: Any) -> bool:
        return isinstance(operand, Traced) and operand.number not in self._names

    def _written(self, node: Traced) -> str:
        names, first = [self.value(operand) for operand in node.operands], node.operands[0]
        kind, result = vector(first.dtype), vector(node.dtype)
        match node.operation:
            case "where":
                text = f"select {kind} {names[0]}, {result} {names[1]}, {result} {names[2]}"
            case "cast":
                text = f"{CASTS[first.dtype.char, node.dtype.char]} {kind} {names[0]} to {result}"
            case "view":
                text = f"bitcast {kind} {names[0]} to {result}"
            case "maximum" | "minimum":
                text = self._extreme(node, names)
            case "invert" | "logical_not":
                ones = splat(np.True_ if first.dtype.kind == "b" else first.dtype.type(-1))
                text = f"xor {kind} {names[0]}, {ones}"
            case _:
                pattern = _instruction(node.operation, first.dtype)
                text = pattern.format(*names, t=kind, **_words(first.dtype))
        return self.line(text)

    def _extreme(self, node: Traced, names: list[str]) -> str:
        """Write a choice that keeps what is not a number, if it comes first, as NumPy does."""
        kind, above = vector(node.dtype), "gt" if node.operation == "maximum" else "lt"
        compare = f"fcmp o{above}" if node.dtype.kind == "f" else f"icmp s{above}"
        second_wins = self.line(f"{compare} {kind} {names[1]}, {names[0]}")
        return f"select <{LANES} x i1> {second_wins}, {kind} {names[1]}, {kind} {names[0]}"


def _instruction(operation: str, dtype: np.dtype[Any]) -> str:
    known: Mapping[str, str] = FLOATING if dtype.kind == "f" else WHOLE
    if operation not in known:
        raise TypeError(f"numpy.{operation} of {dtype} has no compiled form")
    return known[operation]


def _words(dtype: np.dtype[Any]) -> dict[str, str]:
    signed = dtype.kind == "i"
    return {
        "s": f"v{LANES}f{dtype.itemsize * 8}",
        "sign": "s" if signed else "u",
        "shift": "ashr" if signed else "lshr",
    }


def module(functions: Iterable[str]) -> str:
    """Return the text of a module."""
    return "\n".join([*INTRINSICS, "", *functions])
