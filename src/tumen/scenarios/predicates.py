"""Predicates: what is true or false of each history; each form has a key of its own, which tells it apart."""

from collections.abc import Iterator
from typing import Annotated, TypeAlias, final

from pydantic import Field, Tag, ValidationInfo, field_validator

from tumen.base.calendar import month_text
from tumen.base.kinds import by_key
from tumen.base.problems import counted
from tumen.scenarios.measures import (
    Bounded,
    ChangeIs,
    CountIs,
    Measure,
    Reading,
    Span,
    ValueIs,
    not_before_from,
)
from tumen.scenarios.words import (
    EVENT,
    MonthOfRun,
    Occurrence,
    Part,
    RecordedQuantity,
    recorded_range,
    recorded_text,
)


@final
class Ever(Span, Bounded):
    """A quantity lies beyond a bound in some month, or for some months on end."""

    ever: RecordedQuantity = Field(description="the quantity, for example strength dprk-china")
    for_months: int = Field(1, ge=1, description="for how many months on end; 1: in any month")

    @property
    def span(self) -> tuple[float, float]:
        """Range of the quantity."""
        return recorded_range(self.ever)

    @field_validator("for_months")
    @classmethod
    def _fits(cls, wanted: int, info: ValidationInfo) -> int:
        if {"first", "last"} <= info.data.keys():
            there = info.data["last"] - info.data["first"] + 1
            if wanted > there:
                raise ValueError(
                    f"holds {wanted}, but there is time for {counted(there, 'month')}; write fewer."
                )
        return wanted

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        yield Reading(None, self.ever, self.months)

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        on_end = f" for {self.for_months} months on end" if self.for_months > 1 else ""
        return f"{recorded_text(self.ever)} ever {self.bounds}{on_end} {self.stretch}"


@final
class Always(Span, Bounded):
    """A quantity lies beyond a bound in every month."""

    always: RecordedQuantity = Field(description="the quantity, for example indicator arrears")

    @property
    def span(self) -> tuple[float, float]:
        """Range of the quantity."""
        return recorded_range(self.always)

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        yield Reading(None, self.always, self.months)

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return f"{recorded_text(self.always)} always {self.bounds} {self.stretch}"


@final
class More(Part):
    """One number is larger than another."""

    more: Measure = Field(description="the number that must be larger: a value, a change or a count")
    than: Measure = Field(description="the number that must be smaller: a value, a change or a count")

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        yield from self.more.readings()
        yield from self.than.readings()

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return f"{self.more} above {self.than}"


@final
class Happens(Part):
    """An event or an outcome comes by some month."""

    happens: Occurrence = Field(
        description="an event of the scenario, or an outcome that the model dates by itself"
    )
    first: MonthOfRun | None = Field(None, alias="from", description="first month, as YYYY-MM; default: any")
    last: MonthOfRun = Field(alias="to", description="last month, as YYYY-MM")

    @field_validator("last")
    @classmethod
    def _in_order(cls, last: int, info: ValidationInfo) -> int:
        return not_before_from(last, info)

    def readings(self) -> Iterator[Reading]:
        """Yield the event, and the month up to which it counts."""
        yield Reading(None, (EVENT, self.happens), range(self.last, self.last + 1))

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        first = "" if self.first is None else f"from {month_text(self.first)} "
        return f"{self.happens} {first}by {month_text(self.last)}"


Occasion: TypeAlias = Annotated[
    Annotated[Ever, Tag("ever")] | Annotated[Happens, Tag("happens")],
    by_key("an occasion", {"ever": "ever", "happens": "happens"}),
]


@final
class Earlier(Part):
    """One thing comes in an earlier month than another, or the other never comes."""

    earlier: Occasion = Field(description="what must come first: a bound that is passed, or an event")
    than: Occasion = Field(
        description="what may come later or not at all: a bound that is passed, or an event"
    )

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        yield from self.earlier.readings()
        yield from self.than.readings()

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return f"{self.earlier} earlier than {self.than}"


@final
class AllOf(Part):
    """Several things are all true of the same history."""

    all: tuple["Predicate", ...] = Field(min_length=1, description="what must all be true")

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        for part in self.all:
            yield from part.readings()

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return " and ".join(f"({part})" for part in self.all)


@final
class AnyOf(Part):
    """At least one of several things is true of a history."""

    any: tuple["Predicate", ...] = Field(min_length=1, description="of which at least one must be true")

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        for part in self.any:
            yield from part.readings()

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return " or ".join(f"({part})" for part in self.any)


@final
class Not(Part):
    """Something is not true of a history."""

    negated: "Predicate" = Field(alias="not", description="what must not be true")

    def readings(self) -> Iterator[Reading]:
        """Yield what has to be kept."""
        yield from self.negated.readings()

    def __str__(self) -> str:
        """Return the predicate as a sentence says it."""
        return f"not ({self.negated})"


PREDICATES = (ValueIs, ChangeIs, CountIs, Ever, Always, More, Happens, Earlier, AllOf, AnyOf, Not)
KINDS = ("value", "change", "count", "ever", "always", "more", "happens", "earlier", "all", "any", "not")
AnyPredicate: TypeAlias = (
    ValueIs | ChangeIs | CountIs | Ever | Always | More | Happens | Earlier | AllOf | AnyOf | Not
)
Predicate: TypeAlias = Annotated[
    Annotated[ValueIs, Tag("value")]
    | Annotated[ChangeIs, Tag("change")]
    | Annotated[CountIs, Tag("count")]
    | Annotated[Ever, Tag("ever")]
    | Annotated[Always, Tag("always")]
    | Annotated[More, Tag("more")]
    | Annotated[Happens, Tag("happens")]
    | Annotated[Earlier, Tag("earlier")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    by_key("a predicate", {kind: kind for kind in KINDS}),
]
