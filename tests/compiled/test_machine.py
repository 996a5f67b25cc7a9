"""Machine code gives the bits of NumPy, operation by operation and kernel by kernel."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.base.elementary import chance_to_choose, saturation
from tumen.base.randomness import FOR_GOOD, LANES, LAWS, numbers, share, stream_id
from tumen.base.transcendental import exp, lapse, log, normal_quantile, tanh
from tumen.compiled.assembly import module
from tumen.compiled.functions import AT_ONCE, LINE_BYTES, Part, Writer
from tumen.compiled.kernels import COUNT, luck
from tumen.compiled.layout import ROW_BYTES, Layout
from tumen.compiled.machine import COUNT as COUNT_TYPES
from tumen.compiled.machine import LUCK, PART, Machine, aligned, machine_code
from tumen.compiled.traced import Recording
from tumen.results.counting import Counter
from tumen.results.histograms import BINS, STEPS, Histograms
from tumen.results.schema import Series

RULES = {
    "sum": lambda x, y: x + y,
    "difference": lambda x, y: x - y * 2,
    "ratio": lambda x, y: x / (abs(y) + 1),
    "extremes": lambda x, y: np.maximum(np.minimum(x, y), -1),
    "choice": lambda x, y: np.where((x > y) | ~(y >= 0.5), x, 3),
    "flags": lambda x, y: (x < y) + np.float32(1) * (x != y),
    "whole": lambda x, y: (np.rint(x).astype(np.int32) * 3 - np.floor(y).astype(np.int32)).astype(np.float32),
    "bits": lambda x, y: ((x.view(np.int32) >> 3) ^ 5).view(np.float32) * 0 + y,
    "root": lambda x, y: np.sqrt(abs(x)) + y,
    "exp": lambda x, y: exp(x) + y,
    "log": lambda x, y: log(abs(x) + np.float32(1e-3)) * y,
    "tanh": lambda x, y: tanh(x * y),
    "lapse": lambda x, y: lapse(abs(x)) + y,
    "choose": chance_to_choose,
    "saturation": lambda x, y: saturation(abs(x), abs(y) + 1),
    "quantile": lambda x, y: normal_quantile(abs(tanh(x)) * 0.25 + np.float32(1e-6)) + y,
}
HISTORIES = 40
values = st.lists(
    st.floats(-50, 50, width=32, allow_subnormal=False), min_size=HISTORIES, max_size=HISTORIES
).map(lambda found: np.array(found, np.float32))


def compiled_rules():
    """Return code that computes every rule of two rows, and where the results lie."""
    recording, layout = Recording(LANES), Layout()
    x, y = recording.row("x"), recording.row("y")
    part = Part({name: recording.taken(rule(x, y)) for name, rule in RULES.items()})
    text = module([Writer(layout, longest=120).part("rules", part)])
    return Machine(machine_code(text)), layout


MACHINE, LAYOUT = compiled_rules()


@given(values, values)
@settings(max_examples=60, deadline=None)
def test_a_compiled_rule_gives_the_bits_of_numpy(x, y):
    rows = aligned((HISTORIES // LANES, LAYOUT.group_bytes // ROW_BYTES, LANES), np.float32)
    for name, given_values in {"x": x, "y": y}.items():
        rows[:, LAYOUT.offset(name) // ROW_BYTES] = given_values.reshape(-1, LANES)

    MACHINE.function("rules", PART)(rows.ctypes.data, LAYOUT.group_bytes, len(rows), 0, 0, 0)

    for name, rule in RULES.items():
        found = rows[:, LAYOUT.offset(name) // ROW_BYTES].reshape(-1)
        np.testing.assert_array_equal(found, rule(x, y), err_msg=name)


def test_a_row_is_overwritten_only_after_its_last_reader():
    recording, layout = Recording(LANES), Layout()
    x, y = recording.row("x"), recording.row("y")
    part = Part({"x": y + 1, "y": x + 1, **{f"z{k}": x * np.float32(k) + y for k in range(30)}})
    machine = Machine(machine_code(module([Writer(layout, longest=20).part("swap", part)])))
    rows = aligned((1, layout.group_bytes // ROW_BYTES, LANES), np.float32)
    rows[0, layout.offset("x") // ROW_BYTES], rows[0, layout.offset("y") // ROW_BYTES] = 1, 10

    machine.function("swap", PART)(rows.ctypes.data, layout.group_bytes, 1, 0, 0, 0)

    assert rows[0, layout.offset("x") // ROW_BYTES, 0] == 11
    assert rows[0, layout.offset("y") // ROW_BYTES, 0] == 2
    assert rows[0, layout.offset("z7") // ROW_BYTES, 0] == 17


@pytest.mark.parametrize("law", ["uniform", "normal", "share"])
@pytest.mark.parametrize("first", [0, 64, 2**33])
def test_compiled_luck_is_the_luck_of_the_streams(law, first):
    names, month, seed = ["a", "b/c"], (FOR_GOOD if law == "share" else 24_301), 2**40 + 7
    machine = Machine(machine_code(module([luck(law)])))
    rows = aligned((8, len(names), LANES), np.float32)
    table = np.array([(stream_id(name), place * ROW_BYTES) for place, name in enumerate(names)], np.int64)
    moment = np.array([month, seed % 2**32, seed >> 32], np.int64)

    machine.function(f"luck_{law}", LUCK)(
        rows.ctypes.data, rows[0].nbytes, 2, first // 4, table.ctypes.data, len(names), moment.ctypes.data
    )

    rule = {**LAWS, "share": share}[law]
    expected = numbers(seed, names, month, range(first, first + 64), rule)
    for place, name in enumerate(names):
        np.testing.assert_array_equal(rows[:, place].reshape(-1), expected[name])


def test_values_are_counted_as_the_counter_counts_them():
    series = [
        Series("v", "a", "1", "", 0, 1),
        Series("v", "b", "1", "", -2, 5),
        Series("v", "c", "1", "", 0, 9),
    ]
    number = AT_ONCE - LANES
    chance = np.random.default_rng(3)
    seen = np.stack([chance.random(number), chance.normal(1, 3, number), np.full(number, 9)]).astype(
        np.float32
    )
    table = aligned((3, LINE_BYTES // 4), np.float32)
    table[:, :number] = seen
    ends = np.array([[line.low, line.high, STEPS / (line.high - line.low)] for line in series], np.float32)
    ranges = np.repeat(ends[:, :, None], LANES, axis=2).copy()
    bins, steps = aligned((3, BINS), np.uint16), aligned((3, 3), np.int64)
    extremes = np.tile(np.array([np.inf, -np.inf], np.float32), (3, 1))

    Machine(machine_code(module([COUNT]))).function("count", COUNT_TYPES)(
        table.ctypes.data,
        3,
        number // LANES,
        *(part.ctypes.data for part in (ranges, bins, steps, extremes)),
    )

    counted = Histograms(series, 1, number)
    Counter(counted, number).count(0, seen)
    np.testing.assert_array_equal(bins, counted.counts[:, 0])
    np.testing.assert_array_equal(steps, np.stack([counted.sums[:, 0], counted.overflow[:, 0], [0, 0, 0]], 1))
    np.testing.assert_array_equal(extremes, np.stack([counted.minimum[:, 0], counted.maximum[:, 0]], 1))
