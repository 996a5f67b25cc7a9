"""The federation: wages war with the kingdom's arms, and holds the mouth of a river."""

from dataclasses import dataclass
from typing import final

from tumen.actors.base import Actor, CommonTraits, Intent, consent
from tumen.base.arrays import PerReplicate
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Federation(Actor):
    """Rule: the federation pays a part of its debts, praises who arms it, and lets friends through."""

    key = "federation"
    choices = ("let_through",)
    flows = {"payment": ("kingdom",), "support": ("kingdom",), "access": ("republic",)}

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets the federation apart; values come from the draws."""

        paid_share: PerReplicate  # of its debts [1/month]
        praise: PerReplicate  # [share]
        let_through_readiness: PerReplicate  # [utility]
        let_through_regard: PerReplicate  # [utility/alignment]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on payment, words and the river."""
        own = self.traits
        agrees = self.follows(
            "let_through",
            world.alignment("federation", "republic"),
            dice,
            readiness=own.let_through_readiness,
            weight=own.let_through_regard,
        )
        return self.gives(
            payment={"kingdom": own.paid_share * world["arrears", "federation", "kingdom"]},
            support={"kingdom": own.praise},
            access={"republic": consent(world.condition("river_offer"), agrees)},
        )
