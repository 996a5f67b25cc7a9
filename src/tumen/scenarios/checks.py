"""Faults that no single value of a file shows: values left empty, and events that wait for each other."""

from collections.abc import Iterator
from typing import Any

from tumen.base.places import Route
from tumen.base.problems import Problem
from tumen.base.yaml_source import YamlDocument
from tumen.scenarios.surroundings import part


def empty_values(document: YamlDocument) -> Iterator[Problem]:
    """Yield a fault for each null that is left after the files were merged."""
    for route, value in _walk(document.value, ()):
        if value is None:
            yield document.problem(
                route, "holds nothing, and no extended file has it to remove; write a value."
            )


def circular_events(document: YamlDocument) -> Iterator[Problem]:
    """Yield a fault for each circle of events that wait for each other."""
    events = part(document.value, "events", dict)
    hazards = {name: part(part(event, "when", dict), "hazard", dict) for name, event in events.items()}
    awaited = {name: part(hazard, "after", str) for name, hazard in hazards.items()}
    for start in awaited:
        chain = [start]
        while (following := awaited.get(chain[-1], "")) not in ["", *chain]:
            chain.append(following)
        if following == start == min(chain, key=list(awaited).index):
            circle = " -> ".join([*chain, start])
            message = f"the events wait for each other: {circle}. Remove one of these links."
            yield document.problem(("events", start, "when", "hazard", "after"), message)


def _walk(value: Any, route: Route) -> Iterator[tuple[Route, Any]]:
    """Yield a value and every value below it, with their routes."""
    yield route, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in inner:
        yield from _walk(below, (*route, step))
