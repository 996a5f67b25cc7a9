"""Events: what happens to the world on a date, in a window, or by hazard; one module a kind."""

from tumen.events.base import Event
from tumen.events.hazard import Hazard
from tumen.events.scheduled import Scheduled

__all__ = ["Event", "Hazard", "Scheduled"]
