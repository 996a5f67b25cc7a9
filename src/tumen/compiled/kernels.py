"""Kernels that every compiled scenario needs: the luck of a month, and the counting of what is observed."""

from collections.abc import Callable, Mapping
from string import Template
from typing import Any, Final, final

import numpy as np

from tumen.base.philox import WORDS, Words
from tumen.base.randomness import LANES, normal, share, uniform, words_of
from tumen.compiled.assembly import Block, splat, vector
from tumen.compiled.functions import LINE_BYTES
from tumen.compiled.layout import ROW_BYTES
from tumen.compiled.traced import Recording, Traced
from tumen.results.histograms import BINS, STEPS_A_BIN_BITS

FLOAT, WHOLE, LONG = (vector(np.dtype(kind)) for kind in (np.float32, np.int32, np.int64))
MASK: Final = f"<{LANES} x i1>"
COUNTER: Final = np.dtype(np.uint16)  # small, as all of them pass through the cache again and again
BIN: Final = f"i{8 * COUNTER.itemsize}"
RULES: Final[Mapping[str, Callable[[Any], Any]]] = {"uniform": uniform, "normal": normal, "share": share}


def luck(law: str) -> str:
    """Return a function that draws streams of a law for groups that share counters."""
    drawing = _Drawing()
    numbers = drawing.block.abreast([RULES[law](values) for values in drawing.words()])
    for word, number in enumerate(numbers):
        place = drawing.block.line(f"mul i64 %size, {word}")
        address = drawing.block.line(f"getelementptr i8, ptr %here, i64 {place}")
        drawing.block.act(f"store {FLOAT} {number}, ptr {address}, align {ROW_BYTES}")
    return drawing.function(f"luck_{law}", groups=WORDS, counters=ON_END)


def luck_of(law: str) -> str:
    """Return a function that draws streams of a law for groups of which each history has its own address."""
    drawing = _Drawing()
    first, second, third, last = drawing.words()
    which = drawing.given("which")
    two, one = np.uint64(2), np.uint64(1)
    word = np.where(which < two, np.where(which < one, first, second), np.where(which == two, third, last))
    number = drawing.block.value(RULES[law](word))
    drawing.block.act(f"store {FLOAT} {number}, ptr %here, align {ROW_BYTES}")
    return drawing.function(f"luck_of_{law}", groups=1, counters=LISTED)


@final
class _Drawing:
    """The code that makes numbers of counters, in the making."""

    def __init__(self) -> None:
        self._recording = Recording(LANES)
        self._same = Block(_named, prefix="given")  # what is the same for all counters
        self.block = Block(self._known)

    def given(self, name: str) -> Any:
        """Return words that the surrounding code provides."""
        return self._recording.row(name, np.uint64)

    def words(self) -> Words:
        """Return the four words of the counters."""
        seed = self.given("low"), self.given("high")
        return words_of(
            self.given("counter"), month=self.given("month"), stream=self.given("stream"), seed=seed
        )

    def function(self, name: str, *, groups: int, counters: str) -> str:
        """Return the function, which takes so many groups a turn and finds their counters in some way."""
        return FOR_EACH_STREAM.substitute(
            name=name,
            groups=groups,
            counters=counters,
            given="\n".join(self._same.lines),
            body="\n".join(self.block.lines),
        )

    def _known(self, block: Block, node: Traced) -> str | None:
        differs = {"counter", "which"}
        rows = {one.operands[0] for one in node.needed() if one.operation == "row"}
        return _named(block, node) if rows & differs else self._same.value(node)


def _named(_: Block, node: Traced) -> str | None:
    """Return the name of what the surrounding code provides."""
    return f"%{node.operands[0]}" if node.operation == "row" else None


def _broadcast(name: str, pointer: str, offset: int) -> str:
    """Return code that puts a number from memory into all lanes."""
    return f"""  %{name}.at = getelementptr i8, ptr {pointer}, i64 {offset}
  %{name}.one = load i64, ptr %{name}.at
  %{name}.some = insertelement {LONG} poison, i64 %{name}.one, i64 0
  %{name} = shufflevector {LONG} %{name}.some, {LONG} poison, {WHOLE} zeroinitializer"""


ON_END: Final = f"""  %passed = mul i64 %turn, {LANES}
  %now = add i64 %first, %passed
  %now.one = insertelement {LONG} poison, i64 %now, i64 0
  %now.all = shufflevector {LONG} %now.one, {LONG} poison, {WHOLE} zeroinitializer
  %counter = add {LONG} %now.all, <{", ".join(f"i64 {lane}" for lane in range(LANES))}>"""
LISTED: Final = f"""  %listed = inttoptr i64 %first to ptr
  %listed.bytes = mul i64 %turn, {2 * 8 * LANES}
  %counter.at = getelementptr i8, ptr %listed, i64 %listed.bytes
  %which.at = getelementptr i8, ptr %counter.at, i64 {8 * LANES}
  %counter = load {LONG}, ptr %counter.at, align 8
  %which = load {LONG}, ptr %which.at, align 8"""

FOR_EACH_STREAM: Final = Template(
    f"""
define void @$name(ptr %rows, i64 %size, i64 %turns, i64 %first, ptr %streams,
  i64 %count, ptr %moment) {{
entry:
{_broadcast("month", "%moment", 0)}
{_broadcast("low", "%moment", 8)}
{_broadcast("high", "%moment", 16)}
  br label %each
each:
  %k = phi i64 [0, %entry], [%after, %drawn]
  %entry.bytes = mul i64 %k, 16
  %stream.row = getelementptr i8, ptr %streams, i64 %entry.bytes
  %offset.at = getelementptr i8, ptr %stream.row, i64 8
  %offset = load i64, ptr %offset.at
  %row = getelementptr i8, ptr %rows, i64 %offset
{_broadcast("stream", "%stream.row", 0)}
$given
  br label %loop
loop:
  %turn = phi i64 [0, %each], [%next, %loop]
  %group = mul i64 %turn, $groups
  %start = mul i64 %group, %size
  %here = getelementptr i8, ptr %row, i64 %start
$counters
$body
  %next = add i64 %turn, 1
  %done = icmp eq i64 %next, %turns
  br i1 %done, label %drawn, label %loop
drawn:
  %after = add i64 %k, 1
  %finished = icmp eq i64 %after, %count
  br i1 %finished, label %end, label %each
end:
  ret void
}}
"""
)  # runs a block for every stream of a table, and for all counters of each


def _one(lane: int) -> str:
    return f"""  %b{lane} = extractelement {WHOLE} %bin, i64 {lane}
  %w{lane} = zext i32 %b{lane} to i64
  %a{lane} = getelementptr {BIN}, ptr %bins, i64 %w{lane}
  %c{lane} = load {BIN}, ptr %a{lane}, align {COUNTER.itemsize}
  %d{lane} = add {BIN} %c{lane}, 1
  store {BIN} %d{lane}, ptr %a{lane}, align {COUNTER.itemsize}
"""


COUNT: Final = f"""
define void @count(ptr %table, i64 %series, i64 %groups, ptr %ranges, ptr %counts, ptr %sums,
  ptr %extremes) {{
entry:
  br label %each
each:
  %k = phi i64 [0, %entry], [%after, %reduce]
  %row.bytes = mul i64 %k, {LINE_BYTES}
  %row = getelementptr i8, ptr %table, i64 %row.bytes
  %counted.bytes = mul i64 %k, {BINS * COUNTER.itemsize}
  %bins = getelementptr i8, ptr %counts, i64 %counted.bytes
  %range.bytes = mul i64 %k, {3 * ROW_BYTES}
  %low.at = getelementptr i8, ptr %ranges, i64 %range.bytes
  %high.at = getelementptr i8, ptr %low.at, i64 {ROW_BYTES}
  %scale.at = getelementptr i8, ptr %low.at, i64 {2 * ROW_BYTES}
  %low = load {FLOAT}, ptr %low.at, align 4
  %high = load {FLOAT}, ptr %high.at, align 4
  %scale = load {FLOAT}, ptr %scale.at, align 4
  br label %loop
loop:
  %g = phi i64 [0, %each], [%next, %counted]
  %total = phi {WHOLE} [zeroinitializer, %each], [%total.next, %counted]
  %out = phi {WHOLE} [zeroinitializer, %each], [%out.next, %counted]
  %least = phi {FLOAT} [{splat(np.float32(np.inf))}, %each], [%least.next, %counted]
  %most = phi {FLOAT} [{splat(np.float32(-np.inf))}, %each], [%most.next, %counted]
  %nan = phi {MASK} [zeroinitializer, %each], [%nan.next, %counted]
  %bytes = mul i64 %g, {ROW_BYTES}
  %at = getelementptr i8, ptr %row, i64 %bytes
  %v = load {FLOAT}, ptr %at, align {ROW_BYTES}
  %no = fcmp uno {FLOAT} %v, %v
  %nan.next = or {MASK} %nan, %no
  %below = fcmp ogt {FLOAT} %low, %v
  %raised = select {MASK} %below, {FLOAT} %low, {FLOAT} %v
  %above = fcmp olt {FLOAT} %high, %raised
  %inside = select {MASK} %above, {FLOAT} %high, {FLOAT} %raised
  %outside = or {MASK} %below, %above
  %outside.one = sext {MASK} %outside to {WHOLE}
  %out.next = sub {WHOLE} %out, %outside.one
  %smaller = fcmp olt {FLOAT} %v, %least
  %least.next = select {MASK} %smaller, {FLOAT} %v, {FLOAT} %least
  %larger = fcmp ogt {FLOAT} %v, %most
  %most.next = select {MASK} %larger, {FLOAT} %v, {FLOAT} %most
  %from = fsub {FLOAT} %inside, %low
  %position = fmul {FLOAT} %from, %scale
  %steps = fptosi {FLOAT} %position to {WHOLE}
  %total.next = add {WHOLE} %total, %steps
  %shifted = lshr {WHOLE} %steps, {splat(np.int32(STEPS_A_BIN_BITS))}
  %past = icmp ugt {WHOLE} %shifted, {splat(np.int32(BINS - 1))}
  %bin = select {MASK} %past, {WHOLE} {splat(np.int32(BINS - 1))}, {WHOLE} %shifted
  %first = shufflevector {WHOLE} %bin, {WHOLE} poison, {WHOLE} zeroinitializer
  %differ = icmp ne {WHOLE} %bin, %first
  %differ.bits = bitcast {MASK} %differ to i{LANES}
  %alike = icmp eq i{LANES} %differ.bits, 0
  br i1 %alike, label %together, label %apart
together:
  %one = extractelement {WHOLE} %bin, i64 0
  %one.wide = zext i32 %one to i64
  %one.at = getelementptr {BIN}, ptr %bins, i64 %one.wide
  %one.before = load {BIN}, ptr %one.at, align {COUNTER.itemsize}
  %one.after = add {BIN} %one.before, {LANES}
  store {BIN} %one.after, ptr %one.at, align {COUNTER.itemsize}
  br label %counted
apart:
{"".join(_one(lane) for lane in range(LANES))}  br label %counted
counted:
  %next = add i64 %g, 1
  %done = icmp eq i64 %next, %groups
  br i1 %done, label %reduce, label %loop
reduce:
  %total.wide = zext {WHOLE} %total.next to {LONG}
  %total.sum = call i64 @llvm.vector.reduce.add.v{LANES}i64({LONG} %total.wide)
  %out.sum = call i32 @llvm.vector.reduce.add.v{LANES}i32({WHOLE} %out.next)
  %out.wide = zext i32 %out.sum to i64
  %least.one = call float @llvm.vector.reduce.fmin.v{LANES}f32({FLOAT} %least.next)
  %most.one = call float @llvm.vector.reduce.fmax.v{LANES}f32({FLOAT} %most.next)
  %nan.any = call i1 @llvm.vector.reduce.or.v{LANES}i1({MASK} %nan.next)
  %nan.one = zext i1 %nan.any to i64
  %sum.bytes = mul i64 %k, 24
  %sum.at = getelementptr i8, ptr %sums, i64 %sum.bytes
  %out.at = getelementptr i8, ptr %sum.at, i64 8
  %nan.at = getelementptr i8, ptr %sum.at, i64 16
  %sum.before = load i64, ptr %sum.at
  %sum.after = add i64 %sum.before, %total.sum
  store i64 %sum.after, ptr %sum.at
  %out.before = load i64, ptr %out.at
  %out.after = add i64 %out.before, %out.wide
  store i64 %out.after, ptr %out.at
  %nan.before = load i64, ptr %nan.at
  %nan.after = or i64 %nan.before, %nan.one
  store i64 %nan.after, ptr %nan.at
  %extreme.bytes = mul i64 %k, 8
  %least.at = getelementptr i8, ptr %extremes, i64 %extreme.bytes
  %most.at = getelementptr i8, ptr %least.at, i64 4
  %least.before = load float, ptr %least.at
  %least.after = call float @llvm.minnum.f32(float %least.before, float %least.one)
  store float %least.after, ptr %least.at
  %most.before = load float, ptr %most.at
  %most.after = call float @llvm.maxnum.f32(float %most.before, float %most.one)
  store float %most.after, ptr %most.at
  %after = add i64 %k, 1
  %finished = icmp eq i64 %after, %series
  br i1 %finished, label %end, label %each
end:
  ret void
}}
"""
