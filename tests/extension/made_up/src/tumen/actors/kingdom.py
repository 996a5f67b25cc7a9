"""The island kingdom: sells arms to whoever pays."""

from dataclasses import dataclass
from typing import final

from tumen.actors.base import Actor, CommonTraits, Intent
from tumen.base.arrays import PerReplicate
from tumen.base.elementary import where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Kingdom(Actor):
    """Rule: the crown ships arms to the federation as long as it likes it and its army wants them."""

    key = "kingdom"
    choices = ("ship",)
    flows = {"arms": ("federation",), "trade": ("republic",)}

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets the kingdom apart; values come from the draws."""

        ship_readiness: PerReplicate  # [utility]
        ship_regard: PerReplicate  # [utility/alignment]
        arms_capacity: PerReplicate  # [containers/month]
        trade_with_republic: PerReplicate  # [USD bn/month]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on arms and goods."""
        own = self.traits
        ships = self.follows(
            "ship",
            world.alignment("kingdom", "federation"),
            dice,
            readiness=own.ship_readiness,
            weight=own.ship_regard,
        )
        arms = own.arms_capacity * world["demand", "federation"]
        return self.gives(
            arms={"federation": where_chosen(ships, arms)}, trade={"republic": own.trade_with_republic}
        )
