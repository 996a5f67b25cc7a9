"""What a file of calibration items may say: statements, coded so that histories can be held against them."""

from itertools import pairwise
from math import inf
from typing import Annotated, Literal, TypeAlias, final

from pydantic import AfterValidator, Field, FiniteFloat, Tag, ValidationInfo, model_validator

from tumen.base.kinds import by_key
from tumen.base.problems import nearest
from tumen.scenarios.questions import Text
from tumen.scenarios.surroundings import around
from tumen.scenarios.words import Cited, EventName, MonthOfRun, Part
from tumen.studies.calibration.models import (
    MODELS,
    AnyModel,
    BoundModel,
    ChangeModel,
    CompareModel,
    CountModel,
    EventModel,
    ForecastModel,
    OrdinalModel,
    QuantityModel,
    Spread,
)


def _record(name: str, info: ValidationInfo) -> str:
    if name not in around(info).known.evidence:
        raise ValueError(f'"{name}" is not a record. {nearest(name, around(info).known.evidence)}')
    return name


RecordId: TypeAlias = Annotated[str, AfterValidator(_record)]


@final
class Source(Part):
    """Who says something that is not among the records, and how surely it is known."""

    says: Text = Field(description="what is said, in your own words")
    date: MonthOfRun = Field(description="when, as YYYY-MM")
    family: Text = Field(description="the family of sources, one of the file")
    strength: int = Field(ge=1, le=4, description="1 speculation .. 4 a dated fact or figure")


class _Coded(Part):
    """A statement, coded."""

    records: tuple[RecordId, ...] = Field(
        (), description="the records coded; strength and family are those of the first"
    )
    source: Source | None = Field(None, description="who says it, where no record does")
    why: Cited = Field(description="how the text was read, in a sentence")

    @model_validator(mode="after")
    def _from_somewhere(self) -> "_Coded":
        if bool(self.records) == (self.source is not None):
            raise ValueError(
                "must rest on records or name a source. Write one of the keys records and source."
            )
        return self


@final
class CountItem(_Coded):
    """A count."""

    count: CountModel


@final
class QuantityItem(_Coded):
    """An amount."""

    quantity: QuantityModel


@final
class BoundItem(_Coded):
    """A bound."""

    bound: BoundModel


@final
class OrdinalItem(_Coded):
    """A word."""

    ordinal: OrdinalModel


@final
class CompareItem(_Coded):
    """A comparison."""

    compare: CompareModel


@final
class ChangeItem(_Coded):
    """A trend."""

    change: ChangeModel


@final
class EventItem(_Coded):
    """A first time."""

    event: EventModel


@final
class ForecastItem(_Coded):
    """An expectation."""

    forecast: ForecastModel


Item: TypeAlias = Annotated[
    Annotated[CountItem, Tag("count")]
    | Annotated[QuantityItem, Tag("quantity")]
    | Annotated[BoundItem, Tag("bound")]
    | Annotated[OrdinalItem, Tag("ordinal")]
    | Annotated[CompareItem, Tag("compare")]
    | Annotated[ChangeItem, Tag("change")]
    | Annotated[EventItem, Tag("event")]
    | Annotated[ForecastItem, Tag("forecast")],
    by_key("a calibration item", {model: model for model in MODELS}),
]
AnyItem: TypeAlias = (
    CountItem | QuantityItem | BoundItem | OrdinalItem | CompareItem | ChangeItem | EventItem | ForecastItem
)


def model_of(item: AnyItem) -> AnyModel:
    """Return the measurement model of an item."""
    model: AnyModel = getattr(item, kind_of(item))
    return model


def kind_of(item: AnyItem) -> str:
    """Return the name of an item's measurement model."""
    return next(kind for kind in MODELS if hasattr(item, kind))


@final
class Bias(Part):
    """How the sources of a family lean, in standard deviations of a reading: normally distributed."""

    mean: FiniteFloat = Field(0.0, description="what they add on average")
    sd: Spread = Field(description="how far that may be off")
    why: Text = Field(description="why")


@final
class Scale(Part):
    """An ordered scale of words, with the values that divide them: a convention, published and varied."""

    categories: tuple[Text, ...] = Field(min_length=2, description="the words, the lowest first")
    cutpoints: tuple[FiniteFloat, ...] = Field(description="the values between them, rising")
    why: Text = Field(description="why")

    @model_validator(mode="after")
    def _divided(self) -> "Scale":
        if len(self.cutpoints) != len(self.categories) - 1:
            raise ValueError(
                f"{len(self.categories)} categories need {len(self.categories) - 1} cutpoints; "
                f"{len(self.cutpoints)} are given."
            )
        if any(lower >= higher for lower, higher in pairwise(self.cutpoints)):
            raise ValueError("the cutpoints do not rise. Write the smaller first, each once.")
        return self

    def bounds(self, says: tuple[str, ...]) -> tuple[float, float]:
        """Return the values between which some words lie."""
        ends = (-inf, *self.cutpoints, inf)
        places = [self.categories.index(word) for word in says]
        return ends[min(places)], ends[max(places) + 1]


class ItemFile(Part):
    """A file of calibration items."""

    schema_version: Literal[1] = Field(description="version of this format: 1")
    title: Text = Field(description="what the items are about, in a few words")
    history: Text = Field("history", description="the scenario whose histories are held against them")
    cutoff: MonthOfRun = Field(description="last month that the items may speak of, as YYYY-MM")
    reading: tuple[Spread, Spread, Spread, Spread] = Field(
        description="factor on each sd for records of strength 1, 2, 3 and 4"
    )
    families: dict[str, Bias] = Field(description="families of sources by name, and how they lean")
    scales: dict[str, Scale] = Field(default_factory=dict, description="scales of words by name")
    items: dict[EventName, Item] = Field(min_length=1, description="items by name")
