"""`tumen show`: what a scenario says after everything that it extends, and where each part is written."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tumen.base.calendar import month_text

if TYPE_CHECKING:
    from tumen.parameters.registry import Registry
    from tumen.scenarios.schema import Event, Scenario


@click.command()
@click.argument("scenario", metavar="FILE_OR_NAME")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(scenario: str, as_json: bool) -> None:
    """Show what a scenario says in the end: horizon, events, changed parameters, and their places."""
    from tumen.parameters.registry import load_registry
    from tumen.scenarios.load import load_scenario

    loaded, registry = load_scenario(scenario), load_registry()
    if as_json:
        click.echo(json.dumps(_data(loaded, registry), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(loaded, registry)))


def _data(scenario: "Scenario", registry: "Registry") -> dict[str, Any]:
    """Return the merged file with the place of each event and each changed parameter."""
    merged = json.loads(scenario.resolved_text)
    events = {
        name: {**event, "written": scenario.place("events", name)}
        for name, event in merged.get("events", {}).items()
    }
    parameters = {
        address: {
            "value": value,
            "unit": registry[address].entry.unit,
            "replaces": registry[address].entry.prior.model_dump(),
            "written": scenario.place("parameters", address),
        }
        for address, value in merged.get("parameters", {}).items()
    }
    origin = {"name": scenario.name, "files": scenario.files, "sha256": scenario.sha256}
    return {**origin, **merged, "parameters": parameters, "events": events}


def _lines(scenario: "Scenario", registry: "Registry") -> Iterator[str]:
    yield f"{scenario.name}: {scenario.title}"
    yield scenario.question
    yield ""
    yield f"files     {' over '.join(scenario.files)}"
    yield f"cast      {', '.join(scenario.cast)}"
    first, start, last = map(month_text, (scenario.first, scenario.forecast_from, scenario.until))
    yield f"horizon   {first} to {last}, forecast from {start}"
    yield f"sha256    {scenario.sha256}"
    for name, event in scenario.events.items():
        yield ""
        yield f"{name}: {event.title}  ({scenario.place('events', name)})"
        yield from (f"  {line}" for line in _event_lines(event))
    for name, question in scenario.questions.items():
        yield ""
        yield f"{name}: {question.ask}  ({scenario.place('questions', name)})"
        yield f"  yes if   {question.that}"
    for name, threshold in scenario.thresholds.items():
        yield ""
        yield f"{name}: {threshold}  ({scenario.place('thresholds', name)})"
    if scenario.without:
        yield ""
        yield f"without   {', '.join(scenario.without)}"
    yield ""
    yield "parameters changed" if scenario.parameters else "no parameter changed"
    for address, override in scenario.parameters.items():
        entry = registry[address].entry
        yield f"  {address}  ({scenario.place('parameters', address)})"
        yield f"    {override} instead of {entry.prior} [{entry.unit}]"


def _event_lines(event: "Event") -> Iterator[str]:
    """Yield when an event happens, what must hold, and what it does."""
    chance = f", with probability {event.probability:g}" if event.probability < 1 else ""
    yield f"when     {event.when}{chance}"
    for guard in event.guards:
        yield f"while    {guard}"
    for effect in event.effects:
        yield f"effect   {effect}"
