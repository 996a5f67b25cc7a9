"""The valley: sells to the hill, and minds its own business."""

from dataclasses import dataclass
from typing import final

from tumen.actors.base import Actor, CommonTraits, Intent
from tumen.base.arrays import PerReplicate
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Valley(Actor):
    """Rule: the valley sells the hill the same every month."""

    key = "valley"
    flows = {"trade": ("hill",)}

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets the valley apart; values come from the draws."""

        sold: PerReplicate  # [USD bn/month]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Sell."""
        return self.gives(trade={"hill": self.traits.sold})
