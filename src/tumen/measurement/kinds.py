"""Kinds of indicator: what can be seen of the state as it is, as it is reported, or by counting."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import where_chosen
from tumen.base.names import Pair
from tumen.base.randomness import Dice, Law
from tumen.measurement.calendar import Months, due
from tumen.measurement.counts import count, known_rate, muted, reported
from tumen.world.state import Moves, World
from tumen.world.vocabulary import Key

Scales: TypeAlias = Mapping[
    str, PerReplicate
]  # numbers of the measurement by name, those of pairs as `<name> a->b`


@dataclass(frozen=True, kw_only=True)
class Indicator(ABC):
    """Something that documents count, measure or report."""

    name: str
    unit: str
    meaning: str
    high: float  # largest value that results can resolve
    low: float = 0
    about: tuple[str, ...] = ()  # the actors of whom it tells, where its keys do not name them

    def seen(self, world: World, moves: Moves) -> bool:
        """Tell whether this cast has what the indicator shows."""
        return set(self.about) <= set(world.cast) and all(
            key in world.values or key in moves.flows for key in self.keys
        )

    @property
    @abstractmethod
    def keys(self) -> tuple[Key, ...]:
        """Return what it reads of state and flows."""

    @abstractmethod
    def read(self, world: World, moves: Moves, scales: Scales, dice: Dice) -> PerReplicate:
        """Return the indicator, shape (replicates,), in its unit."""

    @property
    def stream(self) -> str:
        """Name of the stream that it rolls, where it rolls any."""
        return f"indicator/{self.name}"

    def streams(self) -> Mapping[str, Law]:
        """Return the streams that it rolls, and their laws."""
        return {}


@final
@dataclass(frozen=True, kw_only=True)
class Level(Indicator):
    """A value of the state or a flow as it is, in some unit."""

    key: Key
    per: str | None = None  # the number by which the value is divided

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the value."""
        return (self.key,)

    def read(self, world: World, moves: Moves, scales: Scales, dice: Dice) -> PerReplicate:
        """Return the value."""
        value = _value(self.key, world, moves)
        return value if self.per is None else value / scales[self.per]


@final
@dataclass(frozen=True, kw_only=True)
class Report(Indicator):
    """An amount as it is reported: with a gain below one, and with error."""

    key: Key
    gain: str

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the value."""
        return (self.key,)

    def streams(self) -> Mapping[str, Law]:
        """One stream of errors."""
        return {self.stream: "normal"}

    def read(self, world: World, moves: Moves, scales: Scales, dice: Dice) -> PerReplicate:
        """Return the report of the month."""
        value, error = _value(self.key, world, moves), scales["error_of_reports"]
        told: PerReplicate = reported(value, dice.roll(self.stream), gain=scales[self.gain], error=error)
        return told


@final
@dataclass(frozen=True, kw_only=True)
class PublicRegard(Indicator):
    """What an actor lets show of its regard for another."""

    pair: Pair
    formula: str
    gain: str

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the regard."""
        return (("persistent", *self.pair),)

    def streams(self) -> Mapping[str, Law]:
        """One stream of errors."""
        return {self.stream: "normal"}

    def read(self, world: World, moves: Moves, scales: Scales, dice: Dice) -> PerReplicate:
        """Return the public regard of the month."""
        shown: PerReplicate = muted(
            world.alignment(*self.pair),
            scales[self.formula],
            dice.roll(self.stream),
            gain=scales[self.gain],
            error=scales["error_of_words"],
        )
        return shown


@final
@dataclass(frozen=True, kw_only=True)
class Below(Indicator):
    """Whether a value has fallen below a number."""

    key: Key
    threshold: str

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the value."""
        return (self.key,)

    def read(self, world: World, moves: Moves, scales: Scales, dice: Dice) -> PerReplicate:
        """Return 1 where it has, else 0."""
        value = _value(self.key, world, moves)
        fallen: PerReplicate = where_chosen(value < scales[self.threshold], np.ones_like(value))
        return fallen


@final
@dataclass(frozen=True, kw_only=True)
class Count(Indicator):
    """How often something becomes known in a month, at a rate that the state moves.

    `regards` move it by their mean, `driver` by its value or, if `absent`, by what that lacks of 1. `factors`
    are multiplied in. Anniversaries raise it in their month, and so does a celebration if it is `celebrated`.
    """

    rate: str
    gain: str | None = None
    regards: tuple[Pair, ...] = ()
    driver: Key | None = None
    absent: bool = False
    factors: tuple[Key, ...] = ()
    publicity: str | None = None  # the share that becomes known
    anniversaries: Months = frozenset()
    celebrated: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return everything that moves the rate."""
        regards = [("persistent", *pair) for pair in self.regards]
        return (*regards, *self.factors, *([] if self.driver is None else [self.driver]))

    def streams(self) -> Mapping[str, Law]:
        """One stream of uniform numbers."""
        return {self.stream: "uniform"}

    def read(self, world: World, moves: Moves, scales: Scales, dice: Dice) -> PerReplicate:
        """Return the number of the month."""
        rate = self.expected(world, moves, scales)
        counted: PerReplicate = count(dice.roll(self.stream), rate, int(self.high))
        return counted

    def expected(self, world: World, moves: Moves, scales: Scales) -> PerReplicate:
        """Return the expected number of the month, shape (replicates,)."""
        gain = 0.0 if self.gain is None else scales[self.gain]
        exposure = self._exposure(world, moves, scales)
        rate: PerReplicate = known_rate(
            scales[self.rate], self._driver(world, moves), gain=gain, exposure=exposure
        )
        return rate

    def _driver(self, world: World, moves: Moves) -> Any:
        if self.regards:
            return sum(world.alignment(*pair) for pair in self.regards) / len(self.regards)
        if self.driver is None:
            return 0.0
        value = _value(self.driver, world, moves)
        return 1 - value if self.absent else value

    def _exposure(self, world: World, moves: Moves, scales: Scales) -> Any:
        exposure = scales[self.publicity] if self.publicity else 1.0
        for key in self.factors:
            exposure = exposure * _value(key, world, moves)
        return exposure * self._festivity(world, scales)

    def _festivity(self, world: World, scales: Scales) -> Any:
        festivity: Any = 1.0
        if due(world.month, self.anniversaries):
            festivity = festivity + scales["anniversary_jump"]
        if self.celebrated:
            festivity = festivity + scales["celebration_jump"] * world.condition("celebration")
        return festivity


def _value(key: Key, world: World, moves: Moves) -> PerReplicate:
    return world.values[key] if key in world.values else moves.flows[key]
