"""YAML text to plain values that remember where they were written.

The scalars are those of YAML 1.2 (``1e5`` is a number; ``NO``, ``on`` and ``2025-03`` are text). A file that
would be read differently than its author meant is refused: repeated keys, merge keys, keys that are not text,
tags of programming languages. So is a file that is too large, too deep, or grows through its aliases.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tumen.base.places import Mark, Route, route_text
from tumen.base.problems import InputError, Problem
from tumen.base.yaml_nodes import Builder, Loader

LARGEST_FILE = 2**20
DEEPEST_LEVEL = 50

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

_ALTERED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")  # legal in JSON as they stand, not in YAML


@dataclass(frozen=True)
class YamlDocument:
    """One YAML document: its plain value, and where every value and key stands."""

    source: str
    value: Any
    marks: Mapping[Route, Mark]
    key_marks: Mapping[Route, Mark]

    def problem(self, route: Route, message: str, *, at_key: bool = False) -> Problem:
        """Return a fault at the value of a route, or at its key; if absent, at what should hold it."""
        mark = self.key_marks.get(route) if at_key else self.marks.get(route)
        enclosing = route
        while mark is None and enclosing:
            *above, absent = enclosing
            enclosing = tuple(above)
            key_mark = self.key_marks.get(enclosing) if isinstance(absent, str) else None
            mark = key_mark or self.marks.get(enclosing)
        mark = mark or Mark(self.source, 1, 1)
        return Problem(mark.source, mark.line, mark.column, route_text(route), message)


def read_yaml(path: Path, *, source: str | None = None, largest: int = LARGEST_FILE) -> YamlDocument:
    """Read one YAML file of at most ``largest`` bytes; messages call it ``source`` (default: the path).

    Raises
    ------
    InputError
        With every fault of the file.
    """
    source = str(path) if source is None else source
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise _refusal(source, f"cannot be read: {error.strerror}.") from error
    if len(data) > largest:
        raise _refusal(source, f"is larger than {largest} bytes; divide it into smaller files.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        message = "is not UTF-8 text; save the file in the encoding UTF-8."
        raise _refusal(source, message, *_place_after(before)) from error
    return parse_yaml(text, source=source)


def parse_yaml(text: str, *, source: str) -> YamlDocument:
    """Parse YAML text that messages call ``source``.

    Raises
    ------
    InputError
        With every fault of the text, or the first fault of its syntax.
    """
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        message = f"holds the control character {forbidden.group()!a}; remove it."
        raise _refusal(source, message, *_place_after(text[: forbidden.start()]))
    try:
        _check_shape(text, source)
        top = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        raise _syntax_refusal(error, text, source) from error
    builder = Builder(source)
    value = None if top is None else builder.value(top, ())
    if builder.problems:
        raise InputError(builder.problems)
    return YamlDocument(source, value, builder.marks, builder.key_marks)


def canonical_text(value: Any) -> str:
    """Write a plain value as JSON that this reader, too, reads back as the same value."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return _ALTERED.sub(lambda character: f"\\u{ord(character[0]):04x}", text) + "\n"


def _refusal(source: str, message: str, line: int = 0, column: int = 0) -> InputError:
    return InputError([Problem(source, line, column, "", message)])


def _place_after(text: str) -> tuple[int, int]:
    """Return the line and column of what follows a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _check_shape(text: str, source: str) -> None:
    """Refuse deep nesting and several documents, event by event, before any of it is built."""
    level = documents = 0
    for event in yaml.parse(text, Loader=Loader):
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        place: Any = event.start_mark
        if level > DEEPEST_LEVEL:
            message = f"is nested deeper than {DEEPEST_LEVEL} levels; write it flatter."
            raise _refusal(source, message, place.line + 1, place.column + 1)
        if documents > 1:
            message = "a second document starts here; remove the line ---, or divide the file."
            raise _refusal(source, message, place.line + 1, place.column + 1)


def _syntax_refusal(error: yaml.MarkedYAMLError, text: str, source: str) -> InputError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    start_of_line = text.split("\n")[line - 1 : line]
    if "\t" in "".join(start_of_line)[:column]:
        message = "a tab cannot indent YAML; write spaces."
    else:
        message = f"is not YAML: {', '.join(part for part in (error.context, error.problem) if part)}."
    return _refusal(source, message, line, column)
