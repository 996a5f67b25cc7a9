"""What a file may say of a measurement model: what was told, of which number, and how exactly."""

from math import inf
from typing import Annotated, Literal, TypeAlias, final

from pydantic import Field, FiniteFloat, ValidationInfo, field_validator, model_validator

from tumen.base.calendar import month_text
from tumen.scenarios.measures import Change, Measure, Span
from tumen.scenarios.predicates import Predicate
from tumen.scenarios.questions import Text
from tumen.scenarios.words import Counted, MonthOfRun, Part

Weight = Annotated[float, Field(gt=0, le=1)]
Spread = Annotated[float, Field(gt=0, lt=inf)]


@final
class CountReading(Span):
    """One way to read which months a count covers."""

    weight: Weight = Field(description="how likely this reading is; those of an item add up to 1")


@final
class CountModel(Part):
    """A number of things counted, at the rate of the model."""

    of: Counted = Field(min_length=1, description="an indicator that counts, or several together")
    observed: int = Field(ge=0, description="the number that the document gives")
    overdispersion: float = Field(
        0.0, ge=0, description="variance of the relative rate: 0 is a Poisson distribution"
    )
    readings: tuple[CountReading, ...] = Field(min_length=1, description="which months are counted")

    @field_validator("readings")
    @classmethod
    def _whole(cls, readings: tuple[CountReading, ...]) -> tuple[CountReading, ...]:
        _check_sum([reading.weight for reading in readings])
        return readings


@final
class QuantityReading(Part):
    """One way to read which number of the model a figure is about."""

    weight: Weight = Field(description="how likely this reading is; those of an item add up to 1")
    of: Measure = Field(description="the number: a value, a change or a count")


@final
class QuantityModel(Part):
    """An amount that a document gives, about the amount of the model."""

    observed: float = Field(gt=0, lt=inf, description="the amount, in the unit of the quantity")
    sd: Spread = Field(description="standard deviation of the logarithm of what is reported")
    readings: tuple[QuantityReading, ...] = Field(min_length=1, description="what the figure is about")

    @field_validator("readings")
    @classmethod
    def _whole(cls, readings: tuple[QuantityReading, ...]) -> tuple[QuantityReading, ...]:
        _check_sum([reading.weight for reading in readings])
        return readings


@final
class BoundModel(Part):
    """More than, or less than: the reported value lies between bounds."""

    of: Measure = Field(description="the number: a value, a change or a count")
    at_least: FiniteFloat | None = Field(None, description="what is reported is this or more")
    at_most: FiniteFloat | None = Field(None, description="what is reported is this or less")
    sd: Spread = Field(description="standard deviation of what is reported, or of its logarithm")
    log: bool = Field(True, description="whether reports err by a factor; write false for shares and ties")

    @model_validator(mode="after")
    def _bounded(self) -> "BoundModel":
        if self.at_least is None and self.at_most is None:
            raise ValueError("has no bound; write at_least or at_most.")
        limits = [limit for limit in (self.at_least, self.at_most) if limit is not None]
        if self.log and min(limits) <= 0:
            raise ValueError("holds a bound of 0 or less, which has no logarithm; write log: false.")
        if len(limits) == 2 and limits[0] >= limits[1]:
            raise ValueError(f"at_least {limits[0]:g} is not below at_most {limits[1]:g}; write it smaller.")
        return self


@final
class OrdinalModel(Part):
    """A word of an ordered scale, or some neighbouring ones."""

    of: Measure = Field(description="the number: a value, a change or a count")
    scale: Text = Field(description="the scale, one of this file")
    says: tuple[Text, ...] = Field(min_length=1, description="the words that fit, neighbours on the scale")
    sd: Spread = Field(description="standard deviation of the reading, in the unit of the quantity")


@final
class CompareModel(Part):
    """One number is larger than another."""

    more: Measure = Field(description="the number that is larger")
    than: Measure = Field(description="the number that is smaller")
    sd: Spread = Field(description="standard deviation of the reading, in the unit of the quantity")


@final
class ChangeModel(Part):
    """A number rises or falls."""

    of: Change = Field(description="the change")
    goes: Literal["up", "down"] = Field(description="which way")
    sd: Spread = Field(description="standard deviation of the reading, in the unit of the quantity")


@final
class EventModel(Span):
    """When something that the model counts was first seen; the months before count too."""

    of: Counted = Field(min_length=1, description="an indicator that counts, or several together")
    observed: Literal["never"] | MonthOfRun = Field(description="the first month, or never")

    @field_validator("observed")
    @classmethod
    def _inside(cls, month: Literal["never"] | int, info: ValidationInfo) -> Literal["never"] | int:
        first, last = info.data.get("first"), info.data.get("last")
        if isinstance(month, int) and first is not None and last is not None and not first <= month <= last:
            raise ValueError(
                f"{month_text(month)} lies outside the months watched; "
                f"write one from {month_text(first)} to {month_text(last)}, or never."
            )
        return month


@final
class ForecastModel(Part):
    """What a document expects; held out and never conditioned on."""

    that: Predicate = Field(description="what is expected to be true")
    said: float = Field(gt=0, lt=1, description="the probability that the words stand for")


MODELS = ("count", "quantity", "bound", "ordinal", "compare", "change", "event", "forecast")
AnyModel: TypeAlias = (
    CountModel
    | QuantityModel
    | BoundModel
    | OrdinalModel
    | CompareModel
    | ChangeModel
    | EventModel
    | ForecastModel
)


def _check_sum(weights: list[float]) -> None:
    if abs(sum(weights) - 1) > 1e-9:
        raise ValueError(
            f"the weights of the readings add up to {sum(weights):g}. Write weights that add up to 1."
        )
