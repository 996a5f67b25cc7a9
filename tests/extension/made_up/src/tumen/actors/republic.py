"""The republic: lies upstream, trades with everybody, and presses who wages war."""

from dataclasses import dataclass
from typing import final

from tumen.actors.base import Actor, CommonTraits, Intent
from tumen.base.arrays import PerReplicate
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Republic(Actor):
    """Rule: the republic presses the federation the harder, the more fighting there is."""

    key = "republic"
    flows = {"pressure": ("federation",), "trade": ("kingdom", "federation")}

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets the republic apart; values come from the draws."""

        indignation: PerReplicate  # pressure by a full war [share]
        trade_with_kingdom: PerReplicate  # [USD bn/month]
        trade_with_federation: PerReplicate  # [USD bn/month]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on pressure and goods."""
        own = self.traits
        return self.gives(
            pressure={"federation": own.indignation * world.condition("war_intensity")},
            trade={"kingdom": own.trade_with_kingdom, "federation": own.trade_with_federation},
        )
