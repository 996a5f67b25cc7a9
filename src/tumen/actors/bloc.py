"""The US/ROK/Japan bloc: arms Ukraine, sanctions its opponents, drills the more the closer they get."""

from dataclasses import dataclass
from typing import Any, final

from tumen.actors.base import Actor, CommonTraits, Intent, help_in_war, trade_under_sanctions
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


def wish_to_drill(
    threat: Any, alignment: Any, *, readiness: Any, threat_weight: Any, ranks_weight: Any
) -> Any:
    r"""Advantage of a joint exercise over a month without one.

    .. math:: U = r + w_t t + w_x \max(x, 0)

    Parameters
    ----------
    threat
        Threats from Pyongyang, as remembered, :math:`t` in 0..1. [share]
    alignment
        Of Pyongyang with Moscow, :math:`x` in -1..1; they close ranks where it is positive. [alignment]
    readiness
        Advantage without threat and closed ranks, :math:`r`. [utility]
    threat_weight, ranks_weight
        Of threats [utility/share], and of closed ranks [utility/alignment].

    Returns
    -------
    Advantage, never below the readiness. [utility]
    """
    return readiness + threat_weight * threat + ranks_weight * above(alignment, 0)


def pressure_by_sanctions(sanctions: Any, *, in_peace: Any, added: Any) -> Any:
    """Pressure on the attacker.

    Parameters
    ----------
    sanctions
        How far they have gone, in 0..1. [share]
    in_peace, added
        Pressure before the war, and what sanctions at their height add. [share]

    Returns
    -------
    Pressure in ``in_peace``..``in_peace + added``. [share]
    """
    return in_peace + added * sanctions


def pressed(cohesion: Any, *, by_law: Any, by_arms: Any) -> Any:
    """Pressure on an opponent, by sanctions or tariffs and by joint deterrence.

    Parameters
    ----------
    cohesion
        Of the bloc, in 0..1. [share]
    by_law, by_arms
        Pressure by legal means, and by full cohesion, in 0..1 together. [share]

    Returns
    -------
    Pressure in 0..1. [share]
    """
    return by_law + by_arms * cohesion


@final
class Bloc(Actor):
    """Rule: the bloc drills together when Pyongyang threatens it or closes ranks with Moscow.

    It arms Ukraine as long as there is war and will; sanctions press on Russia until they are lifted.
    """

    key = "bloc"
    choices = ("drill",)
    flows = {
        "military_aid": ("ukraine",),
        "aid": ("ukraine",),
        "support": ("ukraine",),
        "trade": ("china", "russia", "ukraine"),
        "exercises": ("dprk",),
        "pressure": ("dprk", "russia", "china"),
    }

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets the bloc apart; values come from the draws."""

        drill_readiness: PerReplicate  # [utility]
        drill_threat: PerReplicate  # [utility/share]
        drill_closing_ranks: PerReplicate  # [utility/alignment]
        drill_size: PerReplicate  # [share]
        aid_to_ukraine: PerReplicate  # at the height of support [share]
        backing: PerReplicate  # public support of Ukraine [share]
        trade_with_china: PerReplicate  # [USD bn/month]
        trade_with_russia: PerReplicate  # before the war [USD bn/month]
        trade_lost_to_sanctions: PerReplicate  # at their height [share]
        trade_with_ukraine: PerReplicate  # [USD bn/month]
        financial_aid: PerReplicate  # to Ukraine, at the height of support [USD bn/month]
        sanctions_on_dprk: PerReplicate  # [share]
        deterrence: PerReplicate  # pressure on the DPRK by full cohesion [share]
        containment: PerReplicate  # pressure on China by full cohesion [share]
        sanctions_in_peace: PerReplicate  # on Russia, before the war [share]
        sanctions_added: PerReplicate  # on Russia, at their height [share]
        pressure_on_china: PerReplicate  # at full rivalry [share]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on aid, trade, drills and sanctions."""
        own, sanctions = self.traits, world.condition("sanctions")
        will, war = world.condition("western_support"), world.condition("war_intensity")
        cohesion = world["cohesion", "bloc"]
        return self.gives(
            military_aid={"ukraine": help_in_war(will, war, full=own.aid_to_ukraine)},
            aid={"ukraine": help_in_war(will, war, full=own.financial_aid)},
            support={"ukraine": help_in_war(will, war, full=own.backing)},
            trade={
                "china": own.trade_with_china,
                "russia": trade_under_sanctions(
                    sanctions, before=own.trade_with_russia, lost=own.trade_lost_to_sanctions
                ),
                "ukraine": own.trade_with_ukraine,
            },
            exercises={"dprk": where_chosen(self._drills(world, dice), own.drill_size)},
            pressure={
                "dprk": pressed(cohesion, by_law=own.sanctions_on_dprk, by_arms=own.deterrence),
                "russia": pressure_by_sanctions(
                    sanctions, in_peace=own.sanctions_in_peace, added=own.sanctions_added
                ),
                "china": pressed(
                    cohesion,
                    by_law=own.pressure_on_china * world.condition("rivalry"),
                    by_arms=own.containment,
                ),
            },
        )

    def _drills(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_drill(
            world["hostility", "dprk", "bloc"],
            world.alignment("dprk", "russia"),
            readiness=own.drill_readiness,
            threat_weight=own.drill_threat,
            ranks_weight=own.drill_closing_ranks,
        )
        return self.chooses("drill", advantage, dice)
