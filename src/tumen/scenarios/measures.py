"""Measures: one number of each history, read off what a run records, and the bounds it is held against."""

from collections.abc import Iterator
from math import inf
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import Field, FiniteFloat, Tag, ValidationInfo, field_validator, model_validator

from tumen.base.calendar import month_text
from tumen.base.kinds import by_key
from tumen.scenarios.words import (
    EXPECTED,
    INDICATOR,
    Counted,
    MonthOfRun,
    Part,
    Recorded,
    RecordedQuantity,
    ScenarioBeside,
    recorded_range,
    recorded_text,
)


class Reading(NamedTuple):
    """What has to be kept of a run for a question."""

    scenario: str | None  # None: the scenario that the question is asked of
    quantity: Recorded
    months: range


def not_before_from(last: int, info: ValidationInfo) -> int:
    """Return the last month of a stretch, unless it is before the first."""
    first = info.data.get("first")
    if first is not None and last < first:
        raise ValueError(f"{month_text(last)} is before from {month_text(first)}. Write a later month.")
    return last


class Bounded(Part):
    """What a number is held against: one bound, or one from below and one from above."""

    above: FiniteFloat | None = Field(None, description="the number must be larger than this")
    at_least: FiniteFloat | None = Field(None, description="the number must be this or larger")
    below: FiniteFloat | None = Field(None, description="the number must be smaller than this")
    at_most: FiniteFloat | None = Field(None, description="the number must be this or smaller")

    @property
    def span(self) -> tuple[float, float]:
        """Lowest and highest value of the number."""
        return -inf, inf

    @model_validator(mode="after")
    def _can_divide(self) -> "Bounded":
        lower, upper = self._limits("above", "at_least"), self._limits("below", "at_most")
        if not lower and not upper:
            raise ValueError("has no bound; write one of above, at_least, below and at_most.")
        low, high = self.span
        for limit in (*lower, *upper):
            if not low <= limit <= high:
                raise ValueError(
                    f"the limit {limit:g} can never be crossed; write one from {low:g} to {high:g}."
                )
        if lower and upper and (lower > upper or (lower == upper and None in (self.at_least, self.at_most))):
            raise ValueError(f"nothing lies between {lower[0]:g} and {upper[0]:g}; write the smaller first.")
        return self

    @property
    def bounds(self) -> str:
        """The bounds as a sentence says them."""
        limits = {name: getattr(self, name) for name in ("above", "at_least", "below", "at_most")}
        told = [f"{name.replace('_', ' ')} {limit:g}" for name, limit in limits.items() if limit is not None]
        return " and ".join(told)

    def _limits(self, *names: str) -> list[float]:
        given = [name for name in names if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"cannot hold both {given[0]} and {given[1]}; keep one of the two.")
        return [getattr(self, name) for name in given]


class Span(Part):
    """A stretch of months, the first and the last included."""

    first: MonthOfRun = Field(alias="from", description="first month, as YYYY-MM")
    last: MonthOfRun = Field(alias="to", description="last month, as YYYY-MM")

    @field_validator("last")
    @classmethod
    def _in_order(cls, last: int, info: ValidationInfo) -> int:
        return not_before_from(last, info)

    @property
    def months(self) -> range:
        """Every month of it."""
        return range(self.first, self.last + 1)

    @property
    def stretch(self) -> str:
        """The months as a sentence says them."""
        return f"from {month_text(self.first)} to {month_text(self.last)}"


class Compared(Part):
    """What may be read in another scenario of the same run, or as the difference from it."""

    scenario: ScenarioBeside | None = Field(
        None, alias="in", description="the scenario to read; default: the one that the question is asked of"
    )
    minus: ScenarioBeside | None = Field(
        None, description="take off what the same history has in this scenario of the run"
    )

    @property
    def _where(self) -> str:
        """The scenarios as a sentence says them."""
        read = "" if self.scenario is None else f" in {self.scenario}"
        return read if self.minus is None else f"{read} minus {self.minus}"

    def _readings(self, quantity: Recorded, months: range) -> Iterator[Reading]:
        yield Reading(self.scenario, quantity, months)
        if self.minus is not None:
            yield Reading(self.minus, quantity, months)


class Value(Compared):
    """A quantity in one month."""

    value: RecordedQuantity = Field(description="the quantity, for example strength dprk-russia")
    at: MonthOfRun = Field(description="the month, as YYYY-MM")

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        yield from self._readings(self.value, range(self.at, self.at + 1))

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"{recorded_text(self.value)} in {month_text(self.at)}{self._where}"


class Change(Span, Compared):
    """What a quantity gains from one month to another."""

    change: RecordedQuantity = Field(description="the quantity, for example alignment dprk->china")

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        for month in (self.first, self.last):
            yield from self._readings(self.change, range(month, month + 1))

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"change of {recorded_text(self.change)} {self.stretch}{self._where}"


class Count(Span, Compared):
    """How often something was counted over some months."""

    count: Counted = Field(
        min_length=1,
        description="an indicator that counts, or several together, as leader_meetings dprk-china",
    )

    @property
    def quantities(self) -> tuple[Recorded, ...]:
        """The indicators."""
        return tuple((INDICATOR, name) for name in self.count)

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        for quantity in self.quantities:
            yield from self._readings(quantity, self.months)

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"count of {' and '.join(self.count)} {self.stretch}{self._where}"


class Rate(Span):
    """How often something was to be expected over some months, given the state of each history."""

    count: Counted = Field(min_length=1, description="an indicator that counts, or several together")

    @property
    def quantities(self) -> tuple[Recorded, ...]:
        """The rates of the indicators."""
        return tuple((EXPECTED, name) for name in self.count)

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        for quantity in self.quantities:
            yield Reading(None, quantity, self.months)

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"expected count of {' and '.join(self.count)} {self.stretch}"


class ValueIs(Value, Bounded):
    """A quantity in one month lies beyond a bound."""

    @property
    def span(self) -> tuple[float, float]:
        """Range of the quantity, or of a difference of two."""
        low, high = recorded_range(self.value)
        return (low, high) if self.minus is None else (low - high, high - low)

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return f"{super().__str__()} {self.bounds}"


class ChangeIs(Change, Bounded):
    """What a quantity gains from one month to another lies beyond a bound."""

    @property
    def span(self) -> tuple[float, float]:
        """Range of a change, or of a difference of two."""
        low, high = recorded_range(self.change)
        widest = (high - low) * (1 if self.minus is None else 2)
        return -widest, widest

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return f"{super().__str__()} {self.bounds}"


class CountIs(Count, Bounded):
    """How often something was counted lies beyond a bound."""

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return f"{super().__str__()} {self.bounds}"


Measure: TypeAlias = Annotated[
    Annotated[Value, Tag("value")] | Annotated[Change, Tag("change")] | Annotated[Count, Tag("count")],
    by_key("a measure", {"value": "value", "change": "change", "count": "count"}),
]
AnyMeasure: TypeAlias = Value | Change | Count
