"""What a sweep file says: scenarios, factors, a design, and what is measured at every point of it."""

from typing import Annotated, Any, Literal, TypeAlias, final

from pydantic import BeforeValidator, Discriminator, Field, FiniteFloat, Tag, ValidationInfo, field_validator

from tumen.base.kinds import by_key
from tumen.ensemble.defaults import SEED
from tumen.parameters.priors import FAMILIES, Prior, family_of
from tumen.scenarios.measures import Change, Count, Span, Value
from tumen.scenarios.predicates import Predicate
from tumen.scenarios.questions import Text
from tumen.scenarios.timing import Within
from tumen.scenarios.words import EventName, Part, RecordedQuantity, recorded_text
from tumen.studies.sweep.written_designs import AnyDesign, DesignWritten, PointList

FROM_PRIOR = "from_prior"
MOST_REPLICATES = 1_000_000


@final
class Path(Span):
    """A quantity month after month."""

    path: RecordedQuantity = Field(description="the quantity, for example strength a-b")
    every: int = Field(1, ge=1, description="number of months from one to the next that is measured")

    @property
    def values(self) -> tuple[Value, ...]:
        """The quantity in each of the months."""
        months = range(self.first, self.last + 1, self.every)
        return tuple(
            Value.model_construct(value=self.path, at=month, scenario=None, minus=None) for month in months
        )

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"{recorded_text(self.path)} {self.stretch}"


AnyNumber: TypeAlias = Annotated[
    Annotated[Value, Tag("value")]
    | Annotated[Change, Tag("change")]
    | Annotated[Count, Tag("count")]
    | Annotated[Path, Tag("path")],
    by_key("a measure", {"value": "value", "change": "change", "count": "count", "path": "path"}),
]


@final
class Probability(Part):
    """The share of histories of which something is true."""

    probability_of: Predicate = Field(description="what is true or false of each history")

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"probability of {self.probability_of}"


@final
class Mean(Part):
    """The mean of a number over histories."""

    mean_of: AnyNumber = Field(description="the number: a value, a change, a count, or a path of values")

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"mean of {self.mean_of}"


@final
class Median(Part):
    """The median of a number over histories."""

    median_of: AnyNumber = Field(description="the number: a value, a change, a count, or a path of values")

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"median of {self.median_of}"


@final
class Spread(Part):
    """The standard deviation of a number over histories."""

    spread_of: AnyNumber = Field(description="the number: a value, a change, a count, or a path of values")

    def __str__(self) -> str:
        """Return the measure as a sentence says it."""
        return f"standard deviation of {self.spread_of}"


AnyStatistic: TypeAlias = Probability | Mean | Median | Spread
Statistic: TypeAlias = Annotated[
    Annotated[Probability, Tag("probability")]
    | Annotated[Mean, Tag("mean")]
    | Annotated[Median, Tag("median")]
    | Annotated[Spread, Tag("spread")],
    by_key(
        "a measure of histories",
        {"probability_of": "probability", "mean_of": "mean", "median_of": "median", "spread_of": "spread"},
    ),
]


def _kind(value: Any) -> str | None:
    """Return the tag of a factor."""
    if isinstance(value, str):
        return FROM_PRIOR
    if isinstance(value, list | tuple):
        return "values"
    if isinstance(value, dict) and "window" in value:
        return "window"
    return "prior" if family_of(value) else None


_listed = BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
Listed: TypeAlias = Annotated[tuple[FiniteFloat | Text, ...], _listed, Field(min_length=1)]
AnyFactor: TypeAlias = str | tuple[float | str, ...] | Within | Prior
FactorWritten: TypeAlias = Annotated[
    Annotated[Literal["from_prior"], Tag(FROM_PRIOR)]
    | Annotated[Listed, Tag("values")]
    | Annotated[Within, Tag("window")]
    | Annotated[Prior, Tag("prior")],
    Discriminator(
        _kind,
        custom_error_type="factor",
        custom_error_message=(
            "is not a factor; write from_prior, a list of values, a window of months, "
            f"or one of the distributions {', '.join(FAMILIES[1:])}."
        ),
    ),
]


@final
class Budget(Part):
    """What a sweep may take at most; one that would take more is not begun."""

    minutes: float | None = Field(None, gt=0, description="time, as the dry run tells it")
    memory_gib: float | None = Field(None, gt=0, description="largest memory [GiB]")
    disk_gib: float | None = Field(None, gt=0, description="size of all chunks [GiB]")


@final
class SweepFile(Part):
    """A sweep."""

    schema_version: Literal[1] = Field(description="version of this format: 1")
    title: Text = Field(description="what is varied, in a few words")
    question: Text | None = Field(None, description="what the sweep is meant to answer")
    scenarios: tuple[Text, ...] = Field(
        min_length=1, description="scenarios by name, or by path from this file; all run at every point"
    )
    replicates: int = Field(ge=1, le=MOST_REPLICATES, description="number of histories at every point")
    seed: int = Field(SEED, ge=0, lt=2**64, description="where chance starts")
    luck: Literal["shared", "apart"] = Field(
        "shared", description="whether all points meet the same luck, which makes them comparable"
    )
    design: DesignWritten = Field(description="how points are chosen")
    factors: dict[str, FactorWritten] = Field(
        default_factory=dict,
        validate_default=True,
        description="what varies, by address; a list of points names its factors itself",
    )
    groups: dict[EventName, tuple[str, ...]] = Field(
        default_factory=dict, description="factors that sensitivity takes together, by name of the group"
    )
    budget: Budget | None = Field(None, description="what the sweep may take at most")
    measures: dict[EventName, Statistic] = Field(min_length=1, description="what is measured, by name")

    @field_validator("design")
    @classmethod
    def _powers_of_two(cls, design: AnyDesign) -> AnyDesign:
        number = {"sobol": "points", "saltelli": "base_points"}.get(design.method)
        if number is not None:
            points: int = getattr(design, number)
            if points & (points - 1):
                below = 2 ** (points.bit_length() - 1)
                raise ValueError(f"has {points} {number}; write a power of two: {below} or {2 * below}.")
        return design

    @field_validator("factors")
    @classmethod
    def _where_needed(cls, factors: dict[str, AnyFactor], info: ValidationInfo) -> dict[str, AnyFactor]:
        design = info.data.get("design")
        if isinstance(design, PointList):
            if factors:
                raise ValueError("does not go with method list, whose points name the factors; take it out.")
            return dict(design.columns)
        if design is not None and not factors:
            raise ValueError("is missing or empty; name what varies, by address.")
        return factors

    @field_validator("groups")
    @classmethod
    def _once(cls, groups: dict[str, tuple[str, ...]], info: ValidationInfo) -> dict[str, tuple[str, ...]]:
        known = info.data.get("factors")
        grouped = [address for members in groups.values() for address in members]
        for address in grouped:
            if known is not None and address not in known:
                raise ValueError(f'"{address}" is not a factor of this sweep; take it out.')
            if grouped.count(address) > 1:
                raise ValueError(f'"{address}" stands in two groups; keep one.')
        return groups
