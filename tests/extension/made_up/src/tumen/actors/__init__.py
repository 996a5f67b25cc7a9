"""The actors of a made-up world."""

from typing import Final

from tumen.actors.base import Actor
from tumen.actors.federation import Federation
from tumen.actors.kingdom import Kingdom
from tumen.actors.republic import Republic

ACTORS: Final[tuple[type[Actor], ...]] = (Kingdom, Republic, Federation)

__all__ = ["ACTORS", "Actor"]
