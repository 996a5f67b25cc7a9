"""Names of actors, of directed pairs (`a->b`) and of dyads (`a-b`)."""

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]

ARROW = "->"


def pairs(cast: Sequence[str]) -> tuple[Pair, ...]:
    """Return every directed pair of a cast, in cast order."""
    return tuple(permutations(cast, 2))


def dyads(cast: Sequence[str]) -> tuple[Pair, ...]:
    """Return every dyad of a cast, each once, its members in cast order."""
    return tuple(combinations(cast, 2))


def pair_text(giver: str, receiver: str) -> str:
    """Write a directed pair as `giver->receiver`."""
    return f"{giver}{ARROW}{receiver}"


def dyad_text(first: str, second: str) -> str:
    """Write a dyad as `first-second`."""
    return f"{first}-{second}"


def parse_pair(text: str) -> Pair:
    """Read `a->b`.

    Raises
    ------
    ValueError
        If the text is not two different actors joined by an arrow.
    """
    giver, arrow, receiver = text.partition(ARROW)
    if not (arrow and giver.isidentifier() and receiver.isidentifier() and giver != receiver):
        raise ValueError(f'"{text}" is not a directed pair. Write two actors as giver->receiver.')
    return giver, receiver


def parse_dyad(text: str, cast: Sequence[str]) -> Pair:
    """Read `a-b` in either order; the result is in cast order.

    Raises
    ------
    ValueError
        If the text is not two different members of the cast joined by a hyphen.
    """
    members = text.split("-")
    if len(members) != 2 or members[0] == members[1] or not set(members) <= set(cast):
        known = ", ".join(dyad_text(*dyad) for dyad in dyads(cast))
        raise ValueError(f'"{text}" is not a dyad of this cast. Write one of: {known}.')
    first, second = sorted(members, key=cast.index)
    return first, second
