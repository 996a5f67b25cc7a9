"""Ukraine: resists, and condemns those who send its enemy shells and soldiers."""

from dataclasses import dataclass
from typing import Any, final

from tumen.actors.base import Actor, CommonTraits, Intent, help_in_war
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import saturation, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


def wish_to_accuse(
    arms: Any,
    deployment: Any,
    disclosed: Any,
    *,
    readiness: Any,
    arms_weight: Any,
    arms_half: Any,
    troops_weight: Any,
    disclosed_weight: Any,
) -> Any:
    r"""Advantage of accusing whoever arms the attacker, over keeping silent.

    .. math:: U = r + w_q \frac{q}{q + h} + w_d d + w_a a

    Parameters
    ----------
    arms, arms_half
        Munitions delivered so far :math:`q` >= 0, and the amount that counts half, :math:`h`. [containers]
    deployment, disclosed
        Whether soldiers may be sent :math:`d`, and whether they are admitted :math:`a`, 0 or 1. [flag]
    readiness
        Advantage with neither arms nor soldiers, :math:`r`. [utility]
    arms_weight, troops_weight, disclosed_weight
        Of a flood of arms, of soldiers, and of their admission. [utility]

    Returns
    -------
    Advantage, between the readiness and its sum with all weights. [utility]
    """
    indignation = arms_weight * saturation(arms, arms_half)
    return readiness + indignation + troops_weight * deployment + disclosed_weight * disclosed


@final
class Ukraine(Actor):
    """Rule: Kyiv fights as long as it is attacked, and thanks its helpers.

    It accuses Pyongyang the more, the more shells it has sent, and most once soldiers follow the shells.
    """

    key = "ukraine"
    choices = ("accuse",)
    flows = {
        "pressure": ("russia", "dprk"),
        "support": ("bloc",),
        "trade": ("bloc",),
    }

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets Kyiv apart; values come from the draws."""

        accuse_readiness: PerReplicate  # [utility]
        accuse_arms: PerReplicate  # [utility]
        arms_half: PerReplicate  # containers delivered that count half [containers]
        accuse_troops: PerReplicate  # [utility/flag]
        accuse_disclosed: PerReplicate  # [utility/flag]
        accusation: PerReplicate  # pressure of a month with accusations [share]
        gratitude: PerReplicate  # public support of the bloc at full aid [share]
        trade_with_bloc: PerReplicate  # [USD bn/month]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on resistance, accusations and thanks."""
        own, war, will = self.traits, world.condition("war_intensity"), world.condition("western_support")
        return self.gives(
            pressure={"russia": war, "dprk": where_chosen(self._accuses(world, dice), own.accusation)},
            support={"bloc": help_in_war(will, war, full=own.gratitude)},
            trade={"bloc": own.trade_with_bloc},
        )

    def _accuses(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_accuse(
            world["arms_delivered", "dprk", "russia"],
            world.condition("deployment"),
            world.condition("disclosed"),
            readiness=own.accuse_readiness,
            arms_weight=own.accuse_arms,
            arms_half=own.arms_half,
            troops_weight=own.accuse_troops,
            disclosed_weight=own.accuse_disclosed,
        )
        return self.chooses("accuse", advantage, dice)
