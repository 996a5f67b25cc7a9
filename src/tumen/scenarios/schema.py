"""What a scenario file says, as frozen objects."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Literal, final

from pydantic import Field, ValidationInfo, field_validator

from tumen.base.calendar import month_text
from tumen.base.yaml_source import YamlDocument, canonical_text
from tumen.scenarios.effects import Effect
from tumen.scenarios.guards import Guard
from tumen.scenarios.quantities import Address, Override
from tumen.scenarios.questions import Question, Text, WatchedThreshold
from tumen.scenarios.timing import AtHazard, Timing
from tumen.scenarios.words import ActorName, Cited, EventName, MechanismName, Month, Part

Share = Annotated[float, Field(gt=0, lt=1)]


@final
class Event(Part):
    """Something that happens at most once in a history, and changes the world."""

    title: Text = Field(description="what happens, in a few words")
    when: Timing = Field(description="exactly one of date, window and hazard")
    probability: float = Field(
        1.0, ge=0, le=1, description="chance that it happens at all; only with date or window"
    )
    guards: tuple[Guard, ...] = Field(
        (), alias="while", description="what must all hold at the start of the month, in each history"
    )
    effects: tuple[Effect, ...] = Field(description="what it changes", min_length=1)
    why: Cited = Field(description="reasons, citing records of the evidence, for example [E111, E112]")

    @field_validator("probability")
    @classmethod
    def _not_with_a_hazard(cls, probability: float, info: ValidationInfo) -> float:
        if isinstance(info.data.get("when"), AtHazard):
            raise ValueError("a hazard has its own chance; remove this line, or change per_year.")
        return probability

    @field_validator("effects")
    @classmethod
    def _one_for_each_target(cls, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        targets = [effect.target for effect in effects]
        for target in targets:
            if targets.count(target) > 1:
                raise ValueError(f'"{" ".join(target)}" is the target of two effects; keep one.')
        return effects


@final
class Outputs(Part):
    """What results keep of the ensemble."""

    quantiles: tuple[Share, ...] = Field(
        (0.05, 0.25, 0.5, 0.75, 0.95),
        min_length=1,
        description="levels of the summary, rising, inside (0, 1)",
    )
    sample_paths: int = Field(200, ge=0, le=10_000, description="number of whole histories kept")

    @field_validator("quantiles")
    @classmethod
    def _rising(cls, quantiles: tuple[float, ...]) -> tuple[float, ...]:
        for lower, higher in pairwise(quantiles):
            if lower >= higher:
                raise ValueError(
                    f"{higher:g} follows {lower:g}; write the levels in rising order, each once."
                )
        return quantiles


class ScenarioFile(Part):
    """A scenario, after its parents' files were merged into it."""

    schema_version: Literal[1] = Field(description="version of this format: 1")
    extends: Text | None = Field(
        None, description="the one scenario that this file changes, by name or by relative path"
    )
    title: Text = Field(description="what happens, in a few words")
    question: Text = Field(description="what the scenario is meant to answer")
    why: Cited = Field(description="reasons, citing records of the evidence, for example [E111, E112]")
    cast: tuple[ActorName, ...] = Field(min_length=2, description="the actors of the run, in order")
    first: Month = Field(alias="from", description="first month simulated, as YYYY-MM")
    forecast_from: Month = Field(description="first month of the forecast; the hindcast comes before it")
    until: Month = Field(description="last month simulated, as YYYY-MM")
    parameters: dict[Address, Override] = Field(
        default_factory=dict, description="what differs from the registry, by address of the parameter"
    )
    events: dict[EventName, Event] = Field(
        default_factory=dict, description="events by name; those of one month act in this order"
    )
    without: tuple[MechanismName, ...] = Field((), description="mechanisms that are switched off")
    thresholds: dict[EventName, WatchedThreshold] = Field(
        default_factory=dict, description="levels to watch, by name"
    )
    questions: dict[EventName, Question] = Field(default_factory=dict, description="questions, by name")
    outputs: Outputs = Field(default_factory=Outputs, description="what results keep")

    @field_validator("cast")
    @classmethod
    def _each_once(cls, cast: tuple[str, ...]) -> tuple[str, ...]:
        for actor in cast:
            if cast.count(actor) > 1:
                raise ValueError(f'"{actor}" is named twice; keep one.')
        return cast

    @field_validator("forecast_from")
    @classmethod
    def _after_the_start(cls, month: int, info: ValidationInfo) -> int:
        first = info.data.get("first")
        if first is not None and month <= first:
            raise ValueError(
                f"{month_text(month)} is not after from {month_text(first)}. Write a later month."
            )
        return month

    @field_validator("until")
    @classmethod
    def _not_before_the_forecast(cls, month: int, info: ValidationInfo) -> int:
        for name, key in (("first", "from"), ("forecast_from", "forecast_from")):
            start = info.data.get(name)
            if start is not None and month < start:
                raise ValueError(
                    f"{month_text(month)} is before {key} {month_text(start)}. Write a later month."
                )
        return month


@final
class Scenario(ScenarioFile):
    """A scenario with its name, and the document that it was read from."""

    name: str
    document: YamlDocument
    files: tuple[str, ...]  # its own file, then those that it extends
    given: Mapping[str, range | None] = Field(default_factory=dict)  # columns that a study gives values to

    @property
    def source(self) -> str:
        """Its own file, as messages call it."""
        return self.files[0]

    def place(self, *route: str | int) -> str:
        """Return where the key of a route is written, as `file:line`."""
        mark = self.document.key_marks[route]
        return f"{mark.source}:{mark.line}"

    def switched_off(self, mechanisms: Collection[str]) -> "Scenario":
        """Return the scenario without some more mechanisms, as if its file said so."""
        without = tuple(sorted({*self.without, *mechanisms}))
        document = replace(self.document, value={**self.document.value, "without": list(without)})
        return self.model_copy(update={"without": without, "document": document})

    def with_given(self, given: Mapping[str, range | None]) -> "Scenario":
        """Return the scenario with columns whose values a study gives each history.

        Parameters
        ----------
        given
            Address of each column, and for months of events the range that they lie in.
        """
        told = {address: months and [months[0], months[-1]] for address, months in sorted(given.items())}
        document = replace(self.document, value={**self.document.value, "given": told})
        return self.model_copy(update={"given": dict(given), "document": document})

    @property
    def resolved_text(self) -> str:
        """The merged file in one canonical form: JSON, which is YAML."""
        return canonical_text({key: value for key, value in self.document.value.items() if key != "extends"})

    @property
    def sha256(self) -> str:
        """Hash of the resolved text."""
        import hashlib  # only runs record it, and every check must start fast

        return hashlib.sha256(self.resolved_text.encode()).hexdigest()
