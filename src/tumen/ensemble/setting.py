"""From a scenario and a table of draws to the setting of a model."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.randomness import Whose
from tumen.ensemble.columns import MONTH, PROBABILITY, amount_address, event_address, scenario_columns
from tumen.events import Event, Hazard, Scheduled
from tumen.events.effects import Effect, Set, Shift
from tumen.events.guards import AlignmentGuard, Guard, Side, StateGuard, TieGuard
from tumen.measurement.strength import Strength
from tumen.model import Precision, Setting
from tumen.parameters.draws import Column, Draws, Numbers
from tumen.parameters.particles import Particles
from tumen.parameters.registry import load_registry
from tumen.scenarios import effects as effects_written
from tumen.scenarios import guards as guards_written
from tumen.scenarios.schema import Event as EventWritten
from tumen.scenarios.schema import Scenario
from tumen.scenarios.timing import AtHazard, Date, Within
from tumen.scenarios.words import ALIGNMENT
from tumen.world.state import NEVER

LASTING, FADING = "persistent", "transient"
STEP_PRECISION: Final = np.float32


@final
@dataclass(frozen=True)
class Beginning:
    """What histories of a scenario begin with: columns, their draws, and the setting of a model."""

    columns: Mapping[str, Column]
    draws: Draws
    setting: Setting


def begin(
    scenario: Scenario,
    seed: int,
    replicates: Whose,
    particles: Particles | None = None,
    given: Mapping[str, PerReplicate] = MappingProxyType({}),
) -> Beginning:
    """Return what histories of a scenario begin with, drawn from the prior or taken over from particles.

    Values of columns that the scenario has as given are taken from `given`, by address.
    """
    columns = scenario_columns(scenario, load_registry())
    own = {address: given[address] for address in scenario.given}
    if particles is None:
        draws = Draws.from_columns(columns, seed, replicates, own)
        return Beginning(columns, draws, scenario_setting(scenario, draws, seed))
    lived = particles.lived(columns, replicates)
    draws = Draws.from_columns(columns, seed, replicates, {**lived.shares, **own})
    setting = replace(scenario_setting(scenario, draws, seed), past=lived.past)
    return Beginning(columns, draws, setting)


def scenario_setting(
    scenario: Scenario, draws: Draws, seed: int, precision: Precision = STEP_PRECISION
) -> Setting:
    """Return what a model needs to run these draws of a scenario."""
    numbers = draws.numbers(precision)
    return Setting(
        cast=scenario.cast,
        first_month=scenario.first,
        last_month=scenario.until,
        events=tuple(_event(scenario, name, draws, numbers) for name in scenario.events),
        numbers=numbers,
        replicates=draws.replicates,
        seed=seed,
        precision=precision,
        without=frozenset(scenario.without),
    )


def _event(scenario: Scenario, name: str, draws: Draws, numbers: Numbers) -> Event:
    event, strength = scenario.events[name], Strength.build(numbers)
    guards = tuple(_guard(guard, strength) for guard in event.guards)
    effects = tuple(_effect(effect, numbers[amount_address(name, effect.target)]) for effect in event.effects)
    if isinstance(event.when, AtHazard):
        hazard = event.when.hazard
        return Hazard(
            name=name,
            guards=guards,
            effects=effects,
            yearly_rate=numbers[event_address(name, "per_year")],
            first_month=scenario.first if hazard.first is None else hazard.first,
            after=hazard.after,
        )
    months = _months(name, event, draws)
    window = scenario.given.get(event_address(name, MONTH)) or _window(event.when)
    return Scheduled(name=name, guards=guards, effects=effects, months=months, window=window)


def _months(name: str, event: EventWritten, draws: Draws) -> npt.NDArray[np.int32]:
    """Return the month of a scheduled event in each history, NEVER where it does not come."""
    drawn = draws.columns.get(event_address(name, MONTH))
    if drawn is not None:
        months = np.floor(drawn).astype(np.int32)
    else:
        assert isinstance(event.when, Date)  # others draw their month
        months = np.full(len(draws.replicates), event.when.date, np.int32)
    luck = draws.columns.get(event_address(name, "comes"))
    if luck is not None:
        probability = draws.columns.get(event_address(name, PROBABILITY), event.probability)
        months = np.where(luck < probability, months, np.int32(NEVER))
    return months


def _window(when: Date | Within) -> range:
    if isinstance(when, Date):
        return range(when.date, when.date + 1)
    return range(when.window.earliest, when.window.latest + 1)


def _guard(guard: guards_written.Guard, strength: Strength) -> Guard:
    side, threshold = _side(guard)
    match guard:
        case guards_written.StateGuard():
            return StateGuard(side=side, threshold=threshold, key=guard.state)
        case guards_written.AlignmentGuard():
            return AlignmentGuard(side=side, threshold=threshold, pair=guard.alignment)
        case guards_written.TieGuard():
            return TieGuard(side=side, threshold=threshold, dyad=guard.tie, strength=strength)


def _side(guard: guards_written.Guard) -> tuple[Side, float]:
    if guard.above is not None:
        return "above", guard.above
    assert guard.below is not None  # the file was checked to hold exactly one of the two
    return "below", guard.below


def _effect(effect: effects_written.Effect, amount: PerReplicate) -> Effect:
    match effect:
        case effects_written.SetTo():
            return Set(key=effect.target, amount=amount, over_months=effect.over_months)
        case effects_written.ShiftBy():
            term, *actors = effect.target
            part = (LASTING if effect.lasting else FADING) if term == ALIGNMENT else term
            return Shift(key=(part, *actors), amount=amount)
