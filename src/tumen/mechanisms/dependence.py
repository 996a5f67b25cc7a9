"""Dependence: who supplies most of what an actor gets from outside, and how little else it could turn to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self, final

import numpy as np

from tumen.base.arrays import PerReplicate, total
from tumen.base.elementary import above, saturation
from tumen.base.names import Pair, pairs
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key

SUPPLIES: Final = {  # kind of dependence -> the flows that count as supply
    "dependence_trade": ("trade",),
    "dependence_fiscal": ("payment", "aid"),
    "dependence_security": ("military_aid", "arms"),
}
OWN: Final = {  # kind of dependence -> the trait that tells what an actor has without its suppliers
    "dependence_trade": "other_imports",
    "dependence_fiscal": "own_revenue",
    "dependence_security": "own_security",
}


def share_supplied(supply: Any, resources: Any) -> Any:
    r"""Share of an actor's external resources that comes from one supplier [1]_.

    .. math:: d_{ab} = \frac{f_{ba}}{e_a + \sum_k f_{ka}}

    Parameters
    ----------
    supply
        What the supplier gives, :math:`f_{ba}` >= 0. [any unit]
    resources
        All that the actor gets, from the rest of the world :math:`e_a` > 0 and from all actors. [same unit]

    Returns
    -------
    Share in 0..1. [share]

    References
    ----------
    .. [1] A. O. Hirschman, National Power and the Structure of Foreign Trade, University of California Press,
       1945.
    """
    return supply / resources


def adjustment(dependence: Any, share: Any, *, rate: Any) -> Any:
    """Monthly adjustment of dependence to the share that is supplied now.

    Parameters
    ----------
    dependence, share
        Dependence so far, and the share supplied this month, in 0..1. [share]
    rate
        Share of the difference closed in a month, in 0..1. [1/month]

    Returns
    -------
    Change that keeps the dependence in 0..1. [share/month]
    """
    return rate * (share - dependence)


def interest(dependence: Any, others: Any, *, gain: Any, outside_options: Any) -> Any:
    r"""Monthly rise of a's regard for b by what a depends on b for and cannot get elsewhere [1]_.

    .. math:: \Delta z_{ab} = g \frac{d_{ab}}{1 + \omega \sum_{k \ne b} d_{ak}}

    Parameters
    ----------
    dependence, others
        Dependence on b for goods, :math:`d_{ab}`, and on all others for goods or money, summed. [share]
    gain
        Rise at full dependence without alternatives, :math:`g`. [latent/month]
    outside_options
        How much an alternative supplier devalues b, :math:`\omega` >= 0. [1]

    Returns
    -------
    Change in 0..``gain``. [latent/month]

    References
    ----------
    .. [1] R. M. Emerson, "Power-dependence relations," American Sociological Review 27(1), 1962, 31-41:
       dependence rises with the value of the goal and falls with alternatives. The form is our assumption.
    """
    return gain * dependence / (1 + outside_options * others)


def network_extension(shortfall: Any, *, gain: Any) -> Any:
    r"""Monthly pull of what some suppliers have come to supply less of towards another [1]_.

    .. math:: \Delta z_{ac} = \xi \sum_{b \ne c} \max(d_{ab} - s_{ab}, 0)

    Parameters
    ----------
    shortfall
        By how much the shares that others supply this month, :math:`s_{ab}`, fall short of the dependence
        that they created, :math:`d_{ab}`, summed. [share]
    gain
        Pull where all of a full dependence is missing, :math:`\xi`. [latent/month]

    Returns
    -------
    Change, never negative for ``gain`` >= 0. [latent/month]

    References
    ----------
    .. [1] R. M. Emerson, as above: who is deprived extends its network of suppliers.
    """
    return gain * shortfall


def worth_of_arms(arms: Any, *, weight: Any, half: Any) -> Any:
    """What munitions add to the security of whoever receives them.

    Parameters
    ----------
    arms, half
        Munitions received, and the amount that counts half. [containers/month]
    weight
        What a flood of them is worth beside a full commitment. [share]

    Returns
    -------
    Supply in 0..``weight``. [share]
    """
    return weight * saturation(arms, half)


@final
@dataclass(frozen=True, kw_only=True)
class Dependence(Mechanism):
    """Dependence of every actor on each of its suppliers, for goods, for money and for security."""

    key: ClassVar[str] = "dependence"
    causes: ClassVar = {
        "interest": ("gain", "outside_options", "economic_rate"),
        "network_extension": ("extension_gain", "economic_rate"),
    }

    economic_rate: PerReplicate  # [1/month]
    security_rate: PerReplicate  # [1/month]
    gain: PerReplicate  # [latent/month]
    outside_options: PerReplicate  # [1]
    extension_gain: PerReplicate  # [latent/month]
    arms_weight: PerReplicate  # [share]
    arms_half: PerReplicate  # [containers/month]
    own: Mapping[Key, PerReplicate]  # (kind, actor) -> what it has without its suppliers [unit of the flows]
    guarantees: Sequence[Pair]  # who has promised to defend whom
    at_first: Mapping[Key, PerReplicate]  # [share]

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism; what an actor has without its suppliers stands in the actor's own file."""
        everyone = pairs(cast)
        at_first: dict[Key, PerReplicate] = {
            (kind, *pair): value
            for kind in SUPPLIES
            for pair, value in numbers.of_pairs(kind, everyone).items()
        }
        return cls(
            **numbers.group(f"mechanisms/{cls.key}"),
            own={
                (kind, actor): numbers[f"actors/{actor}/{OWN[kind]}"] for kind in SUPPLIES for actor in cast
            },
            guarantees=tuple(numbers.of_pairs("commitment", everyone)),
            at_first=at_first,
        )

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Return the dependence of every actor on whoever may supply it."""
        start: dict[Key, object] = {}
        for kind, supplying in SUPPLIES.items():
            suppliers = {pair for flow in supplying for pair in flows.get(flow, ())}
            if kind == "dependence_security":
                suppliers |= set(self.guarantees)
            start |= {(kind, receiver, giver): 0.0 for giver, receiver in sorted(suppliers)}
        return {**start, **self.at_first}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the adjustment of every dependence, and the regard that dependence on goods brings."""
        for kind in SUPPLIES:
            rate = self.security_rate if kind == "dependence_security" else self.economic_rate
            for a, suppliers in _suppliers(world.pairs_of(kind)).items():
                supplied = {b: self._supply(kind, world, moves, a, b) for b in suppliers}
                resources = total([self.own[kind, a], *supplied.values()])
                shares = {b: share_supplied(supply, resources) for b, supply in supplied.items()}
                for b, share in shares.items():
                    yield Change((kind, a, b), adjustment(world[kind, a, b], share, rate=rate))
                if kind == "dependence_trade":
                    yield from self._extension(world, a, shares)
        yield from self._interests(world)

    def _extension(self, world: World, a: str, shares: Mapping[str, PerReplicate]) -> Changes:
        """Yield the turn to other suppliers by what each supplier of goods withholds."""
        missing = {b: above(world["dependence_trade", a, b], share) for b, share in shares.items()}
        everything = total(missing.values())
        for b, by_b in missing.items():
            if len(missing) > 1:
                pull = network_extension(everything - by_b, gain=self.extension_gain)
                yield Change(("persistent", a, b), pull, "network_extension")

    def _supply(self, kind: str, world: World, moves: Moves, receiver: str, giver: str) -> PerReplicate:
        """Return all that the giver adds to the receiver's resources in a month. [unit of the flows]"""
        flows = {flow: moves.given(flow, giver, receiver) for flow in SUPPLIES[kind]}
        supplies = [amount for flow, amount in flows.items() if amount is not None and flow != "arms"]
        if (arms := flows.get("arms")) is not None:
            supplies.append(worth_of_arms(arms, weight=self.arms_weight, half=self.arms_half))
        if kind == "dependence_security" and ("commitment", giver, receiver) in world.values:
            supplies.append(world["commitment", giver, receiver])
        return total(supplies) if supplies else np.zeros_like(self.arms_weight)

    def _interests(self, world: World) -> Changes:
        """Yield the regard of every actor for those whose goods it depends on and cannot replace."""
        for a, suppliers in _suppliers(world.pairs_of("dependence_trade")).items():
            reliance = {b: world.reliance(a, b) for b in suppliers}
            everything = total(reliance.values())
            for b, on_b in reliance.items():
                drawn = interest(
                    world["dependence_trade", a, b],
                    everything - on_b,
                    gain=self.gain,
                    outside_options=self.outside_options,
                )
                yield Change(("persistent", a, b), drawn, "interest")


def _suppliers(dependent: Iterable[Pair]) -> dict[str, list[str]]:
    """Return the suppliers of every actor."""
    suppliers: dict[str, list[str]] = {}
    for a, b in dependent:
        suppliers.setdefault(a, []).append(b)
    return suppliers
