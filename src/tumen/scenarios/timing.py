"""When an event happens: at a date, within a window, or at a hazard."""

from math import inf
from typing import Annotated, TypeAlias, final

from pydantic import Field, Tag, ValidationInfo, field_validator

from tumen.base.calendar import month_text
from tumen.base.kinds import by_key
from tumen.parameters.priors import AnyPrior
from tumen.scenarios.quantities import Quantity, quantity_text, require_within
from tumen.scenarios.words import KnownEvent, MonthOfRun, Part


@final
class Date(Part):
    """At a known month."""

    date: MonthOfRun = Field(description="month of the event, as YYYY-MM")

    def __str__(self) -> str:
        """Return the timing as a sentence says it."""
        return f"in {month_text(self.date)}"


@final
class Window(Part):
    """Bounds of an uncertain month: triangular where a mode is given, else every month is equally likely."""

    earliest: MonthOfRun = Field(description="first month in which the event can happen, as YYYY-MM")
    mode: MonthOfRun | None = Field(None, description="likeliest month, as YYYY-MM")
    latest: MonthOfRun = Field(description="last month in which the event can happen, as YYYY-MM")

    @field_validator("mode", "latest")
    @classmethod
    def _in_order(cls, month: int, info: ValidationInfo) -> int:
        for name in ("earliest", "mode"):
            earlier = info.data.get(name)
            if earlier is not None and month < earlier:
                raise ValueError(
                    f"{month_text(month)} is before {name} {month_text(earlier)}. Write a later month."
                )
        return month


@final
class Within(Part):
    """In a month drawn from a window, anew for every history."""

    window: Window = Field(description="bounds of the month: earliest, latest, and perhaps mode")

    def __str__(self) -> str:
        """Return the timing as a sentence says it."""
        likeliest = "" if self.window.mode is None else f", likeliest {month_text(self.window.mode)}"
        return f"from {month_text(self.window.earliest)} to {month_text(self.window.latest)}{likeliest}"


@final
class Hazard(Part):
    """A yearly rate, at which the event can happen once in any month of its time at risk."""

    per_year: Quantity = Field(description="expected events per year at risk, a number or a distribution")
    first: MonthOfRun | None = Field(
        None, alias="from", description="first month at risk, as YYYY-MM; default: the first month of the run"
    )
    after: KnownEvent | None = Field(
        None, description="an event of this scenario that must have happened in an earlier month"
    )

    @field_validator("per_year")
    @classmethod
    def _not_negative(cls, rate: AnyPrior) -> AnyPrior:
        require_within(rate, 0, inf)
        return rate


@final
class AtHazard(Part):
    """In any month at risk, with the chance that a yearly rate gives."""

    hazard: Hazard = Field(description="yearly rate, and perhaps when the event is at risk")

    def __str__(self) -> str:
        """Return the timing as a sentence says it."""
        first = "" if self.hazard.first is None else f", from {month_text(self.hazard.first)}"
        after = "" if self.hazard.after is None else f", after {self.hazard.after}"
        return f"at a rate per year of {quantity_text(self.hazard.per_year)}{first}{after}"


Timing: TypeAlias = Annotated[
    Annotated[Date, Tag("date")] | Annotated[Within, Tag("window")] | Annotated[AtHazard, Tag("hazard")],
    by_key("a timing", {"date": "date", "window": "window", "hazard": "hazard"}),
]
