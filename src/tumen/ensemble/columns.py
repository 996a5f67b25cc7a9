"""From a scenario to the columns of its draws: parameters, and the months and amounts of its events."""

from collections.abc import Collection, Mapping
from typing import Final

from tumen.parameters.draws import Column
from tumen.parameters.priors import AnyPrior, Given, Triangular, Uniform
from tumen.parameters.registry import Registry
from tumen.scenarios.effects import SetTo
from tumen.scenarios.quantities import AnyOverride, Scale, Shift
from tumen.scenarios.schema import Event, Scenario
from tumen.scenarios.timing import AtHazard, Window, Within
from tumen.world.vocabulary import Key, key_text

MONTH: Final = "month"  # of an event, which each history draws or is given
PROBABILITY: Final = "probability"  # of an event, where a study gives it


def scenario_columns(scenario: Scenario, registry: Registry) -> dict[str, Column]:
    """Return every column that a run of the scenario draws, by address."""
    columns = {address: Column(parameter.entry.prior) for address, parameter in registry.items()}
    for address, override in scenario.parameters.items():
        columns[address] = _overridden(columns[address].prior, override)
    for name, event in scenario.events.items():
        columns.update(_event_columns(name, event, scenario.given))
    return columns | {address: Column(Given()) for address in scenario.given}


def event_address(event: str, what: str) -> str:
    """Return the address of a column that belongs to an event."""
    return f"events/{event}/{what}"


def amount_address(event: str, target: Key) -> str:
    """Return the address of the amount of one of an event's effects."""
    return event_address(event, key_text(target))


def _overridden(prior: AnyPrior, override: AnyOverride) -> Column:
    match override:
        case Scale():
            return Column(prior, scale=override.scale)
        case Shift():
            return Column(prior, shift=override.shift)
        case _:
            return Column(override)


def _event_columns(name: str, event: Event, given: Collection[str]) -> Mapping[str, Column]:
    columns = {
        amount_address(name, effect.target): Column(effect.to if isinstance(effect, SetTo) else effect.by)
        for effect in event.effects
    }
    match event.when:
        case Within():
            columns[event_address(name, MONTH)] = Column(month_prior(event.when.window))
        case AtHazard():
            columns[event_address(name, "per_year")] = Column(event.when.hazard.per_year)
    if event.probability < 1 or event_address(name, PROBABILITY) in given:
        columns[event_address(name, "comes")] = Column(Uniform(uniform=(0, 1)))
    return columns


def month_prior(window: Window) -> AnyPrior:
    """Return the distribution whose whole part is the month: each month is a stretch of length one."""
    earliest, end = float(window.earliest), float(window.latest + 1)
    if window.mode is None:
        return Uniform(uniform=(earliest, end))
    return Triangular(triangular=(earliest, window.mode + 0.5, end))
