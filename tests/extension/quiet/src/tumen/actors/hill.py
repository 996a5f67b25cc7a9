"""The hill: sells to the valley, and minds its own business."""

from dataclasses import dataclass
from typing import final

from tumen.actors.base import Actor, CommonTraits, Intent
from tumen.base.arrays import PerReplicate
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Hill(Actor):
    """Rule: the hill sells the valley the same every month."""

    key = "hill"
    flows = {"trade": ("valley",)}

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets the hill apart; values come from the draws."""

        sold: PerReplicate  # [USD bn/month]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Sell."""
        return self.gives(trade={"valley": self.traits.sold})
