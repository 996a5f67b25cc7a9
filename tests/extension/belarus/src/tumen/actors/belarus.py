"""Belarus: backs Moscow in public, lends its ground to the war, and trades where it still may."""

from dataclasses import dataclass
from typing import Any, final

from tumen.actors.base import Actor, CommonTraits, Intent, trade_under_sanctions
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.elementary import above, where_chosen
from tumen.base.randomness import Dice
from tumen.world.state import World


def wish_to_back(
    alignment: Any, sanctions: Any, *, readiness: Any, regard_weight: Any, sanctions_weight: Any
) -> Any:
    r"""Advantage of backing Moscow aloud, over keeping silent.

    .. math:: U = r + w_x x + w_s s

    Parameters
    ----------
    alignment
        Of Minsk with Moscow, :math:`x` in -1..1. [alignment]
    sanctions
        How far the West's sanctions have gone, which leave Minsk no other friend, :math:`s` in 0..1. [share]
    readiness
        Advantage without regard and sanctions, :math:`r`. [utility]
    regard_weight, sanctions_weight
        Of regard [utility/alignment], and of sanctions [utility/share].

    Returns
    -------
    Advantage. [utility]
    """
    return readiness + regard_weight * alignment + sanctions_weight * sanctions


def lent(alignment: Any, war: Any, *, full: Any) -> Any:
    """Help of a host in a war that is not its own: none for an attacker whom it does not like.

    Parameters
    ----------
    alignment
        With the attacker, in -1..1. [alignment]
    war
        Intensity of its war, in 0..1. [share]
    full
        What a wholehearted host does in a full war. [share]

    Returns
    -------
    Help in 0..``full``. [share]
    """
    return full * war * above(alignment, 0)


@final
class Belarus(Actor):
    """Rule: Minsk backs Moscow aloud the more it thinks of it, and the harder the West presses both.

    It lends Moscow its ground as far as it thinks well of it, which threatens Kyiv.
    """

    key = "belarus"
    choices = ("back",)
    flows = {
        "support": ("russia",),
        "military_aid": ("russia",),
        "trade": ("russia", "bloc"),
        "pressure": ("ukraine",),
    }

    @dataclass(frozen=True, kw_only=True)
    class Traits(CommonTraits):
        """What sets Minsk apart; values come from the draws."""

        back_readiness: PerReplicate  # [utility]
        back_regard: PerReplicate  # [utility/alignment]
        back_sanctions: PerReplicate  # [utility/share]
        backing: PerReplicate  # public support in a month in which it backs Moscow [share]
        ground: PerReplicate  # military aid of a wholehearted host in a full war [share]
        threat: PerReplicate  # pressure on Kyiv by a wholehearted host in a full war [share]
        trade_with_russia: PerReplicate  # [USD bn/month]
        trade_with_bloc: PerReplicate  # before the war [USD bn/month]
        trade_lost_to_sanctions: PerReplicate  # at their height [share]

    traits: Traits

    def decide(self, world: World, dice: Dice) -> Intent:
        """Decide on words, ground and goods."""
        own, regard = self.traits, world.alignment("belarus", "russia")
        war = world.condition("war_intensity")
        to_bloc = trade_under_sanctions(
            world.condition("sanctions"), before=own.trade_with_bloc, lost=own.trade_lost_to_sanctions
        )
        return self.gives(
            support={"russia": where_chosen(self._backs(world, dice), own.backing)},
            military_aid={"russia": lent(regard, war, full=own.ground)},
            trade={"russia": own.trade_with_russia, "bloc": to_bloc},
            pressure={"ukraine": lent(regard, war, full=own.threat)},
        )

    def _backs(self, world: World, dice: Dice) -> PerReplicateMask:
        own = self.traits
        advantage = wish_to_back(
            world.alignment("belarus", "russia"),
            world.condition("sanctions"),
            readiness=own.back_readiness,
            regard_weight=own.back_regard,
            sanctions_weight=own.back_sanctions,
        )
        return self.chooses("back", advantage, dice)
