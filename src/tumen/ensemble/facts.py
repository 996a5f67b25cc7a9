"""What results need to know of the scenarios that were run."""

from collections.abc import Mapping

import numpy as np

from tumen.measurement import milestones_of
from tumen.results.facts import EventFacts, ScenarioFacts
from tumen.results.recorder import BlockResult
from tumen.scenarios.schema import Event, Scenario
from tumen.scenarios.timing import AtHazard, Date, Within
from tumen.scenarios.words import cited_records

KINDS: Mapping[type, str] = {Date: "date", Within: "window", AtHazard: "hazard"}
OUTCOME = "outcome"  # the kind of an event that decisions bring about


def scenario_facts(scenario: Scenario, result: BlockResult) -> ScenarioFacts:
    """Return what results tell of a scenario and of its events."""
    planned = [_event_facts(name, event, result) for name, event in scenario.events.items()]
    reachable = milestones_of(scenario.cast)
    outcomes = [EventFacts(name, milestone.title, OUTCOME, None) for name, milestone in reachable.items()]
    return ScenarioFacts(
        name=scenario.name,
        title=scenario.title,
        question=scenario.question,
        forecast_from=scenario.forecast_from,
        events=(*planned, *outcomes),
        sha256=scenario.sha256,
        resolved_text=scenario.resolved_text,
        questions={name: question.ask for name, question in scenario.questions.items()},
        thresholds={name: str(threshold) for name, threshold in scenario.thresholds.items()},
    )


def _event_facts(name: str, event: Event, result: BlockResult) -> EventFacts:
    months = result.events[name]
    dated = event.when.date if isinstance(event.when, Date) else None
    certain = dated if dated is not None and np.all(months == dated) else None
    return EventFacts(name, event.title, KINDS[type(event.when)], certain, cited_records(event.why))
