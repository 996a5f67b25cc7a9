"""Kernels that every compiled scenario needs: the luck of a month, and the counting of what is observed."""

from collections.abc import Callable, Mapping
from string import Template
from typing import Any, Final

import numpy as np

from tumen.base.philox import WORDS
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
    recording = Recording(LANES)
    counter, month, stream, low, high = (
        recording.row(given, np.uint64) for given in ("counter", "month", "stream", "low", "high")
    )
    found = words_of(counter, month=month, stream=stream, seed=(low, high))
    results = [RULES[law](values) for values in found]
    given = Block(_named, prefix="given")  # what is the same for all counters
    same = {
        node.number: given.value(node)
        for node in recording.operations
        if not any(one is counter for one in node.needed())
    }
    block = Block(lambda inner, node: same.get(node.number) or _named(inner, node))
    numbers = block.abreast(results)
    for word, number in enumerate(numbers):
        place = block.line(f"mul i64 %size, {word}")
        address = block.line(f"getelementptr i8, ptr %here, i64 {place}")
        block.act(f"store {FLOAT} {number}, ptr {address}, align {ROW_BYTES}")
    return FOR_EACH_STREAM.substitute(
        name=f"luck_{law}", given="\n".join(given.lines), body="\n".join(block.lines)
    )


def _named(_: Block, node: Traced) -> str | None:
    """Return the name of what the surrounding code provides."""
    return f"%{node.operands[0]}" if node.operation == "row" else None


def _broadcast(name: str, pointer: str, offset: int) -> str:
    """Return code that puts a number from memory into all lanes."""
    return f"""  %{name}.at = getelementptr i8, ptr {pointer}, i64 {offset}
  %{name}.one = load i64, ptr %{name}.at
  %{name}.some = insertelement {LONG} poison, i64 %{name}.one, i64 0
  %{name} = shufflevector {LONG} %{name}.some, {LONG} poison, {WHOLE} zeroinitializer"""


FOR_EACH_STREAM: Final = Template(
    f"""
define void @$name(ptr %rows, i64 %size, i64 %shared, i64 %first, ptr %streams,
  i64 %count, ptr %moment) {{
entry:
  %begin.one = insertelement {LONG} poison, i64 %first, i64 0
  %begin.all = shufflevector {LONG} %begin.one, {LONG} poison, {WHOLE} zeroinitializer
  %begin = add {LONG} %begin.all, <{", ".join(f"i64 {lane}" for lane in range(LANES))}>
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
  %counter = phi {LONG} [%begin, %each], [%following, %loop]
  %group = mul i64 %turn, {WORDS}
  %start = mul i64 %group, %size
  %here = getelementptr i8, ptr %row, i64 %start
$body
  %following = add {LONG} %counter, {splat(np.int64(LANES))}
  %next = add i64 %turn, 1
  %done = icmp eq i64 %next, %shared
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
