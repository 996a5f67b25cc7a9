"""A scenario's months, traced: what the model computes, as operations on rows of numbers.

A month has two parts, as in the model: what happens, which differs from month to month, and how everybody
responds, which is almost always the same. They are traced apart, so that the larger part is compiled once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias, final

import numpy as np

from tumen.base.names import pair_text
from tumen.base.randomness import LANES, Dice, Law
from tumen.compiled.traced import Recording, Traced
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.rows import draw_row, happened_row, luck_row, shown_row, value_row
from tumen.ensemble.setting import scenario_setting
from tumen.measurement import milestones_of
from tumen.measurement.ledger import Entry
from tumen.model import ArrayModel
from tumen.parameters.draws import Column, Draws, stream_of
from tumen.parameters.registry import Registry
from tumen.results.schema import SeriesKey
from tumen.scenarios.schema import Scenario
from tumen.world.state import ALIGNED, Ramp, World
from tumen.world.vocabulary import Key, key_text

Rows: TypeAlias = dict[str, Any]  # name of a row to what it becomes: a traced array or a number

MONTHS: Final = np.int32  # the type of a row of months


@final
@dataclass(frozen=True, kw_only=True)
class Month:
    """What the parts of a month make of rows, and what is recorded of it."""

    number: int
    events: Rows
    response: Rows
    observed: Mapping[SeriesKey, Any]
    contributions: Mapping[Entry, Any]
    pushed: Mapping[Entry, Any]  # what events contributed


@final
@dataclass(frozen=True, kw_only=True)
class Trace:
    """Everything that a scenario computes.

    Attributes
    ----------
    drawn
        Row of every column that varies to its stream; it holds a share first, and then the value.
    start
        What rows hold before the first month.
    months
        What each month makes of them.
    laws
        Stream to the distribution of its numbers.
    happened
        Events and outcomes that have a month in each history.
    """

    drawn: Mapping[str, str]
    start: Rows
    months: tuple[Month, ...]
    laws: Mapping[str, Law]
    happened: tuple[str, ...]


def trace(scenario: Scenario, registry: Registry, *, ledger: bool, expected: bool = False) -> Trace:
    """Return what a scenario computes."""
    recording = Recording(LANES)
    columns = scenario_columns(scenario, registry)
    draws = Draws({a: _drawn(recording, a, column) for a, column in columns.items()}, range(LANES))
    model = ArrayModel(replace(scenario_setting(scenario, draws, 0), ledger=ledger, expected=expected))
    drawn = {draw_row(a): draws.columns[a] for a, column in columns.items() if column.varies}
    start = _taken(recording, drawn | _values(model.world) | _remembered(model.world))
    tracer = _Tracer(recording, model)
    return Trace(
        drawn={draw_row(a): stream_of(a) for a, column in columns.items() if column.varies},
        start=start,
        months=tuple(tracer.month(number) for number in range(scenario.first, scenario.until + 1)),
        laws=model.laws,
        happened=tuple(model.world.happened),
    )


def _drawn(recording: Recording, address: str, column: Column) -> Any:
    share: Any = recording.row(draw_row(address)) if column.varies else np.zeros(LANES, np.float32)
    return column.values(share)


def _taken(recording: Recording, results: Mapping[Any, Any]) -> dict[Any, Any]:
    return {name: recording.taken(result) for name, result in results.items()}


def _values(world: World) -> Rows:
    values = {value_row(key): value for key, value in world.values.items()}
    return values | {happened_row(name): month for name, month in world.happened.items()}


def _remembered(world: World) -> Rows:
    """Return what the next month needs to know of the end of this one beside the values themselves."""
    milestones = {milestone.key for milestone in milestones_of(world.cast).values()}
    values = {
        f"before {key_text(key)}": value
        for key, value in world.values.items()
        if key[0] in ALIGNED or key in milestones
    }
    return values | {shown_row(pair): world.alignment(*pair) for pair in world.pairs}


class _Luck(Mapping[str, Any]):
    """The streams as rows."""

    def __init__(self, recording: Recording, laws: Mapping[str, Law]) -> None:
        self._recording, self._laws = recording, laws

    def __getitem__(self, name: str) -> Traced:
        return self._recording.row(luck_row(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._laws)

    def __len__(self) -> int:
        return len(self._laws)


@final
class _Tracer:
    """Leads a model of traced arrays through its months."""

    def __init__(self, recording: Recording, model: ArrayModel) -> None:
        self._recording, self._model = recording, model
        self._row: Callable[..., Any] = recording.row  # a traced array, where the model knows arrays
        self._dice = Dice(_Luck(recording, model.laws))
        self._keys, self._happened = tuple(model.world.values), tuple(model.world.happened)
        self._ramps: tuple[Key, ...] = ()

    def month(self, number: int) -> Month:
        """Trace a month."""
        self._recording.month = number
        events, latent = self._events(number)
        model = self._model
        model.world, model.before, model.pushes = self._world(number), self._before(number), ()
        model.respond(self._dice)
        slopes = {f"slope {pair_text(*pair)}": slope for pair, slope in model.ledger.slopes.items()}
        return Month(
            number=number,
            events=_taken(self._recording, events),
            response=_taken(self._recording, _values(model.world) | _remembered(model.world) | slopes),
            observed=_taken(self._recording, model.observed),
            contributions=_taken(self._recording, model.ledger),
            pushed={
                entry: self._row(push) * self._row(f"slope {pair_text(*entry[0])}")
                for entry, push in latent.items()
            },
        )

    def _events(self, number: int) -> tuple[Rows, dict[Entry, str]]:
        """Trace what happens; return what it makes of rows, and the row of each cause of a push."""
        model = self._model
        model.world = self._world(number - 1)
        model.happen(self._dice)
        self._ramps = tuple(model.world.ramps)
        rows = _values(model.world)
        for key, ramp in model.world.ramps.items():
            rows |= {f"step {key_text(key)}": ramp.step, f"left {key_text(key)}": ramp.months_left}
        pushes: dict[Entry, Any] = {}
        for source, (key, amount, _) in model.pushes if model.setting.ledger else ():
            entry = (key[1], key[2]), source
            pushes[entry] = pushes[entry] + amount if entry in pushes else amount
        names = {entry: f"push {pair_text(*entry[0])} {entry[1]}" for entry in pushes}
        return rows | {names[entry]: amount for entry, amount in pushes.items()}, names

    def _world(self, month: int) -> World:
        """Return a world that is all rows."""
        ramps = {
            key: Ramp(self._row(f"step {key_text(key)}"), self._row(f"left {key_text(key)}", MONTHS))
            for key in self._ramps
        }
        happened = {name: self._row(happened_row(name), MONTHS) for name in self._happened}
        values = {key: self._row(value_row(key)) for key in self._keys}
        return World(self._model.world.cast, month, values, happened, ramps)

    def _before(self, month: int) -> World:
        """Return what is remembered of the end of the last month."""
        world = self._world(month - 1)
        shown = {pair: self._row(shown_row(pair)) for pair in world.pairs}
        values = {key: self._row(f"before {key_text(key)}") for key in self._keys}
        return replace(world, values=values, _shown=shown)
