"""The DPRK: sells arms and soldiers to Moscow, keeps quiet about it, and courts Beijing when it must."""

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from tumen.actors.base import Actor, CommonTraits, Intent, consent, wish
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, chance_within_month, flag, saturation, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


def wish_to_ship(
    alignment: Any, unpaid: Any, *, readiness: Any, regard_weight: Any, unpaid_weight: Any
) -> Any:
    r"""Advantage of shipping all that is wanted over holding back.

    .. math:: U = r + w_x x - w_b b

    Parameters
    ----------
    alignment
        With the buyer, :math:`x` in -1..1. [alignment]
    unpaid
        How much the buyer's debt weighs, :math:`b` in 0..1. [share]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    regard_weight, unpaid_weight
        Of regard for [utility/alignment], and of debt against [utility/share].

    Returns
    -------
    Advantage, falling with the debt. [utility]
    """
    return readiness + regard_weight * alignment - unpaid_weight * unpaid


def arms_shipped(channel: Any, demand: Any, ships: Any, *, capacity: Any, held_back: Any) -> Any:
    """Munitions shipped in a month.

    Parameters
    ----------
    channel, demand
        Share of the capacity that agreements have opened, and share that is wanted, in 0..1. [share]
    ships
        Whether all that is wanted is shipped. [flag]
    capacity
        Most that can be shipped. [containers/month]
    held_back
        Share still shipped where not, in 0..1. [share]

    Returns
    -------
    Shipment in 0..``capacity``. [containers/month]
    """
    return capacity * channel * demand * np.where(ships, 1, held_back)


def wish_to_dispatch(
    commitment: Any, war: Any, losses: Any, *, readiness: Any, bond_weight: Any, losses_weight: Any
) -> Any:
    r"""Advantage of sending more soldiers over sending none.

    .. math:: U = r + w_c c w - w_l l

    Parameters
    ----------
    commitment, war, losses
        How far it holds itself bound :math:`c`, intensity of the war :math:`w`, and how much losses so far
        weigh :math:`l`, in 0..1. [share]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    bond_weight, losses_weight
        Of a bond in war for, and of losses against. [utility/share]

    Returns
    -------
    Advantage, falling with losses. [utility]
    """
    return readiness + bond_weight * (commitment * war) - losses_weight * losses


def secrecy(deployment: Any, disclosed: Any, silence: Any) -> Any:
    """Whether there are soldiers abroad who may be admitted but have not been, 0 or 1. [flag]"""
    return deployment * (1 - disclosed) * (1 - silence)


def chance_to_admit(
    losses: Any, returned: Any, untenable: Any, *, rate: Any, losses_weight: Any, returned_weight: Any
) -> Any:
    r"""Chance that soldiers abroad are admitted in a month, where they are still a secret.

    .. math:: p = \max\left(1 - e^{-\lambda / 12}, u\right), \qquad \lambda = \lambda_0 e^{w_l l + w_h h}

    Parameters
    ----------
    losses, returned
        How much losses :math:`l` and homecomings :math:`h` so far weigh, in 0..1. [share]
    untenable
        Whether the secret can be kept no longer, :math:`u` is 0 or 1. [flag]
    rate
        With neither losses nor homecomings, :math:`\lambda_0`. [1/year]
    losses_weight, returned_weight
        Growth of the rate's logarithm by losses and by homecomings. [1]

    Returns
    -------
    Chance in 0..1. [1/month]
    """
    strain = losses_weight * losses + returned_weight * returned
    return np.maximum(chance_within_month(rate * np.exp(strain)), untenable)


def wish_to_court(
    dependence: Any,
    unpaid: Any,
    regard_missed: Any,
    attraction: Any,
    *,
    readiness: Any,
    need_weight: Any,
    unpaid_weight: Any,
    repair_weight: Any,
    focus_weight: Any,
) -> Any:
    r"""Advantage of courting one patron in public, while the other stands by.

    .. math:: U = r + w_d d + w_b b + w_m m - w_x x

    Parameters
    ----------
    dependence, unpaid
        Economic dependence on the patron :math:`d`, and how much the other patron's debt weighs :math:`b`,
        in 0..1. [share]
    regard_missed, attraction
        What the patron's alignment lacks of the one wanted :math:`m` >= 0, and its own positive alignment
        with the other patron :math:`x` >= 0. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    need_weight, unpaid_weight, repair_weight, focus_weight
        Of dependence and debt [utility/share], of the regard missed, and of the attraction, which speaks
        against it [utility/alignment].

    Returns
    -------
    Advantage, falling with the attraction only. [utility]
    """
    need = need_weight * dependence + unpaid_weight * unpaid
    return readiness + need + repair_weight * regard_missed - focus_weight * attraction


@final
class Dprk(Actor):
    """Rule: Pyongyang ships what Moscow wants while it is in favour and pays, and sends soldiers if bound.

    It admits them once losses and homecomings make secrecy harder than pride, and turns to Beijing where it
    depends on it and Moscow leaves bills unpaid.
    """

    key = "dprk"
    choices = ("ship", "dispatch", "acknowledge", "court", "hail", "provoke", "consent")
    flows = {
        "arms": ("russia",),
        "troops": ("russia",),
        "acknowledgement": ("russia",),
        "support": ("russia", "china"),
        "pressure": ("bloc",),
        "access": ("china",),
    }

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets Pyongyang apart; values come from the draws."""

        arms_capacity: PerReplicate  # [containers/month]
        held_back: PerReplicate  # share still shipped when it holds back [share]
        ship_readiness: PerReplicate  # [utility]
        ship_regard: PerReplicate  # [utility/alignment]
        ship_unpaid: PerReplicate  # [utility]
        patience_with_arrears: PerReplicate  # arrears that count half [USD bn]
        dispatch_readiness: PerReplicate  # [utility]
        dispatch_bond: PerReplicate  # [utility/share]
        dispatch_losses: PerReplicate  # [utility]
        losses_half: PerReplicate  # casualties that count half [thousand]
        tranche: PerReplicate  # [thousand]
        admission_rate: PerReplicate  # with neither losses nor homecomings [1/year]
        admission_losses: PerReplicate  # [1]
        admission_returned: PerReplicate  # [1]
        returned_half: PerReplicate  # homecomings that count half [thousand]
        court_readiness: PerReplicate  # [utility]
        court_need: PerReplicate  # [utility/share]
        court_unpaid: PerReplicate  # [utility]
        court_repair: PerReplicate  # [utility/alignment]
        wanted_regard: PerReplicate  # Beijing's regard that it wants [alignment]
        court_focus: PerReplicate  # [utility/alignment]
        hail_readiness: PerReplicate  # [utility]
        hail_regard: PerReplicate  # [utility/alignment]
        backing: PerReplicate  # public support when it shows it [share]
        provoke_readiness: PerReplicate  # [utility]
        provoke_threat: PerReplicate  # [utility/share]
        provocation: PerReplicate  # pressure of a month with tests [share]
        consent_readiness: PerReplicate  # [utility]
        consent_regard: PerReplicate  # [utility/alignment]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on arms, soldiers, words, and the river."""
        own, needed = self.traits, world.condition("deployment") * world.condition("war_intensity")
        unpaid = saturation(world["arrears", "russia", "dprk"], own.patience_with_arrears)
        losses = saturation(world["casualties", "dprk", "russia"], own.losses_half)
        arms = arms_shipped(
            world.condition("arms_channel"),
            world["demand", "russia"],
            self._ships(world, unpaid, dice),
            capacity=own.arms_capacity,
            held_back=own.held_back,
        )
        return self.gives(
            arms={"russia": arms},
            troops={"russia": needed * where_chosen(self._sends(world, losses, dice), own.tranche)},
            acknowledgement={"russia": flag(self._admits(world, losses, dice))},
            support={
                "russia": where_chosen(self._hails(world, dice), own.backing),
                "china": where_chosen(self._courts(world, unpaid, dice), own.backing),
            },
            pressure={"bloc": where_chosen(self._provokes(world, dice), own.provocation)},
            access={"china": consent(world.condition("river_offer"), self._agrees(world, dice))},
        )

    def _ships(self, world: World, unpaid: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_ship(
            world.alignment("dprk", "russia"),
            unpaid,
            readiness=own.ship_readiness,
            regard_weight=own.ship_regard,
            unpaid_weight=own.ship_unpaid,
        )
        return self.chooses("ship", advantage, dice)

    def _sends(self, world: World, losses: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_dispatch(
            world["commitment", "dprk", "russia"],
            world.condition("war_intensity"),
            losses,
            readiness=own.dispatch_readiness,
            bond_weight=own.dispatch_bond,
            losses_weight=own.dispatch_losses,
        )
        return self.chooses("dispatch", advantage, dice)

    def _admits(self, world: World, losses: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        secret = secrecy(*map(world.condition, ("deployment", "disclosed", "silence")))
        chance = chance_to_admit(
            losses,
            saturation(world["returned", "dprk", "russia"], own.returned_half),
            world.condition("untenable"),
            rate=own.admission_rate,
            losses_weight=own.admission_losses,
            returned_weight=own.admission_returned,
        )
        return dice.happens("dprk/acknowledge", secret * chance)

    def _hails(self, world: World, dice: Dice) -> PerReplicateMask:
        own, alignment = self.traits, world.alignment("dprk", "russia")
        advantage = wish(alignment, readiness=own.hail_readiness, weight=own.hail_regard)
        return self.chooses("hail", advantage, dice)

    def _courts(self, world: World, unpaid: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_court(
            world["dependence_economic", "dprk", "china"],
            unpaid,
            above(own.wanted_regard, world.alignment("china", "dprk")),
            above(world.alignment("dprk", "russia"), 0),
            readiness=own.court_readiness,
            need_weight=own.court_need,
            unpaid_weight=own.court_unpaid,
            repair_weight=own.court_repair,
            focus_weight=own.court_focus,
        )
        return self.chooses("court", advantage, dice)

    def _provokes(self, world: World, dice: Dice) -> PerReplicateMask:
        own, cohesion = self.traits, world["cohesion", "bloc"]
        advantage = wish(cohesion, readiness=own.provoke_readiness, weight=own.provoke_threat)
        return self.chooses("provoke", advantage, dice)

    def _agrees(self, world: World, dice: Dice) -> PerReplicateMask:
        own, alignment = self.traits, world.alignment("dprk", "china")
        advantage = wish(alignment, readiness=own.consent_readiness, weight=own.consent_regard)
        return self.chooses("consent", advantage, dice)
