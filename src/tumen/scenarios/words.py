"""The words of a scenario file: months, actors, keys of the state, recorded quantities, cited reasons."""

import re
from collections.abc import Collection, Iterable
from math import inf
from typing import Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)

from tumen.base.calendar import MONTH, month_number, month_text
from tumen.base.names import Pair, dyad_text, pair_text, parse_dyad, parse_pair
from tumen.base.problems import nearest
from tumen.base.validation import shown
from tumen.scenarios.surroundings import around
from tumen.world.vocabulary import TERMS, Key, key_text, parse_key, terms_of

ALIGNMENT = "alignment"
INDICATOR, EVENT, EXPECTED = "indicator", "event", "expected"
OF_DYADS = ("strength", "political", "economic", "security")
OF_PAIRS = (ALIGNMENT, "dependence_trade", "dependence_fiscal", "dependence_security", "commitment")
CITATION = re.compile(r"\[(E\d[^\[\]]*)\]")
EVENT_NAME = re.compile(r"[a-z][a-z0-9_]*")

Recorded: TypeAlias = tuple[str, str]  # a variable and its label, as results name them


class Part(BaseModel):
    """A part of a scenario file: frozen, and without any key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"holds {shown(value)}; write {what}.")
    return value


def _month(value: Any) -> int:
    return month_number(_text(value, "a month as YYYY-MM, for example 2025-12"))


def _inside_horizon(month: int, info: ValidationInfo) -> int:
    horizon = around(info).horizon
    if horizon and not horizon[0] <= month <= horizon[1]:
        first, last = map(month_text, horizon)
        raise ValueError(
            f"{month_text(month)} lies outside the horizon. Write a month from {first} to {last}."
        )
    return month


def _member(actor: str, cast: Iterable[str]) -> str:
    if actor not in cast:
        raise ValueError(f'"{actor}" is not in the cast. {nearest(actor, cast)}')
    return actor


def _actor(actor: str, info: ValidationInfo) -> str:
    if actor not in around(info).known.actors:
        raise ValueError(f'"{actor}" is not an actor. {nearest(actor, around(info).known.actors)}')
    return actor


def _key(value: Any, info: ValidationInfo, terms: Collection[str], use: str) -> Key:
    text = _text(value, "a key of the state, for example: cohesion bloc")
    name, _, about = text.partition(" ")
    if name not in terms:
        raise ValueError(f'"{name}" cannot be {use}. {nearest(name, terms)}')
    key = (ALIGNMENT, *parse_pair(about)) if name == ALIGNMENT else parse_key(text)
    for actor in key[1:]:
        _member(actor, around(info).cast)
    return key


def _pair(value: Any, info: ValidationInfo) -> Pair:
    giver, receiver = parse_pair(_text(value, "two actors as giver->receiver"))
    return _member(giver, around(info).cast), _member(receiver, around(info).cast)


def _dyad(value: Any, info: ValidationInfo) -> Pair:
    return parse_dyad(_text(value, "two actors joined by a hyphen"), around(info).cast)


def _event(name: str) -> str:
    if not EVENT_NAME.fullmatch(name):
        raise ValueError(
            "is not a name. Write small letters, digits and underscores, for example peace_talks."
        )
    return name


def _known_event(name: str, info: ValidationInfo) -> str:
    if name not in around(info).events:
        raise ValueError(f'"{name}" is not an event of this scenario. {nearest(name, around(info).events)}')
    return name


def _mechanism(name: str, info: ValidationInfo) -> str:
    if name not in around(info).known.mechanisms:
        raise ValueError(f'"{name}" is not a mechanism. {nearest(name, around(info).known.mechanisms)}')
    return name


def _recorded(value: Any, info: ValidationInfo) -> Recorded:
    text = _text(value, "a quantity, for example: strength dprk-russia")
    variable, _, about = text.partition(" ")
    if variable in OF_DYADS:
        return variable, dyad_text(*_dyad(about, info))
    if variable in OF_PAIRS:
        return variable, pair_text(*_pair(about, info))
    if variable == INDICATOR:
        return variable, _indicator(about, info)
    if variable in _RECORDED_STATES:
        return "state", key_text(_key(text, info, _RECORDED_STATES, "asked about"))
    known = around(info).known.indicators
    meant = next((name for name in (text, variable) if name in known), None)
    hint = f'Did you mean "{INDICATOR} {meant}"?' if meant else nearest(variable, _RECORDED)
    raise ValueError(f'"{variable}" is not a quantity. {hint}')


def _indicator(name: str, info: ValidationInfo) -> str:
    if name not in around(info).known.indicators:
        raise ValueError(f'"{name}" is not an indicator. {nearest(name, around(info).known.indicators)}')
    return name


def _several(value: Any) -> Any:
    """Read a list, or a single text as a list of one."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


def _counted(name: str, info: ValidationInfo) -> str:
    if name not in around(info).known.counts:
        raise ValueError(f'"{name}" is not counted. {nearest(name, around(info).known.counts)}')
    return name


def _occurrence(name: str, info: ValidationInfo) -> str:
    known = {*around(info).events, *around(info).known.milestones(around(info).cast)}
    if name not in known:
        raise ValueError(
            f'"{name}" is neither an event of this scenario nor an outcome. {nearest(name, known)}'
        )
    return name


def _beside(name: str, info: ValidationInfo) -> str:
    known = around(info).scenarios
    if not known:
        raise ValueError("a scenario is not read beside others; ask this in a file of questions.")
    if name not in known:
        raise ValueError(f'"{name}" is not a scenario of this run. {nearest(name, known)}')
    return name


def recorded_text(quantity: Recorded) -> str:
    """Write a quantity as files name it."""
    variable, label = quantity
    return label if variable == "state" else f"{variable} {label}"


def recorded_range(quantity: Recorded) -> tuple[float, float]:
    """Return the lowest and highest value of a quantity; an indicator has no bound that is known here."""
    variable, label = quantity
    if variable == INDICATOR:
        return -inf, inf
    if variable == ALIGNMENT or variable in OF_DYADS:
        return -1.0, 1.0
    term = TERMS[parse_key(label)[0] if variable == "state" else variable]
    return term.low, term.high


def cited_records(text: str) -> tuple[str, ...]:
    """Return the ids of the records that a text cites, in its order: `[E111, E112]`."""
    return tuple(record.strip() for citation in CITATION.findall(text) for record in citation.split(","))


def _cited(text: str, info: ValidationInfo) -> str:
    unknown = [record for record in cited_records(text) if record not in around(info).known.evidence]
    if unknown:
        hints = (
            f'"{record}" is not a record. {nearest(record, around(info).known.evidence)}'
            for record in unknown
        )
        raise ValueError(" ".join(hints))
    return text


def _key_reader(terms: Collection[str], use: str) -> BeforeValidator:
    return BeforeValidator(lambda value, info: _key(value, info, terms, use))


def _key_schema(terms: Collection[str]) -> WithJsonSchema:
    return _text_schema(rf"^({'|'.join(terms)})( [a-z_]+(->[a-z_]+)?)?$")


def _text_schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


_STOCKS = [term.name for term in terms_of("stock")]
_CONDITIONS = [term.name for term in terms_of("condition")]
_STATES = [*_CONDITIONS, *_STOCKS, *(term.name for term in terms_of("tie"))]
_SETTABLE = [*_CONDITIONS, "commitment"]
_SHIFTABLE = [ALIGNMENT, "hostility", *_STOCKS]
_RECORDED_STATES = [*_CONDITIONS, *(term.name for term in terms_of("stock") if term.arity == 1)]
_RECORDED = [*OF_DYADS, *OF_PAIRS, INDICATOR, *_RECORDED_STATES]

Month: TypeAlias = Annotated[int, BeforeValidator(_month), _text_schema(f"^{MONTH.pattern}$")]
MonthOfRun: TypeAlias = Annotated[Month, AfterValidator(_inside_horizon)]
ActorName: TypeAlias = Annotated[str, AfterValidator(_actor)]
EventName: TypeAlias = Annotated[str, AfterValidator(_event)]
KnownEvent: TypeAlias = Annotated[str, AfterValidator(_known_event)]
Cited: TypeAlias = Annotated[str, Field(min_length=1), AfterValidator(_cited)]
Directed: TypeAlias = Annotated[Pair, BeforeValidator(_pair), _text_schema("^.+->.+$")]
Dyad: TypeAlias = Annotated[Pair, BeforeValidator(_dyad), _text_schema("^.+-.+$")]
StateKey: TypeAlias = Annotated[Key, _key_reader(_STATES, "read as a state"), _key_schema(_STATES)]
SettableKey: TypeAlias = Annotated[Key, _key_reader(_SETTABLE, "set"), _key_schema(_SETTABLE)]
ShiftableKey: TypeAlias = Annotated[Key, _key_reader(_SHIFTABLE, "shifted"), _key_schema(_SHIFTABLE)]
RecordedQuantity: TypeAlias = Annotated[
    Recorded, BeforeValidator(_recorded), _text_schema(rf"^({'|'.join(_RECORDED)})( .+)?$")
]
Counted: TypeAlias = Annotated[
    tuple[Annotated[str, AfterValidator(_counted)], ...],
    BeforeValidator(_several, json_schema_input_type=str | list[str]),
]
MechanismName: TypeAlias = Annotated[str, AfterValidator(_mechanism)]
Occurrence: TypeAlias = Annotated[str, AfterValidator(_occurrence)]
ScenarioBeside: TypeAlias = Annotated[str, AfterValidator(_beside)]
