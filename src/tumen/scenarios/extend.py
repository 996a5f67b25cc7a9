"""One scenario file over another: maps merge, lists and scalars replace, null removes."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from tumen.base.places import Mark, Route
from tumen.base.problems import InputError, nearest
from tumen.base.resources import scenarios_folder
from tumen.base.yaml_source import YamlDocument, read_yaml
from tumen.scenarios.find import SUFFIX


def read_extended(path: Path) -> tuple[YamlDocument, tuple[str, ...]]:
    """Read a scenario file merged over its parents, and name the files: its own first.

    Every value keeps the place of the file that really holds it.

    Raises
    ------
    InputError
        If a file cannot be read, a parent is missing, or the parents form a circle.
    """
    paths = [path]
    documents = [read_yaml(path, source=shown_path(path))]
    while (parent := _parent(documents[-1], paths[-1])) is not None:
        if parent.resolve() in [path.resolve() for path in paths]:
            circle = " -> ".join(shown_path(path) for path in [*paths, parent])
            message = f"the files extend each other in a circle: {circle}. Remove one of these links."
            raise InputError([documents[-1].problem(("extends",), message)])
        paths.append(parent)
        documents.append(_read_parent(parent))
    merged = documents[-1]
    for document in documents[-2::-1]:
        merged = _merge(merged, document)
    return merged, tuple(document.source for document in documents)


def _read_parent(path: Path) -> YamlDocument:
    stat = path.stat()
    return _parsed(path, shown_path(path), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=16)  # many scenarios extend the same one
def _parsed(path: Path, source: str, _changed: int, _size: int) -> YamlDocument:
    """Read a file anew only where it was changed since."""
    return read_yaml(path, source=source)


def shown_path(path: Path) -> str:
    """Return a path as messages show it: from the current folder where it lies below."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir) else relative


def shipped_names() -> list[str]:
    """Return the names of the scenarios that ship with tumen."""
    return sorted(path.stem for path in scenarios_folder().glob(f"*{SUFFIX}"))


def _parent(document: YamlDocument, path: Path) -> Path | None:
    """Return the file that a document extends, if any."""
    name = document.value.get("extends") if isinstance(document.value, dict) else None
    if not isinstance(name, str) or not name:
        return None
    beside = path.parent / (name if name.endswith(SUFFIX) else f"{name}{SUFFIX}")
    shipped = scenarios_folder() / f"{name}{SUFFIX}"
    found = [candidate for candidate in (beside, shipped) if candidate.is_file()]
    if found:  # a file may have the name of the shipped one that it extends
        return next((candidate for candidate in found if not candidate.samefile(path)), found[0])
    known = {*shipped_names(), *(file.stem for file in beside.parent.glob(f"*{SUFFIX}"))} - {path.stem}
    message = f'there is no scenario "{name}" to extend. {nearest(Path(name).stem, known)}'
    raise InputError([document.problem(("extends",), message)])


def _merge(parent: YamlDocument, child: YamlDocument) -> YamlDocument:
    replaced: set[Route] = set()
    value = _merged(parent.value, child.value, (), replaced)

    def is_gone(route: Route) -> bool:
        return any(route[:length] in replaced for length in range(len(route) + 1))

    def marks_over(old: Mapping[Route, Mark], new: Mapping[Route, Mark]) -> dict[Route, Mark]:
        return {route: mark for route, mark in old.items() if not is_gone(route)} | dict(new)

    marks = marks_over(parent.marks, child.marks)
    key_marks = marks_over(parent.key_marks, child.key_marks)
    return YamlDocument(child.source, value, marks, key_marks)


def _merged(parent: Any, child: Any, route: Route, replaced: set[Route]) -> Any:
    """Return a parent's value with the child's over it; note the routes whose old value is gone."""
    if not (isinstance(parent, dict) and isinstance(child, dict)):
        replaced.add(route)
        return child
    result = dict(parent)
    for key, value in child.items():
        if value is None and key in parent:
            replaced.add((*route, key))
            del result[key]
        else:
            result[key] = _merged(parent.get(key), value, (*route, key), replaced)
    return result
