"""Whether the model can run a scenario, and what of it shows only when a cast meets flows and state."""

from collections.abc import Collection, Iterator
from typing import Final

from tumen.actors import ACTORS
from tumen.base.problems import InputError, Problem
from tumen.ensemble.setting import begin
from tumen.measurement import MILESTONES
from tumen.model import ArrayModel
from tumen.scenarios.effects import SetTo
from tumen.scenarios.guards import StateGuard
from tumen.scenarios.schema import Event, Scenario
from tumen.scenarios.words import ALIGNMENT, EVENT, Recorded
from tumen.world.vocabulary import Key, key_text

_RECORDS: Final[dict[str, frozenset[Recorded]]] = {}  # by hash: every question of a scenario asks for it


def check_feasible(scenario: Scenario) -> None:
    """Refuse a scenario that the model cannot run.

    Raises
    ------
    InputError
        If the cast lacks somebody with whom one of its members deals, if an event has the name of an outcome,
        or if it reads or changes what the state of this cast does not hold.
    """
    problems = [*_lonely_members(scenario), *_borrowed_names(scenario)]
    if not problems:
        state = _lone_history(scenario).world.values.keys()
        for name, event in scenario.events.items():
            problems += _missing_keys(scenario, name, event, state)
    if problems:
        raise InputError(problems)


def first_record(scenario: Scenario) -> frozenset[Recorded]:
    """Return what the model records of the first month of a scenario."""
    found = _RECORDS.get(scenario.sha256)
    if found is None:
        model = _lone_history(scenario)
        model.step()
        happened = ((EVENT, name) for name in model.world.happened)
        found = _RECORDS[scenario.sha256] = frozenset({*model.observed, *happened})
    return found


def _lonely_members(scenario: Scenario) -> Iterator[Problem]:
    for actor in ACTORS:
        partners = {receiver for receivers in actor.flows.values() for receiver in receivers}
        lacking = sorted(partners - set(scenario.cast))
        if actor.key in scenario.cast and lacking:
            message = f"{actor.key} deals with {', '.join(lacking)}. Add them, or leave {actor.key} out."
            yield scenario.document.problem(("cast",), message)


def _borrowed_names(scenario: Scenario) -> Iterator[Problem]:
    for name in scenario.events:
        if name in MILESTONES:
            message = "is an outcome that the model dates by itself. Give the event another name."
            yield scenario.document.problem(("events", name), message, at_key=True)


def _lone_history(scenario: Scenario) -> ArrayModel:
    return ArrayModel(begin(scenario, 0, range(1)).setting)


def _missing_keys(scenario: Scenario, name: str, event: Event, state: Collection[Key]) -> Iterator[Problem]:
    read = [
        ((number, "state"), guard.state)
        for number, guard in enumerate(event.guards)
        if isinstance(guard, StateGuard)
    ]
    changed = [
        ((number, "set" if isinstance(effect, SetTo) else "shift"), effect.target)
        for number, effect in enumerate(event.effects)
        if effect.target[0] != ALIGNMENT
    ]
    for part, places in (("while", read), ("effects", changed)):
        for place, key in places:
            if key not in state:
                yield scenario.document.problem(("events", name, part, *place), _unheld(key, state))


def _unheld(key: Key, state: Collection[Key]) -> str:
    held = sorted(key_text(other) for other in state if other[0] == key[0])
    return f'"{key_text(key)}" is not part of the state. It holds: {", ".join(held) or f"no {key[0]}"}.'
