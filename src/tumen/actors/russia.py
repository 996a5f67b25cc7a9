"""Russia: buys munitions with arrears, honours the friendship while it needs it, and fights on."""

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from tumen.actors.base import Actor, CommonTraits, Intent, consent, trade_under_sanctions, wish
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, saturation, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


def wish_to_pay(
    demand: Any,
    alignment: Any,
    arrears: Any,
    *,
    readiness: Any,
    need_weight: Any,
    regard_weight: Any,
    burden_weight: Any,
    burden_half: Any,
) -> Any:
    r"""Advantage of paying promptly over stalling.

    .. math:: U = r + w_n n + w_x x - w_B \frac{B}{B + h}

    Parameters
    ----------
    demand
        Munitions wanted from abroad, :math:`n` in 0..1. [share]
    alignment
        With the client, :math:`x` in -1..1. [alignment]
    arrears, burden_half
        What is owed :math:`B` >= 0, and the debt that counts half, :math:`h`. [USD bn]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    need_weight, regard_weight
        Of need [utility/share] and of regard for the client [utility/alignment], for paying.
    burden_weight
        Of the largest bill, against paying. [utility]

    Returns
    -------
    Advantage, falling with the bill. [utility]
    """
    for_it = need_weight * demand + regard_weight * alignment
    return readiness + for_it - burden_weight * saturation(arrears, burden_half)


def payment(arrears: Any, pays: Any, *, prompt_share: Any, stalled_share: Any) -> Any:
    """Payment of a month.

    Parameters
    ----------
    arrears
        What is owed, >= 0. [USD bn]
    pays
        Whether it pays promptly. [flag]
    prompt_share, stalled_share
        Share of the arrears paid in a month when it pays, and when it stalls, in 0..1. [1/month]

    Returns
    -------
    Payment in 0..``arrears``. [USD bn/month]
    """
    return arrears * np.where(pays, prompt_share, stalled_share)


def wish_to_praise(
    demand: Any,
    alignment: Any,
    thaw: Any,
    *,
    readiness: Any,
    need_weight: Any,
    regard_weight: Any,
    thaw_weight: Any,
) -> Any:
    r"""Advantage of praising the client in public over keeping silent.

    .. math:: U = r + w_n n + w_x x - w_t t

    Parameters
    ----------
    demand, thaw
        Munitions wanted from abroad :math:`n`, and understanding with the West :math:`t`, in 0..1. [share]
    alignment
        With the client, :math:`x` in -1..1. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    need_weight, thaw_weight
        Of need for, and of the understanding against. [utility/share]
    regard_weight
        Of regard for the client, for. [utility/alignment]

    Returns
    -------
    Advantage. [utility]
    """
    return readiness + need_weight * demand + regard_weight * alignment - thaw_weight * thaw


def wish_to_consent(
    alignment: Any, own_influence: Any, *, readiness: Any, regard_weight: Any, stake_weight: Any
) -> Any:
    r"""Advantage of letting the neighbour's ships use the shared river.

    .. math:: U = r + w_x x - w_s \max(y, 0)

    Parameters
    ----------
    alignment, own_influence
        With the neighbour :math:`x`, and with the client over whom influence would be shared :math:`y`, in
        -1..1. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    regard_weight, stake_weight
        Of regard for, and of the influence at stake against. [utility/alignment]

    Returns
    -------
    Advantage. [utility]
    """
    return readiness + regard_weight * alignment - stake_weight * above(own_influence, 0)


@final
class Russia(Actor):
    """Rule: Moscow pays for arms promptly while it needs shells, and stalls as need falls and the bill grows.

    It praises Pyongyang as long as it needs it and the West stays closed, and opens the river only if China
    means more to it than the influence it would share.
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
        trade_lost_to_sanctions: PerReplicate  # at their height [share]
        pressure_on_bloc: PerReplicate  # with the war at its height [share]
        consent_readiness: PerReplicate  # [utility]
        consent_regard: PerReplicate  # [utility/alignment]
        consent_stake: PerReplicate  # [utility/alignment]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on bills, words, trade, force, and the river."""
        own, war = self.traits, world.condition("war_intensity")
        arrears, pays = world["arrears", "russia", "dprk"], self._pays(world, dice)
        paid = payment(arrears, pays, prompt_share=own.prompt_share, stalled_share=own.stalled_share)
        return self.gives(
            payment={"dprk": paid},
            support={
                "dprk": where_chosen(self._praises(world, dice), own.backing),
                "china": where_chosen(self._leans_east(war, dice), own.backing),
            },
            trade={
                "china": own.trade_with_china,
                "dprk": own.trade_with_dprk * world.condition("border_open"),
                "bloc": trade_under_sanctions(
                    world.condition("sanctions"), before=own.trade_with_bloc, lost=own.trade_lost_to_sanctions
                ),
            },
            pressure={"ukraine": war, "bloc": own.pressure_on_bloc * war},
            access={"china": consent(world.condition("river_offer"), self._agrees(world, dice))},
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
            readiness=own.praise_readiness,
            need_weight=own.praise_need,
            regard_weight=own.praise_regard,
            thaw_weight=own.praise_thaw,
        )
        return self.chooses("praise", advantage, dice)

    def _leans_east(self, war: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish(war, readiness=own.lean_readiness, weight=own.lean_war)
        return self.chooses("lean_east", advantage, dice)

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
