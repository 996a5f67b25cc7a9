"""What an ensemble tells its results about the scenarios it ran."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import final


@final
@dataclass(frozen=True)
class EventFacts:
    """An event of a scenario."""

    name: str
    title: str
    kind: str  # date, window or hazard
    certain: int | None  # the month, where it is certain that the event comes and when
    evidence: tuple[str, ...] = ()  # ids of records


@final
@dataclass(frozen=True)
class ScenarioFacts:
    """A scenario as it was run."""

    name: str
    title: str
    question: str
    forecast_from: int  # first month of the forecast
    events: tuple[EventFacts, ...]
    sha256: str
    resolved_text: str
    questions: Mapping[str, str] = field(default_factory=dict)  # name -> sentence
    thresholds: Mapping[str, str] = field(default_factory=dict)  # name -> what is watched
