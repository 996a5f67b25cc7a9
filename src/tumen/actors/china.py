"""China: keeps its neighbour supplied, and turns cool when Pyongyang leans on Moscow."""

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from tumen.actors.base import Actor, CommonTraits, Intent, capped, reopening
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


def wish_to_reopen(
    alignment: Any, displeasure: Any, *, readiness: Any, regard_weight: Any, displeasure_weight: Any
) -> Any:
    r"""Advantage of reopening a link over the border this month over waiting.

    .. math:: U = r + w_x x - w_u u

    Parameters
    ----------
    alignment, displeasure
        With the neighbour :math:`x` in -1..1, and displeasure with it :math:`u` >= 0. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    regard_weight, displeasure_weight
        Of regard for, and of displeasure against. [utility/alignment]

    Returns
    -------
    Advantage, falling with displeasure. [utility]
    """
    return readiness + regard_weight * alignment - displeasure_weight * displeasure


def trade_over_border(border_open: Any, squeezes: Any, *, usual: Any, squeezed: Any) -> Any:
    """Goods, or help, that cross the land border.

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


def trade_gained(cause: Any, *, before: Any, gained: Any) -> Any:
    """Trade that something raises: a war in which others sanction the partner, or a new bridge.

    Parameters
    ----------
    cause
        How far it has gone, in 0..1. [share]
    before
        Trade without it. [USD bn/month]
    gained
        Part by which it raises trade in full, >= 0. [share]

    Returns
    -------
    Trade, never below ``before``. [USD bn/month]
    """
    return before * (1 + gained * cause)


@final
class China(Actor):
    """Rule: Beijing honours Pyongyang in public while rivalry with Washington bites, less so beside Moscow.

    The closer Pyongyang is to Moscow, the less it is honoured; beyond Beijing's tolerance trade may drop
    for a month. Beijing backs Moscow, but cautiously.
    """

    key = "china"
    choices = ("honour", "squeeze", "back_russia", "tours", "passengers", "bridge")
    flows = {
        "trade": ("dprk", "russia", "bloc"),
        "support": ("dprk", "russia"),
        "pressure": ("bloc",),
        "aid": ("dprk",),
        "tours": ("dprk",),
        "passengers": ("dprk",),
        "bridge": ("dprk",),
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
        trade_lost_to_enforcement: PerReplicate  # with the DPRK, at full enforcement [share]
        trade_gained_by_bridge: PerReplicate  # with the DPRK [share]
        aid_to_dprk: PerReplicate  # with the border open [USD bn/month]
        link_readiness: PerReplicate  # to reopen a link with the DPRK [utility]
        link_regard: PerReplicate  # [utility/alignment]
        link_displeasure: PerReplicate  # [utility/alignment]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on words and trade."""
        own, war, rivalry = self.traits, world.condition("war_intensity"), world.condition("rivalry")
        displeasure = above(world.alignment("dprk", "russia"), own.tolerance)
        squeezes = self._squeezes(displeasure, dice)
        return self.gives(
            trade={
                "dprk": self._over_border(self._trade_allowed(world), squeezes, world),
                "russia": trade_gained(war, before=own.trade_with_russia, gained=own.trade_gained_by_war),
                "bloc": own.trade_with_bloc,
            },
            support={
                "dprk": where_chosen(self._honours(world, displeasure, dice), own.backing),
                "russia": where_chosen(self._backs_russia(world, dice), own.backing),
            },
            pressure={"bloc": own.pressure_on_bloc * rivalry},
            aid={"dprk": self._over_border(own.aid_to_dprk, squeezes, world)},
            tours={"dprk": self._reopens("tours", world, displeasure, dice)},
            passengers={"dprk": self._reopens("passengers", world, displeasure, dice)},
            bridge={"dprk": self._reopens("bridge", world, displeasure, dice)},
        )

    def _trade_allowed(self, world: World) -> PerReplicate:
        """Return the trade with Pyongyang that sanctions and roads allow. [USD bn/month]"""
        own = self.traits
        lifted = trade_gained(
            world.condition("bridge_open"), before=own.trade_with_dprk, gained=own.trade_gained_by_bridge
        )
        allowed: PerReplicate = capped(
            lifted, world.condition("enforcement"), lost=own.trade_lost_to_enforcement
        )
        return allowed

    def _over_border(self, usual: PerReplicate, squeezes: PerReplicateMask, world: World) -> PerReplicate:
        squeezed = self.traits.squeezed_trade
        border = world.condition("border_open") * (1 - world.condition("supplies_halted"))
        crossing: PerReplicate = trade_over_border(border, squeezes, usual=usual, squeezed=squeezed)
        return crossing

    def _reopens(self, link: str, world: World, displeasure: PerReplicate, dice: Dice) -> PerReplicate:
        own = self.traits
        advantage = wish_to_reopen(
            world.alignment("china", "dprk"),
            displeasure,
            readiness=own.link_readiness,
            regard_weight=own.link_regard,
            displeasure_weight=own.link_displeasure,
        )
        leave: PerReplicate = reopening(self.chooses(link, advantage, dice), world.condition("links_frozen"))
        return leave

    def _squeezes(self, displeasure: PerReplicate, dice: Dice) -> PerReplicateMask:
        readiness, weight = self.traits.squeeze_readiness, self.traits.squeeze_displeasure
        return self.follows("squeeze", displeasure, dice, readiness=readiness, weight=weight)

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
        own, rivalry = self.traits, world.condition("rivalry")
        readiness, weight = own.back_russia_readiness, own.back_russia_rivalry
        return self.follows("back_russia", rivalry, dice, readiness=readiness, weight=weight)
