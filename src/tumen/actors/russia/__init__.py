"""Russia: buys munitions with arrears, honours the friendship while it needs it, and fights on."""

from dataclasses import dataclass
from typing import final

from tumen.actors.base import Actor, CommonTraits, Intent, capped, consent, trade_under_sanctions
from tumen.actors.russia.rules import payment, wish_to_consent, wish_to_pay, wish_to_praise, wish_to_teach
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import chance_within_month, flag, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Russia(Actor):
    """Rule: Moscow pays for arms promptly while it needs shells, and stalls as need falls and the bill grows.

    It praises Pyongyang as long as it needs it and the West stays closed, and opens the river only if China
    means more to it than the influence it would share.
    """

    key = "russia"
    choices = ("pay", "praise", "lean_east", "consent", "teach", "share_nuclear")
    flows = {
        "payment": ("dprk",),
        "aid": ("dprk",),
        "support": ("dprk", "china"),
        "trade": ("china", "dprk", "bloc"),
        "pressure": ("ukraine", "bloc"),
        "access": ("china",),
        "technology": ("dprk",),
        "nuclear_technology": ("dprk",),
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
        praise_law: PerReplicate  # [utility/share]
        lean_readiness: PerReplicate  # [utility]
        lean_war: PerReplicate  # [utility/share]
        backing: PerReplicate  # public support when it shows it [share]
        trade_with_china: PerReplicate  # [USD bn/month]
        trade_with_dprk: PerReplicate  # [USD bn/month]
        trade_with_bloc: PerReplicate  # before the war [USD bn/month]
        trade_lost_to_sanctions: PerReplicate  # at their height [share]
        pressure_on_bloc: PerReplicate  # with the war at its height [share]
        trade_lost_to_enforcement: PerReplicate  # with the DPRK, at full enforcement [share]
        payment_lost_to_enforcement: PerReplicate  # at full enforcement [share]
        technology_lost_to_enforcement: PerReplicate  # at full enforcement [share]
        teach_readiness: PerReplicate  # [utility]
        teach_need: PerReplicate  # [utility/share]
        teach_thaw: PerReplicate  # [utility/share]
        nuclear_rate: PerReplicate  # of sharing nuclear technology, fully willing to share other [1/year]
        consent_readiness: PerReplicate  # [utility]
        consent_regard: PerReplicate  # [utility/alignment]
        consent_stake: PerReplicate  # [utility/alignment]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on bills, words, trade, force, lessons, and the river."""
        own, war, enforcement = self.traits, *map(world.condition, ("war_intensity", "enforcement"))
        arrears, pays = world["arrears", "russia", "dprk"], self._pays(world, dice)
        willing = payment(arrears, pays, prompt_share=own.prompt_share, stalled_share=own.stalled_share)
        paid = willing * (1 - world.condition("payments_halted"))
        return self.gives(
            payment={"dprk": capped(paid, enforcement, lost=own.payment_lost_to_enforcement)},
            aid={"dprk": world.condition("grants")},
            support={
                "dprk": where_chosen(self._praises(world, dice), own.backing),
                "china": where_chosen(self._leans_east(war, dice), own.backing),
            },
            trade={
                "china": own.trade_with_china,
                "dprk": capped(
                    own.trade_with_dprk * world.condition("border_open"),
                    enforcement,
                    lost=own.trade_lost_to_enforcement,
                ),
                "bloc": trade_under_sanctions(
                    world.condition("sanctions"), before=own.trade_with_bloc, lost=own.trade_lost_to_sanctions
                ),
            },
            pressure={"ukraine": war, "bloc": own.pressure_on_bloc * war},
            access={"china": consent(world.condition("river_offer"), self._agrees(world, dice))},
            technology={"dprk": self._lessons(world, dice)},
            nuclear_technology={"dprk": flag(self._shares_nuclear(world, dice))},
        )

    def _pays(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_pay(
            world["demand", "russia"],
            world.alignment("russia", "dprk"),
            world["arrears", "russia", "dprk"],
            readiness=own.pay_readiness,
            need_weight=own.pay_need,
            regard_weight=own.pay_regard,
            burden_weight=own.pay_burden,
            burden_half=own.burden_half,
        )
        return self.chooses("pay", advantage, dice)

    def _praises(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_praise(
            world["demand", "russia"],
            world.alignment("russia", "dprk"),
            world.condition("thaw"),
            world.condition("enforcement"),
            readiness=own.praise_readiness,
            need_weight=own.praise_need,
            regard_weight=own.praise_regard,
            thaw_weight=own.praise_thaw,
            law_weight=own.praise_law,
        )
        return self.chooses("praise", advantage, dice)

    def _leans_east(self, war: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        return self.follows("lean_east", war, dice, readiness=own.lean_readiness, weight=own.lean_war)

    def _lessons(self, world: World, dice: Dice) -> PerReplicate:
        own, willing = self.traits, world.condition("technology_offer")
        advantage = wish_to_teach(
            world["demand", "russia"],
            world.condition("thaw"),
            readiness=own.teach_readiness,
            need_weight=own.teach_need,
            thaw_weight=own.teach_thaw,
        )
        lessons = where_chosen(self.chooses("teach", advantage, dice), willing)
        left: PerReplicate = capped(
            lessons, world.condition("enforcement"), lost=own.technology_lost_to_enforcement
        )
        return left

    def _shares_nuclear(self, world: World, dice: Dice) -> PerReplicateMask:
        rate = self.traits.nuclear_rate * world.condition("technology_offer")
        return dice.happens("russia/share_nuclear", chance_within_month(rate))

    def _agrees(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_consent(
            world.alignment("russia", "china"),
            world.alignment("russia", "dprk"),
            readiness=own.consent_readiness,
            regard_weight=own.consent_regard,
            stake_weight=own.consent_stake,
        )
        return self.chooses("consent", advantage, dice)
