"""War: fighting uses up munitions, and an army in want of shells values whoever can send them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate, total
from tumen.base.elementary import saturation
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def depletion_change(
    depletion: Any,
    war: Any,
    support: Any,
    arms: Any,
    *,
    burn: Any,
    support_share: Any,
    rebuild: Any,
    relief: Any,
    relief_half: Any,
) -> Any:
    r"""Monthly change of the used-up share of the attacker's munitions reserve [1]_.

    .. math:: \Delta d = \beta w (1 - \sigma + \sigma s)(1 - d) - \left(\gamma + \rho \frac{q}{q + h}\right) d

    Parameters
    ----------
    depletion
        Share of the reserve used up, :math:`d` in 0..1. [share]
    war, support
        Intensity of the war :math:`w` and outside support of the defender :math:`s`, in 0..1. [share]
    arms
        Munitions received from abroad, :math:`q` >= 0. [containers/month]
    burn
        Depletion by a full war against a fully supported defender, :math:`\beta`. [1/month]
    support_share
        Part of the burn that is due to that support, :math:`\sigma` in 0..1. [share]
    rebuild, relief
        Recovery by own production :math:`\gamma`, and at most by imports :math:`\rho`. [1/month]
    relief_half
        Imports that give half of the relief, :math:`h`. [containers/month]

    Returns
    -------
    Change that keeps the depletion in 0..1 while burn and recovery together stay below 1. [share/month]

    References
    ----------
    .. [1] Effort in a contest uses up resources: G. Tullock, "Efficient rent seeking," 1980; J. Hirshleifer,
       "Conflict and rent-seeking success functions," Public Choice 63, 1989, 101-112. The form is our
       assumption.
    """
    burnt = burn * war * (1 - support_share + support_share * support) * (1 - depletion)
    return burnt - (rebuild + relief * saturation(arms, relief_half)) * depletion


def munitions_demand(depletion: Any, war: Any, *, half: Any) -> Any:
    """Munitions that the attacker wants from abroad.

    Parameters
    ----------
    depletion, war
        Used-up share of its reserve, and intensity of the war, in 0..1. [share]
    half
        Depletion at which half of all that is on offer is wanted. [share]

    Returns
    -------
    Demand in 0..1, none without war. [share]
    """
    return war * saturation(depletion, half) * (1 + half)


def need(use: Any, *, gain: Any) -> Any:
    """Monthly rise of the attacker's regard for a supplier, by its want of munitions or by their effect.

    Parameters
    ----------
    use
        Munitions wanted from abroad, or their share of the fire, in 0..1. [share]
    gain
        Rise at 1. [latent/month]

    Returns
    -------
    Change in 0..``gain``. [latent/month]
    """
    return gain * use


def share_of_fire(arms: Any, support: Any, *, defence: Any, support_weight: Any) -> Any:
    r"""Share that munitions from abroad have in the contest with the defender [1]_.

    .. math:: p = \frac{q}{q + A (1 + \varsigma s)}

    Parameters
    ----------
    arms
        Munitions received from abroad, :math:`q` >= 0. [containers/month]
    support
        Outside support of the defender, :math:`s` in 0..1. [share]
    defence
        What the defender alone can set against them, :math:`A` > 0. [containers/month]
    support_weight
        By how much full support multiplies that, :math:`\varsigma` >= 0. [1]

    Returns
    -------
    Share in 0..1: support raises the demand for arms, and lowers their effect. [share]

    References
    ----------
    .. [1] Contest success function of J. Hirshleifer, as above, with decisiveness 1.
    """
    return saturation(arms, defence * (1 + support_weight * support))


@final
@dataclass(frozen=True, kw_only=True)
class War(Mechanism):
    """Coupling of an attacker's ties with its suppliers of munitions to the war."""

    key: ClassVar[str] = "war"
    causes: ClassVar = {
        "need": ("need_gain", "demand_half", "burn", "support_share", "rebuild", "relief", "relief_half"),
        "service": ("service_gain", "defence", "defence_by_support"),
    }

    burn: PerReplicate  # [1/month]
    support_share: PerReplicate  # [share]
    rebuild: PerReplicate  # [1/month]
    relief: PerReplicate  # [1/month]
    relief_half: PerReplicate  # [containers/month]
    demand_half: PerReplicate  # [share]
    need_gain: PerReplicate  # [latent/month]
    service_gain: PerReplicate  # [latent/month]
    defence: PerReplicate  # [containers/month]
    defence_by_support: PerReplicate  # [1]

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """A full reserve, nothing wanted."""
        attackers = dict.fromkeys(receiver for _, receiver in flows.get("arms", ()))
        return {(stock, attacker): 0.0 for attacker in attackers for stock in ("depletion", "demand")}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the wear on the reserve, the new demand, and the regard for suppliers."""
        war, support = world.condition("war_intensity"), world.condition("western_support")
        for attacker in dict.fromkeys(receiver for _, receiver in moves.pairs("arms")):
            depletion, demand = world["depletion", attacker], world["demand", attacker]
            yield Change(("depletion", attacker), self._wear(world, moves, attacker))
            wanted = munitions_demand(depletion, war, half=self.demand_half)
            yield Change(("demand", attacker), wanted - demand)
            needed = need(demand, gain=self.need_gain)
            for supplier in moves.givers("arms", attacker):
                regard = ("persistent", attacker, supplier)
                fire = share_of_fire(
                    moves.flows["arms", supplier, attacker],
                    support,
                    defence=self.defence,
                    support_weight=self.defence_by_support,
                )
                yield Change(regard, needed, "need")
                yield Change(regard, need(fire * war, gain=self.service_gain), "service")

    def _wear(self, world: World, moves: Moves, attacker: str) -> PerReplicate:
        wear: PerReplicate = depletion_change(
            world["depletion", attacker],
            world.condition("war_intensity"),
            world.condition("western_support"),
            total(moves.flows["arms", giver, attacker] for giver in moves.givers("arms", attacker)),
            burn=self.burn,
            support_share=self.support_share,
            rebuild=self.rebuild,
            relief=self.relief,
            relief_half=self.relief_half,
        )
        return wear
