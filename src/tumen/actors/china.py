"""China: keeps its neighbour supplied, and turns cool when Pyongyang leans on Moscow."""

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from tumen.actors.base import Actor, CommonTraits, Intent, wish
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


def wish_to_honour(
    alignment: Any,
    rivalry: Any,
    displeasure: Any,
    *,
    readiness: Any,
    regard_weight: Any,
    rivalry_weight: Any,
    displeasure_weight: Any,
) -> Any:
    r"""Advantage of honouring Pyongyang in public over keeping silent.

    .. math:: U = r + w_x x + w_v v - w_u u

    Parameters
    ----------
    alignment, displeasure
        Own alignment with Pyongyang :math:`x` in -1..1, and by how much Pyongyang's with Moscow passes what
        is tolerated, :math:`u` >= 0. [alignment]
    rivalry
        With Washington, :math:`v` in 0..1. [share]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    regard_weight, displeasure_weight
        Of regard for, and of displeasure against. [utility/alignment]
    rivalry_weight
        Of rivalry for. [utility/share]

    Returns
    -------
    Advantage, falling with displeasure. [utility]
    """
    return readiness + regard_weight * alignment + rivalry_weight * rivalry - displeasure_weight * displeasure


def trade_over_border(border_open: Any, squeezes: Any, *, usual: Any, squeezed: Any) -> Any:
    """Goods that cross the land border.

    Parameters
    ----------
    border_open
        Traffic over the border, in 0..1. [share]
    squeezes
        Whether trade is let drop this month. [flag]
    usual
        Trade with the border open. [USD bn/month]
    squeezed
        Share of it left in a squeezed month, in 0..1. [share]

    Returns
    -------
    Trade in 0..``usual``. [USD bn/month]
    """
    return usual * border_open * np.where(squeezes, squeezed, 1)


def trade_gained(war: Any, *, before: Any, gained: Any) -> Any:
    """Trade with an attacker whom others sanction.

    Parameters
    ----------
    war
        Intensity of the war, in 0..1. [share]
    before
        Trade before the war. [USD bn/month]
    gained
        Part by which the war at its height raises it, >= 0. [share]

    Returns
    -------
    Trade, never below ``before``. [USD bn/month]
    """
    return before * (1 + gained * war)


@final
class China(Actor):
    """Rule: Beijing honours Pyongyang in public while rivalry with Washington bites, less so beside Moscow.

    The closer Pyongyang is to Moscow, the less it is honoured; beyond Beijing's tolerance trade may drop
    for a month. Beijing backs Moscow, but cautiously.
    """

    key = "china"
    choices = ("honour", "squeeze", "back_russia")
    flows = {
        "trade": ("dprk", "russia", "bloc"),
        "support": ("dprk", "russia"),
        "pressure": ("bloc",),
    }

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets Beijing apart; values come from the draws."""

        tolerance: PerReplicate  # alignment of Pyongyang with Moscow that Beijing puts up with [alignment]
        honour_readiness: PerReplicate  # [utility]
        honour_regard: PerReplicate  # [utility/alignment]
        honour_rivalry: PerReplicate  # [utility/share]
        honour_displeasure: PerReplicate  # [utility/alignment]
        squeeze_readiness: PerReplicate  # [utility]
        squeeze_displeasure: PerReplicate  # [utility/alignment]
        squeezed_trade: PerReplicate  # share of trade left in a squeezed month [share]
        back_russia_readiness: PerReplicate  # [utility]
        back_russia_rivalry: PerReplicate  # [utility/share]
        backing: PerReplicate  # public support when it shows it [share]
        trade_with_dprk: PerReplicate  # with the border open [USD bn/month]
        trade_with_russia: PerReplicate  # before the war [USD bn/month]
        trade_gained_by_war: PerReplicate  # [share]
        trade_with_bloc: PerReplicate  # [USD bn/month]
        pressure_on_bloc: PerReplicate  # at full rivalry [share]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on words and trade."""
        own, war, rivalry = self.traits, world.condition("war_intensity"), world.condition("rivalry")
        displeasure = above(world.alignment("dprk", "russia"), own.tolerance)
        return self.gives(
            trade={
                "dprk": trade_over_border(
                    world.condition("border_open"),
                    self._squeezes(displeasure, dice),
                    usual=own.trade_with_dprk,
                    squeezed=own.squeezed_trade,
                ),
                "russia": trade_gained(war, before=own.trade_with_russia, gained=own.trade_gained_by_war),
                "bloc": own.trade_with_bloc,
            },
            support={
                "dprk": where_chosen(self._honours(world, displeasure, dice), own.backing),
                "russia": where_chosen(self._backs_russia(world, dice), own.backing),
            },
            pressure={"bloc": own.pressure_on_bloc * rivalry},
        )

    def _squeezes(self, displeasure: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish(displeasure, readiness=own.squeeze_readiness, weight=own.squeeze_displeasure)
        return self.chooses("squeeze", advantage, dice)

    def _honours(self, world: World, displeasure: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_honour(
            world.alignment("china", "dprk"),
            world.condition("rivalry"),
            displeasure,
            readiness=own.honour_readiness,
            regard_weight=own.honour_regard,
            rivalry_weight=own.honour_rivalry,
            displeasure_weight=own.honour_displeasure,
        )
        return self.chooses("honour", advantage, dice)

    def _backs_russia(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        rivalry = world.condition("rivalry")
        advantage = wish(rivalry, readiness=own.back_russia_readiness, weight=own.back_russia_rivalry)
        return self.chooses("back_russia", advantage, dice)
