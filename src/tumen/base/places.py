"""Where in a file a key or a value stands."""

from typing import NamedTuple, TypeAlias

Route: TypeAlias = tuple[str | int, ...]  # keys and list positions from the top of a file


class Mark(NamedTuple):
    """Where a key or a value starts; line and column count from 1."""

    source: str
    line: int
    column: int


def route_text(route: Route) -> str:
    """Return a route as messages write it: ``events.ceasefire.effects[0].to``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route)
    return text.removeprefix(".")
