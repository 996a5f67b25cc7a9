"""Hazard events: at a yearly rate, from some month or from some other event on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import chance_within_month
from tumen.base.randomness import Dice, Law
from tumen.events.base import Event
from tumen.world.state import NEVER, World


@final
@dataclass(frozen=True, kw_only=True)
class Hazard(Event):
    """An event that may come in any month."""

    yearly_rate: PerReplicate  # [1/year]
    first_month: int
    after: str | None = None  # at risk only from the month after this other event

    def may_occur(self, month: int) -> bool:
        """Tell whether the event is at risk by now."""
        return month >= self.first_month

    def streams(self) -> Mapping[str, Law]:
        """One stream, named after the event."""
        return {self._stream: "uniform"}

    def due(self, world: World, dice: Dice) -> PerReplicateMask:
        """Return where it strikes this month."""
        strikes = dice.happens(self._stream, chance_within_month(self.yearly_rate))
        if self.after is not None:
            since = world.happened[self.after]
            strikes = strikes & (since != NEVER) & (since < world.month)
        return strikes

    @property
    def _stream(self) -> str:
        return f"event/{self.name}"
