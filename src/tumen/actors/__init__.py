"""The actors: one module each, registered here in cast order."""

from typing import Final

from tumen.actors.base import Actor
from tumen.actors.bloc import Bloc
from tumen.actors.china import China
from tumen.actors.dprk import Dprk
from tumen.actors.russia import Russia
from tumen.actors.ukraine import Ukraine

ACTORS: Final[tuple[type[Actor], ...]] = (Dprk, Russia, China, Bloc, Ukraine)

__all__ = ["ACTORS", "Actor"]
