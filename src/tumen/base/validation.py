"""YAML documents to pydantic models, every fault told in our words at the place where it was written."""

import json
import math
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tumen.base.annotations import descriptions, follow, tagged
from tumen.base.places import Route
from tumen.base.problems import InputError, Problem, counted, nearest
from tumen.base.yaml_source import YamlDocument

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "text",
    "string_too_short": "at least one character",
    "float_type": "a number",
    "finite_number": "a finite number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a map of names to values",
    "model_type": "a map of names to values",
    "model_attributes_type": "a map of names to values",
}
_BOUNDS = {
    "greater_than": "above",
    "greater_than_equal": "at least",
    "less_than": "below",
    "less_than_equal": "at most",
}


def validate(document: YamlDocument, model: type[Model], *, context: Any = None) -> Model:
    """Return the model that a document describes; ``context`` reaches the model's own validators.

    Types are strict as in JSON: a list may fill a tuple, but neither text nor a truth value fills a number.

    Raises
    ------
    InputError
        With every fault of the document.
    """
    try:
        return model.model_validate_json(json.dumps(document.value), strict=True, context=context)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    told = [fault for fault in faults if not _only_follows(fault, faults)]
    raise InputError(problem for fault in told for problem in _problems(document, model, fault))


def shown(value: Any) -> str:
    """Return a value as a message shows it: short, and in the words of YAML."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return f"a {'map' if isinstance(value, dict) else 'list'} of {counted(len(value), 'value')}"
    if isinstance(value, float):
        return f"{value:g}" if math.isfinite(value) else ".nan" if math.isnan(value) else ".inf"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _only_follows(fault: ErrorDetails, faults: list[ErrorDetails]) -> bool:
    """Tell whether a list is too short only because its items are at fault."""
    place = fault["loc"]
    below = (other for other in faults if other["loc"][: len(place)] == place and other["loc"] != place)
    return fault["type"] == "too_short" and any(below)


def _problems(document: YamlDocument, model: type[BaseModel], fault: ErrorDetails) -> list[Problem]:
    """Translate one fault of pydantic; a map that fits no kind of a union has one for each unknown key."""
    location, kind, value = fault["loc"], fault["type"], fault["input"]
    at_key = "[key]" in location
    route, holder = follow(model, tuple(step for step in location if step != "[key]"))
    if kind == "extra_forbidden":
        return [_extra_key(document, model, location, route)]
    if kind == "missing":
        description = descriptions(follow(model, location[:-1])[1]).get(str(location[-1]))
        return [document.problem(route, f"is missing; write {description or 'it'}.")]
    known = descriptions(holder)
    strangers = (
        [key for key in value if key not in known] if tagged(holder) and isinstance(value, dict) else []
    )
    if strangers:
        return [document.problem((*route, key), _unknown(key, known), at_key=True) for key in strangers]
    return [document.problem(route, _message(fault), at_key=at_key)]


def _message(fault: ErrorDetails) -> str:
    kind, value, limits = fault["type"], fault["input"], fault.get("ctx", {})
    if kind in _WANTED:
        quotes = " in quotes" if kind == "string_type" and isinstance(value, bool | int | float) else ""
        return f"holds {shown(value)}; write {_WANTED[kind]}{quotes}."
    if kind in _BOUNDS:
        [limit] = limits.values()
        return f"holds {shown(value)}; write a number {_BOUNDS[kind]} {limit:g}."
    if kind in {"too_short", "too_long"}:
        least, most = limits.get("min_length"), limits.get("max_length")
        wanted = f"at least {least}" if most is None else f"at most {most}"
        return f"holds {counted(limits['actual_length'], 'value')}; write {wanted}."
    if kind == "literal_error":
        return f"holds {shown(value)}; write {limits['expected']}."
    if kind in {"value_error", "assertion_error"}:
        return str(limits["error"])
    return fault["msg"]


def _extra_key(
    document: YamlDocument, model: type[BaseModel], location: tuple[str | int, ...], route: Route
) -> Problem:
    """Return the problem of a key that its map does not know, though another kind of a union may."""
    tag, key = ("", *location)[-2:]
    union = follow(model, location[:-2])[1]
    rival = (*route[:-1], tag)
    if not (tag in tagged(union) and key in descriptions(union) and rival in document.key_marks):
        known = descriptions(follow(model, location[:-1])[1])
        return document.problem(route, _unknown(str(key), known), at_key=True)
    first, second = sorted((rival, route), key=list(document.key_marks).index)
    if document.key_marks[first].source == document.key_marks[second].source:
        message = f'cannot stand beside "{first[-1]}"; keep one of the two.'
    else:
        message = (
            f'cannot stand beside the inherited "{first[-1]}"; write {first[-1]}: null to drop that one.'
        )
    return document.problem(second, message, at_key=True)


def _unknown(key: str, known: Iterable[str]) -> str:
    return f"is not known. {nearest(key, known)}"
