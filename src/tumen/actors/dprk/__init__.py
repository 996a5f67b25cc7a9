"""The DPRK: sells arms and soldiers to Moscow, keeps quiet about it, and courts Beijing when it must."""

from dataclasses import dataclass
from typing import final

from tumen.actors.base import Actor, CommonTraits, Intent, consent, reopening
from tumen.actors.dprk.rules import (
    arms_shipped,
    chance_to_admit,
    secrecy,
    wish_to_court,
    wish_to_dispatch,
    wish_to_ship,
    wish_to_talk,
)
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, flag, saturation, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


@final
class Dprk(Actor):
    """Rule: Pyongyang ships what Moscow wants while it is in favour and pays, and sends soldiers if bound.

    It admits them once losses and homecomings make secrecy harder than pride, and turns to Beijing where it
    depends on it and Moscow leaves bills unpaid.
    """

    key = "dprk"
    choices = (
        *("ship", "dispatch", "acknowledge", "court", "hail"),
        *("provoke", "consent", "talk", "passengers", "bridge"),
    )
    flows = {
        "arms": ("russia",),
        "troops": ("russia",),
        "acknowledgement": ("russia",),
        "support": ("russia", "china"),
        "pressure": ("bloc",),
        "access": ("china",),
        "engagement": ("bloc",),
        "passengers": ("china",),
        "bridge": ("china",),
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
        court_want: PerReplicate  # [utility/share]
        hail_readiness: PerReplicate  # [utility]
        hail_regard: PerReplicate  # [utility/alignment]
        backing: PerReplicate  # public support when it shows it [share]
        provoke_readiness: PerReplicate  # [utility]
        provoke_threat: PerReplicate  # [utility/share]
        provocation: PerReplicate  # pressure of a month with tests [share]
        consent_readiness: PerReplicate  # [utility]
        consent_regard: PerReplicate  # [utility/alignment]
        talk_readiness: PerReplicate  # [utility]
        talk_offer: PerReplicate  # [utility/share]
        talk_bond: PerReplicate  # [utility/alignment]
        talk_pay: PerReplicate  # [utility/share]
        link_readiness: PerReplicate  # to reopen a link with China [utility]
        link_regard: PerReplicate  # [utility/alignment]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on arms, soldiers, words, talks, and the border."""
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
                "russia": where_chosen(self._backs_moscow(world, dice), own.backing),
                "china": where_chosen(self._courts(world, unpaid, dice), own.backing),
            },
            pressure={"bloc": where_chosen(self._provokes(world, dice), own.provocation)},
            access={"china": consent(world.condition("river_offer"), self._agrees(world, dice))},
            engagement={"bloc": consent(world.condition("accommodation"), self._talks(world, dice))},
            passengers={"china": self._opens("passengers", world, dice)},
            bridge={"china": self._opens("bridge", world, dice)},
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

    def _courts(self, world: World, unpaid: PerReplicate, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_court(
            world["dependence_trade", "dprk", "china"],
            unpaid,
            above(own.wanted_regard, world.alignment("china", "dprk")),
            above(world.alignment("dprk", "russia"), 0),
            world.condition("supplies_halted"),
            readiness=own.court_readiness,
            need_weight=own.court_need,
            unpaid_weight=own.court_unpaid,
            repair_weight=own.court_repair,
            focus_weight=own.court_focus,
            want_weight=own.court_want,
        )
        return self.chooses("court", advantage, dice)

    def _backs_moscow(self, world: World, dice: Dice) -> PerReplicateMask:
        own, regard = self.traits, world.alignment("dprk", "russia")
        return self.follows("hail", regard, dice, readiness=own.hail_readiness, weight=own.hail_regard)

    def _provokes(self, world: World, dice: Dice) -> PerReplicateMask:
        own, cohesion = self.traits, world["cohesion", "bloc"]
        readiness, weight = own.provoke_readiness, own.provoke_threat
        return self.follows("provoke", cohesion, dice, readiness=readiness, weight=weight)

    def _talks(self, world: World, dice: Dice) -> PerReplicateMask:
        own, offer = self.traits, world.condition("accommodation")
        advantage = wish_to_talk(
            offer,
            above(world.alignment("dprk", "russia"), 0),
            world["dependence_fiscal", "dprk", "russia"],
            readiness=own.talk_readiness,
            offer_weight=own.talk_offer,
            bond_weight=own.talk_bond,
            pay_weight=own.talk_pay,
        )
        return self.chooses("talk", advantage, dice)

    def _opens(self, link: str, world: World, dice: Dice) -> PerReplicate:
        own, regard, frozen = self.traits, world.alignment("dprk", "china"), world.condition("links_frozen")
        agrees = self.follows(link, regard, dice, readiness=own.link_readiness, weight=own.link_regard)
        leave: PerReplicate = reopening(agrees, frozen)
        return leave

    def _agrees(self, world: World, dice: Dice) -> PerReplicateMask:
        own, regard = self.traits, world.alignment("dprk", "china")
        readiness, weight = own.consent_readiness, own.consent_regard
        return self.follows("consent", regard, dice, readiness=readiness, weight=weight)
