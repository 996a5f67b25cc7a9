"""Who cites which record: parameters, scenarios, calibration items, and the studies that ship with tumen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any, final

from tumen.base.places import Route, route_text
from tumen.base.resources import PACKAGE, scenarios_folder, seeds_folder
from tumen.base.yaml_source import YamlDocument, read_yaml
from tumen.evidence.ids import ITEMS
from tumen.parameters.registry import load_registry
from tumen.scenarios.words import cited_records

STUDIES = PACKAGE / "studies"
LISTS = {"why", "evidence", "records"}


@final
@dataclass(frozen=True)
class Citation:
    """A parameter, a calibration item, or a part of a scenario or study, that rests on a record."""

    record: str
    by: str  # parameter, item, scenario or study
    name: str  # address of the parameter, else file and part: history.events.treaty
    place: str  # file:line

    def __str__(self) -> str:
        return f"{self.by} {self.name} ({self.place})"


def citations() -> Mapping[str, tuple[Citation, ...]]:
    """Return by record all that cites it, parameters first.

    Raises
    ------
    InputError
        If a file cannot be read.
    """
    found: defaultdict[str, list[Citation]] = defaultdict(list)
    scenarios, studies = _of_files("scenario", scenarios_folder()), _of_files("study", STUDIES)
    items = _of_files("item", seeds_folder(), ITEMS)
    for citation in (*_of_parameters(), *items, *scenarios, *studies):
        found[citation.record].append(citation)
    return {record: tuple(dict.fromkeys(found[record])) for record in sorted(found)}


def records_of_mechanisms() -> Mapping[str, set[str]]:
    """Return by mechanism of the model the records that its file of parameters cites."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for address, parameter in load_registry().items():
        folder, mechanism, *_ = address.split("/")
        if folder == "mechanisms":
            found[mechanism].update(parameter.entry.evidence)
    return found


def _of_parameters() -> Iterator[Citation]:
    for address, parameter in load_registry().items():
        for record in parameter.entry.evidence:
            yield Citation(record, "parameter", address, f"{parameter.source}:{parameter.line}")


def _of_files(by: str, folder: Path, pattern: str = "*.yaml") -> Iterator[Citation]:
    """Yield what the files of a folder cite in their own text, not in that of files that they extend."""
    for path in sorted(folder.glob(pattern)):
        document = read_yaml(path, source=f"{folder.name.lstrip('_')}/{path.name}")
        for route, mark in document.marks.items():
            for record in _cited(document, route):
                stem = "" if path.name == ITEMS else path.stem  # items have a part of their own already
                name = ".".join(filter(None, [stem, route_text(_owner(route))]))
                yield Citation(record, by, name, f"{document.source}:{mark.line}")


def _cited(document: YamlDocument, route: Route) -> tuple[str, ...]:
    """Return the records cited at a route: in brackets in a text `why`, or singly in a list of records."""
    match route:
        case (*_, "why"):
            return cited_records(_value(document, route))
        case (*_, "evidence" | "records", int()):
            return (_value(document, route),)
    return ()


def _value(document: YamlDocument, route: Route) -> Any:
    return reduce(getitem, route, document.value)


def _owner(route: Route) -> Route:
    """Return the route of the part whose `why`, `evidence` or `records` stands at a route."""
    return route[: max(position for position, step in enumerate(route) if step in LISTS)]
