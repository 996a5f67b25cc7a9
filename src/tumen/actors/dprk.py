"""The DPRK: sells arms and soldiers to Moscow, keeps quiet about it, and courts Beijing when it must."""

from dataclasses import dataclass
from typing import final

import numpy as np

from tumen.actors.base import Actor, CommonTraits, Intent
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, chance_within_month, flag, saturation
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Dprk(Actor):
    """Rule: Pyongyang ships what Moscow wants while Moscow is in favour and pays, sends soldiers where it feels bound.

    It admits them once losses and homecomings make secrecy harder than pride, and turns to Beijing where it depends on it
    and Moscow leaves bills unpaid.
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

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on arms, soldiers, words, and the river."""
        own = self.traits
        return self.gives(
            arms={"russia": self._arms(world, self.chooses("ship", self._wish_to_ship(world), dice))},
            troops={"russia": self._troops(world, dice)},
            acknowledgement={"russia": flag(self._admits(world, dice))},
            support={
                "russia": np.where(self.chooses("hail", self._wish_to_hail(world), dice), own.backing, 0),
                "china": np.where(self.chooses("court", self._wish_to_court(world), dice), own.backing, 0),
            },
            pressure={"bloc": np.where(self._provokes(world, dice), own.provocation, 0)},
            access={"china": flag(self._consents(world, dice))},
        )

    def _unpaid(self, world: World) -> PerReplicate:
        return saturation(world["arrears", "russia", "dprk"], self.traits.patience_with_arrears)

    def _wish_to_ship(self, world: World) -> PerReplicate:
        own = self.traits
        regard = world.alignment("dprk", "russia")
        return own.ship_readiness + own.ship_regard * regard - own.ship_unpaid * self._unpaid(world)

    def _arms(self, world: World, ships: PerReplicateMask) -> PerReplicate:
        wanted = world.condition("arms_channel") * world["demand", "russia"]
        return self.traits.arms_capacity * wanted * np.where(ships, 1, self.traits.held_back)

    def _troops(self, world: World, dice: Dice) -> PerReplicate:
        own = self.traits
        losses = saturation(world["casualties", "dprk", "russia"], own.losses_half)
        bond = world["commitment", "dprk", "russia"] * world.condition("war_intensity")
        wish = own.dispatch_readiness + own.dispatch_bond * bond - own.dispatch_losses * losses
        sends = self.chooses("dispatch", wish, dice)
        return world.condition("deployment") * np.where(sends, own.tranche, 0)

    def _admits(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        strain = own.admission_losses * saturation(world["casualties", "dprk", "russia"], own.losses_half)
        strain = strain + own.admission_returned * saturation(
            world["returned", "dprk", "russia"], own.returned_half
        )
        secret = (
            world.condition("deployment")
            * (1 - world.condition("disclosed"))
            * (1 - world.condition("silence"))
        )
        chance = np.maximum(
            chance_within_month(own.admission_rate * np.exp(strain)), world.condition("untenable")
        )
        return dice.happens("dprk/acknowledge", secret * chance)

    def _wish_to_hail(self, world: World) -> PerReplicate:
        return self.traits.hail_readiness + self.traits.hail_regard * world.alignment("dprk", "russia")

    def _wish_to_court(self, world: World) -> PerReplicate:
        own = self.traits
        need = own.court_need * world["dependence_economic", "dprk", "china"]
        focus = own.court_focus * above(world.alignment("dprk", "russia"), 0)
        repair = own.court_repair * above(own.wanted_regard, world.alignment("china", "dprk"))
        return own.court_readiness + need + own.court_unpaid * self._unpaid(world) + repair - focus

    def _provokes(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        return self.chooses(
            "provoke", own.provoke_readiness + own.provoke_threat * world["cohesion", "bloc"], dice
        )

    def _consents(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        wish = own.consent_readiness + own.consent_regard * world.alignment("dprk", "china")
        return (world.condition("river_offer") > 0) & self.chooses("consent", wish, dice)
