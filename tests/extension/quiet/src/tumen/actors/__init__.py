"""The actors of a quiet world."""

from typing import Final

from tumen.actors.base import Actor
from tumen.actors.hill import Hill
from tumen.actors.valley import Valley

ACTORS: Final[tuple[type[Actor], ...]] = (Hill, Valley)

__all__ = ["ACTORS", "Actor"]
