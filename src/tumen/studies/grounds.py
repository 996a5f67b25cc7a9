"""What the terms of an explanation rest on: parameters with their records, or the records of an event."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, final

from tumen.base.names import ARROW
from tumen.mechanisms import MECHANISMS
from tumen.parameters.registry import Registry, load_registry
from tumen.results.explanation import CHANNEL, EVENT, Term
from tumen.results.results import Results

CAUSES: Final[Mapping[str, tuple[str, ...]]] = {
    f"{mechanism.key}/{cause}": names for mechanism in MECHANISMS for cause, names in mechanism.causes.items()
}


@final
@dataclass(frozen=True)
class Ground:
    """A parameter or an event behind a term.

    Attributes
    ----------
    source
        Address of the parameter, or `event/<name>`.
    evidence
        Ids of the records that it cites; none where it is assumed.
    changed
        Whether the scenario replaces the parameter, and with it what it rests on.
    """

    source: str
    evidence: tuple[str, ...]
    changed: bool = False

    def __str__(self) -> str:
        basis = "set by the scenario" if self.changed else " ".join(self.evidence) or "assumed"
        return f"{self.source}: {basis}"


def grounds_of(term: Term, changed: Collection[str] = ()) -> tuple[Ground, ...]:
    """Return what a term rests on, in the parameters that are installed; `changed` are replaced ones."""
    kind, _, name = term.cause.partition("/")
    if kind == EVENT:
        return (Ground(term.cause, term.evidence),)
    registry = load_registry()
    if kind == CHANNEL:
        addresses = [f"measurement/strength/{name}_weight"]
    else:
        addresses = [
            address
            for parameter in CAUSES.get(term.cause, ())
            for address in _addresses(kind, parameter, term.of, registry)
        ]
    return tuple(
        Ground(address, registry[address].entry.evidence, address in changed) for address in addresses
    )


def changed_parameters(results: Results, scenario: str) -> frozenset[str]:
    """Return the addresses of the parameters that a scenario replaced."""
    text = results.tree["scenarios"]["resolved_text"].sel(scenario=scenario).item()
    return frozenset(json.loads(text).get("parameters", ()))


def _addresses(mechanism: str, parameter: str, pair: str, registry: Registry) -> list[str]:
    """Return where a parameter of a mechanism stands: in its own file, or in that of the pair."""
    places = _possible_places(mechanism, parameter, pair, registry)
    return next((found for found in places if found), [])


def _possible_places(mechanism: str, parameter: str, pair: str, registry: Registry) -> Iterator[list[str]]:
    own, (actor, _, _) = f"mechanisms/{mechanism}/{parameter}", pair.partition(ARROW)
    for address in (own, f"pairs/{pair}/{parameter}"):
        yield [address] if address in registry else []
    yield [address for address in registry if address.startswith(f"{own}_")]  # for pairs without their own
    yield [
        address
        for address in registry
        if address.startswith(f"pairs/{actor}{ARROW}") and address.endswith(f"/{parameter}")
    ]
