"""The fast path: a range of histories run by a scenario's compiled program, with the bits of the model."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.philox import WORDS
from tumen.base.randomness import FOR_GOOD, LANES, Past, address_of, stream_id
from tumen.compiled.functions import AT_ONCE, LINE_BYTES, SUM_BYTES
from tumen.compiled.kernels import COUNTER
from tumen.compiled.layout import ROW_BYTES
from tumen.compiled.machine import COUNT, LUCK, PART, Function, Machine, aligned
from tumen.ensemble.points import Points
from tumen.ensemble.program import LAWS, Program
from tumen.ensemble.rows import draw_row
from tumen.parameters.draws import Column
from tumen.parameters.particles import Particles, as_shares
from tumen.results.histograms import BINS, STEPS
from tumen.results.ledger import ANCHOR
from tumen.results.schema import Series

Whole: TypeAlias = npt.NDArray[np.int64]
MonthDone: TypeAlias = Callable[["Histories", int], object]  # takes the place of the month

WORD: Final = 2**32
START: Final = -1  # the place of the time before the first month


def pieces(replicates: range) -> Iterator[range]:
    """Yield histories as many at a time as are computed at once."""
    for first in range(replicates.start, replicates.stop, AT_ONCE):
        yield range(first, min(first + AT_ONCE, replicates.stop))


@final
class Engine:
    """A program, ready to run in several threads at once."""

    def __init__(self, program: Program, code: bytes) -> None:
        self.program, machine = program, Machine(code)
        named = {name for _, *names in program.months for name in names if name} | {program.start}
        self.parts: Mapping[str, Function] = {name: machine.function(name, PART) for name in named}
        self.luck = {law: machine.function(f"luck_{law}", LUCK) for law in (*LAWS, "share")}
        self.luck_of = {law: machine.function(f"luck_of_{law}", LUCK) for law in (*LAWS, "share")}
        self.count = machine.function("count", COUNT)
        self.streams = {
            law: self._table({f"luck {name}": name for name in program.luck[law]}) for law in LAWS
        }
        self.columns = self._table(program.drawn)

    def _table(self, streams: Mapping[str, str]) -> npt.NDArray[np.int64]:
        """Return the number of each stream, and where its row lies."""
        found = [(stream_id(stream), self.program.rows[row]) for row, stream in streams.items()]
        return np.array(found, np.int64).reshape(-1, 2)


@final
class Counts:
    """What a range of histories adds up to, counted while they run.

    Parameters
    ----------
    series
        What is observed.
    months, entries
        How many.
    """

    def __init__(self, series: tuple[Series, ...], months: int, entries: int) -> None:
        shape = (months, len(series))
        self.series = series
        self.bins = aligned((*shape, BINS), COUNTER)
        self.steps = aligned((*shape, 3), np.int64)  # sum, values outside the range, whether any is no number
        self.extremes = aligned((*shape, 2), np.float32)
        self.extremes[..., 0], self.extremes[..., 1] = np.inf, -np.inf
        self.moved = aligned((months, max(entries, 1), SUM_BYTES // 8), np.int64)
        low, high = (np.array([getattr(line, end) for line in series], np.float32) for end in ("low", "high"))
        ends = np.stack([low, high, STEPS / (high - low)], axis=1)
        self.ranges = aligned((len(series), 3, LANES), np.float32)
        self.ranges[...] = ends[:, :, None]
        self._starts = [
            (part.ctypes.data, part.strides[0]) for part in (self.bins, self.steps, self.extremes)
        ]
        self._moved = self.moved.ctypes.data, self.moved.strides[0]

    def places(self, month: int) -> list[int]:
        """Return where ranges and counts of a month lie in memory."""
        return [self.ranges.ctypes.data, *(start + month * stride for start, stride in self._starts)]

    def moved_at(self, month: int) -> int:
        """Return where the sums of a month lie in memory."""
        start, stride = self._moved
        return start + month * stride

    def moved_by(self, summed: Iterable[Sequence[int]], histories: int) -> npt.NDArray[np.int64]:
        """Return the sum of each month and entry, shape (months, entries). [steps]"""
        anchors = np.float64(ANCHOR).view(np.uint64) * np.array(histories, np.uint64)  # may wrap around
        found = np.zeros(self.moved.shape[:2], np.int64)
        for month, entries in enumerate(summed):
            found[month, entries] = self.moved[month, entries].sum(axis=-1) - anchors.view(np.int64)
        return found


@final
class Histories:
    """So many histories at once that they fit the cache, and the rows of numbers that they are.

    Parameters
    ----------
    engine
        What runs them.
    seed
        Of their luck.
    columns, particles, points
        The scenario's columns, whose past histories take over, if they do, and at which points of a design
        they are run.
    """

    def __init__(
        self,
        engine: Engine,
        seed: int,
        columns: Mapping[str, Column] = MappingProxyType({}),
        particles: Particles | None = None,
        points: Points | None = None,
    ) -> None:
        self._engine, self._program = engine, engine.program
        self._points = points
        self._numbers: Whole | None = None
        groups, size = AT_ONCE // LANES, engine.program.group_bytes
        self._rows = aligned((groups, size // ROW_BYTES, LANES), np.float32)
        self._table = aligned((len(engine.program.series), LINE_BYTES // 4), np.float32)
        self._seed = seed
        self._particles = particles
        if particles is not None:
            fitting = particles.fitting(columns)
            self._given = particles.rows(fitting)
            lines = [engine.program.rows[draw_row(address)] // ROW_BYTES for address in fitting]
            self._lines = np.array(lines, np.int64)
        self._past: Past | None = None
        self._sums = aligned((max(len(engine.program.entries), 1), SUM_BYTES // 8), np.int64)  # of no use
        self.first, self.number = 0, 0

    def run(
        self, replicates: range, counts: Counts | None, done: MonthDone, *, months: int | None = None
    ) -> None:
        """Run some histories, the first of which begins a group that shares counters.

        Parameters
        ----------
        replicates
            At most as many as are computed at once.
        counts
            What to add them up in.
        done
            Told before the first month, and after each.
        months
            How many of the scenario's months to run; all by default.
        """
        engine, program = self._engine, self._program
        self.first, self.number = replicates.start, len(replicates)
        size, groups = program.group_bytes, len(replicates) // LANES
        rows, table = self._rows.ctypes.data, self._table.ctypes.data
        given = self._set_out(replicates)
        self._draw("share", engine.columns, FOR_GOOD)
        self._take_over(replicates)
        self._give(given)
        engine.parts[program.start](rows, size, groups, 0, table, 0)
        done(self, START)
        for place, (month, events, response, pushed) in enumerate(program.months[:months]):
            self._draw_month(month)
            sums = self._sums.ctypes.data if counts is None else counts.moved_at(place)
            for name in (events, response, pushed):
                if name:
                    engine.parts[name](rows, size, groups, month, table, sums)
            if counts is not None:
                engine.count(table, len(program.series), groups, *counts.places(place))
            done(self, place)

    def observed(self, number: int) -> PerReplicate:
        """Return a series in the month that was just computed; the next overwrites it."""
        values: PerReplicate = self._table[number, : self.number]
        return values

    def among(self, replicates: range) -> slice:
        """Return where these histories stand among others."""
        first = self.first - replicates.start
        return slice(first, first + self.number)

    def row(self, name: str, dtype: Any = np.float32) -> npt.NDArray[Any]:
        """Return a copy of a row, shape (replicates,)."""
        place = self._program.rows[name] // ROW_BYTES
        return self._rows[:, place].reshape(-1)[: self.number].view(dtype)

    def _set_out(self, replicates: range) -> Mapping[str, PerReplicate]:
        """Find out whose luck these histories meet, and return what they are given."""
        if self._points is None:
            return {}
        self._numbers, given = self._points.cases(replicates)
        return given

    def _give(self, given: Mapping[str, PerReplicate]) -> None:
        """Put given values in the place of drawn shares."""
        for address, values in given.items():
            line = self._program.rows.get(draw_row(address))
            if line is not None:  # the scenario has such a column
                self._rows[: len(values) // LANES, line // ROW_BYTES] = values.reshape(-1, LANES)

    def _take_over(self, replicates: range) -> None:
        """Put shares of particles in the place of drawn ones, and take over their luck."""
        if self._particles is None:
            return
        whose = replicates if self._numbers is None else self._numbers
        places, groups = self._particles.places(whose), len(replicates) // LANES
        shares = as_shares(self._particles.steps[self._given[:, None], places])
        self._rows[:groups, self._lines] = shares.reshape(len(shares), groups, LANES).swapaxes(0, 1)
        self._past = self._particles.past_of(places)

    def _draw_month(self, month: int) -> None:
        """Draw every stream of a month: anew, or as the particles met it."""
        past = self._past
        for law, streams in self._engine.streams.items():
            if past is None or month > past.until:
                self._draw(law, streams, month)
            else:
                self._draw_of(law, streams, month, past.seed, past.whose(month))

    def _draw(self, law: str, streams: Whole, month: int) -> None:
        """Draw these histories' own luck."""
        if self._numbers is not None:
            self._draw_of(law, streams, month, self._seed, self._numbers)
            return
        shared = -(-self.number // (LANES * WORDS))
        self._call(self._engine.luck[law], shared, self.first // WORDS, streams, _moment(month, self._seed))

    def _draw_of(
        self,
        law: str,
        streams: Whole,
        month: int,
        seed: int,
        whose: Whole,
    ) -> None:
        """Draw the luck of some histories, each with an address of its own."""
        listed = np.stack([part.reshape(-1, LANES) for part in address_of(whose)], axis=1)
        addresses = np.ascontiguousarray(listed, np.int64)
        place = addresses.ctypes.data
        self._call(self._engine.luck_of[law], len(addresses), place, streams, _moment(month, seed))

    def _call(self, luck: Function, turns: int, first: int, streams: Whole, moment: Whole) -> None:
        luck(
            self._rows.ctypes.data,
            self._program.group_bytes,
            turns,
            first,
            streams.ctypes.data,
            len(streams),
            moment.ctypes.data,
        )


def _moment(month: int, seed: int) -> Whole:
    """Return what the luck of a month depends on beside the history and the stream."""
    return np.array([month, seed % WORD, seed // WORD], np.int64)
