"""The node graph of PyYAML to plain values: the scalars of YAML 1.2, and the place of everything."""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import yaml

from tumen.base.places import Mark, Route, route_text
from tumen.base.problems import InputError, Problem

MOST_REPEATED_NODES = 10_000

_TAG = "tag:yaml.org,2002:"
_FastestLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_FastestLoader):  # type: ignore[misc]
    """Composes nodes whose tags follow the core schema of YAML 1.2."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


def _resolve(kind: str, pattern: str, first: list[str]) -> None:
    """Let plain scalars that match a pattern, and start with one of these characters, be of a kind."""
    Loader.add_implicit_resolver(_TAG + kind, re.compile(rf"(?:{pattern})\Z"), first)


_resolve("null", "~|null|Null|NULL|", ["", *"~nN"])
_resolve("bool", "true|True|TRUE|false|False|FALSE", list("tTfF"))
_resolve("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789"))
_resolve(
    "float",
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    list("-+.0123456789"),
)


def _integer(text: str) -> int:
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


def _real(text: str) -> float:
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


_SCALARS: dict[str, Callable[[str], Any]] = {
    _TAG + "null": lambda _: None,
    _TAG + "bool": lambda text: text.lower() == "true",
    _TAG + "int": _integer,
    _TAG + "float": _real,
    _TAG + "str": str,
}


class Builder:
    """Turns nodes into plain values, and notes places and faults on the way."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks: dict[Route, Mark] = {}
        self.key_marks: dict[Route, Mark] = {}
        self.problems: list[Problem] = []
        self._nodes: set[int] = set()
        self._open: set[int] = set()
        self._visits = 0

    def value(self, node: yaml.Node, route: Route) -> Any:
        """Return the plain value of a node that stands at a route; None where it has a fault."""
        self._visits += 1
        self._nodes.add(id(node))
        self.marks[route] = self._mark(node)
        if self._visits > len(self._nodes) + MOST_REPEATED_NODES:
            self._fault(
                node, (), f"its aliases repeat more than {MOST_REPEATED_NODES} values; write them out."
            )
            raise InputError(self.problems)
        if id(node) in self._open:
            self._fault(node, route, "an alias stands inside its own anchor; write the value out.")
            return None
        self._open.add(id(node))
        value = self._plain(node, route)
        self._open.remove(id(node))
        return value

    def _plain(self, node: yaml.Node, route: Route) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag in _SCALARS:
            return self._scalar(node, route)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            return [self.value(child, (*route, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self._map(node, route)
        return self._fault(node, route, f'the tag "{node.tag.replace(_TAG, "!!")}" does not fit; remove it.')

    def _scalar(self, node: yaml.ScalarNode, route: Route) -> Any:
        try:
            return _SCALARS[node.tag](node.value)
        except ValueError:
            kind = node.tag.removeprefix(_TAG)
            return self._fault(
                node, route, f'"{node.value[:20]}" cannot be read as {kind}; write another value.'
            )

    def _map(self, node: yaml.MappingNode, route: Route) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for key_node, child in node.value:
            if fault := self._key_fault(key_node, route, entries):
                self._fault(key_node, route, fault)
            else:
                key = key_node.value
                self.key_marks[*route, key] = self._mark(key_node)
                entries[key] = self.value(child, (*route, key))
        return entries

    def _key_fault(self, node: yaml.Node, route: Route, entries: Mapping[str, Any]) -> str:
        """Return what is wrong with a key, or nothing."""
        key = node.value
        if not isinstance(node, yaml.ScalarNode):
            return "a key must be text, not a list or a map."
        if node.tag != _TAG + "str":
            return f'the key {key or "that is empty"} is not text; write it in quotes: "{key}".'
        if key == "<<":
            return 'the merge key "<<" is not part of YAML 1.2; write the entries out.'
        if key in entries:
            first = self.key_marks[*route, key].line
            return f'"{key}" is written twice, first on line {first}; keep one.'
        return ""

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self.source, node.start_mark.line + 1, node.start_mark.column + 1)

    def _fault(self, node: yaml.Node, route: Route, message: str) -> None:
        mark = self._mark(node)
        self.problems.append(Problem(mark.source, mark.line, mark.column, route_text(route), message))
