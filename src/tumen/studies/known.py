"""What was known by a month: a scenario without the events that its author learned of only later."""

from dataclasses import replace

from tumen.base.calendar import month_text
from tumen.scenarios.schema import Event, Scenario
from tumen.scenarios.timing import AtHazard, Date, Within

ASKED = ("questions", "thresholds")  # may be about events that are gone, and say nothing about the world


def known_by(scenario: Scenario, month: int) -> Scenario:
    """Return a scenario without what happens, or may happen, at a known time after a month.

    An event of a date stays if the date has come, one of a window if all of the window has passed, and one of
    a hazard if it was at risk by then and what it waits for stays. Ranges of parameters stay as they are.
    """
    events = {name: event for name, event in scenario.events.items() if _has_come(event, month)}
    while waiting := [name for name, event in events.items() if _awaited(event) not in {None, *events}]:
        events = {name: event for name, event in events.items() if name not in waiting}
    value = {key: part for key, part in scenario.document.value.items() if key not in ASKED}
    if events.keys() != scenario.events.keys():
        value["events"] = {name: value["events"][name] for name in events}
    return scenario.model_copy(
        update={
            "name": f"{scenario.name} known by {month_text(month)}",
            "events": events,
            "questions": {},
            "thresholds": {},
            "document": replace(scenario.document, value=value),
        }
    )


def _has_come(event: Event, month: int) -> bool:
    match event.when:
        case Date(date=date):
            return date <= month
        case Within(window=window):
            return window.latest <= month
        case AtHazard(hazard=hazard):
            return hazard.first is None or hazard.first <= month


def _awaited(event: Event) -> str | None:
    return event.when.hazard.after if isinstance(event.when, AtHazard) else None
