"""Russia: buys munitions with arrears, honours the friendship while it needs it, and fights on."""

from dataclasses import dataclass
from typing import final

import numpy as np

from tumen.actors.base import Actor, CommonTraits, Intent
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, flag, saturation
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Russia(Actor):
    """Rule: Moscow pays its arms debts promptly while it needs more shells, and stalls as need falls and the bill grows.

    It praises Pyongyang as long as it needs it and the West stays closed, and opens the river only if China means more to it
    than the influence it would share.
    """

    key = "russia"
    choices = ("pay", "praise", "lean_east", "consent")
    flows = {
        "payment": ("dprk",),
        "support": ("dprk", "china"),
        "trade": ("china", "dprk", "bloc"),
        "pressure": ("ukraine", "bloc"),
        "access": ("china",),
    }

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets Moscow apart; values come from the draws."""

        pay_readiness: PerReplicate  # [utility]
        pay_need: PerReplicate  # [utility/share]
        pay_regard: PerReplicate  # [utility/alignment]
        pay_burden: PerReplicate  # [utility]
        burden_half: PerReplicate  # arrears that count half [USD bn]
        prompt_share: PerReplicate  # of arrears paid in a month when it pays [share/month]
        stalled_share: PerReplicate  # of arrears paid in a month when it stalls [share/month]
        praise_readiness: PerReplicate  # [utility]
        praise_need: PerReplicate  # [utility/share]
        praise_regard: PerReplicate  # [utility/alignment]
        praise_thaw: PerReplicate  # [utility/share]
        lean_readiness: PerReplicate  # [utility]
        lean_war: PerReplicate  # [utility/share]
        backing: PerReplicate  # public support when it shows it [share]
        trade_with_china: PerReplicate  # [USD bn/month]
        trade_with_dprk: PerReplicate  # [USD bn/month]
        trade_with_bloc: PerReplicate  # before the war [USD bn/month]
        trade_lost_to_war: PerReplicate  # [share]
        pressure_on_bloc: PerReplicate  # with the war at its height [share]
        consent_readiness: PerReplicate  # [utility]
        consent_regard: PerReplicate  # [utility/alignment]
        consent_stake: PerReplicate  # [utility/alignment]

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on bills, words, trade, force, and the river."""
        own, war = self.traits, world.condition("war_intensity")
        pays = self.chooses("pay", self._wish_to_pay(world), dice)
        paid = world["arrears", "russia", "dprk"] * np.where(pays, own.prompt_share, own.stalled_share)
        open_west = 1 - own.trade_lost_to_war * war * (1 - world.condition("thaw"))
        return self.gives(
            payment={"dprk": paid},
            support={
                "dprk": np.where(self.chooses("praise", self._wish_to_praise(world), dice), own.backing, 0),
                "china": np.where(
                    self.chooses("lean_east", self._wish_to_lean_east(world), dice), own.backing, 0
                ),
            },
            trade={
                "china": own.trade_with_china,
                "dprk": own.trade_with_dprk * world.condition("border_open"),
                "bloc": own.trade_with_bloc * open_west,
            },
            pressure={"ukraine": war, "bloc": own.pressure_on_bloc * war},
            access={"china": flag(self._consents(world, dice))},
        )

    def _wish_to_pay(self, world: World) -> PerReplicate:
        own = self.traits
        need = own.pay_need * world["demand", "russia"] + own.pay_regard * world.alignment("russia", "dprk")
        burden = own.pay_burden * saturation(world["arrears", "russia", "dprk"], own.burden_half)
        return own.pay_readiness + need - burden

    def _wish_to_praise(self, world: World) -> PerReplicate:
        own = self.traits
        regard = own.praise_regard * world.alignment("russia", "dprk")
        need = own.praise_need * world["demand", "russia"]
        return own.praise_readiness + need + regard - own.praise_thaw * world.condition("thaw")

    def _wish_to_lean_east(self, world: World) -> PerReplicate:
        return self.traits.lean_readiness + self.traits.lean_war * world.condition("war_intensity")

    def _consents(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        regard = own.consent_regard * world.alignment("russia", "china")
        stake = own.consent_stake * above(world.alignment("russia", "dprk"), 0)
        wish = own.consent_readiness + regard - stake
        return (world.condition("river_offer") > 0) & self.chooses("consent", wish, dice)
