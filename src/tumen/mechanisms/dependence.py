"""Dependence: who supplies most of what an actor gets from outside, and how little else it could turn to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self, final

import numpy as np

from tumen.base.arrays import PerReplicate, total
from tumen.base.elementary import saturation
from tumen.base.names import Pair, pairs
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key

INCOME: Final = ("trade", "payment")  # the flows that count as economic supply
ARMING: Final = ("military_aid", "arms")  # the flows that count as security supply


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
        Dependence on b, :math:`d_{ab}`, and summed over all other suppliers, in 0..1. [share]
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
    """Economic and security dependence of every actor on each of its suppliers."""

    key: ClassVar[str] = "dependence"
    causes: ClassVar = {"interest": ("gain", "outside_options", "economic_rate")}

    economic_rate: PerReplicate  # [1/month]
    security_rate: PerReplicate  # [1/month]
    gain: PerReplicate  # [latent/month]
    outside_options: PerReplicate  # [1]
    arms_weight: PerReplicate  # [share]
    arms_half: PerReplicate  # [containers/month]
    other_income: Mapping[str, PerReplicate]  # from the rest of the world [USD bn/month]
    own_security: Mapping[str, PerReplicate]  # what the actor provides for itself [share]
    guarantees: Sequence[Pair]  # who has promised to defend whom
    at_first: Mapping[Key, PerReplicate]  # [share]

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism; what an actor has without its suppliers stands in the actor's own file."""
        everyone = pairs(cast)
        at_first: dict[Key, PerReplicate] = {
            (term, *pair): value
            for term in ("dependence_economic", "dependence_security")
            for pair, value in numbers.of_pairs(term, everyone).items()
        }
        return cls(
            **numbers.group(f"mechanisms/{cls.key}"),
            other_income={actor: numbers[f"actors/{actor}/other_income"] for actor in cast},
            own_security={actor: numbers[f"actors/{actor}/own_security"] for actor in cast},
            guarantees=tuple(numbers.of_pairs("commitment", everyone)),
            at_first=at_first,
        )

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Return the dependence of every actor on whoever may supply it."""
        arming = {pair for flow in ARMING for pair in flows.get(flow, ())}
        suppliers = {
            "dependence_economic": {pair for flow in INCOME for pair in flows.get(flow, ())},
            "dependence_security": arming | set(self.guarantees),
        }
        start: dict[Key, object] = {
            (term, receiver, giver): 0.0
            for term, supply in suppliers.items()
            for giver, receiver in sorted(supply)
        }
        return {**start, **self.at_first}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the adjustment of every dependence, and the regard that economic dependence brings."""
        income = {pair: _income(moves, *pair) for pair in world.pairs_of("dependence_economic")}
        security = {
            pair: self._security(world, moves, *pair) for pair in world.pairs_of("dependence_security")
        }
        yield from _adjustments(
            world, "dependence_economic", income, self.other_income, rate=self.economic_rate
        )
        yield from _adjustments(
            world, "dependence_security", security, self.own_security, rate=self.security_rate
        )
        yield from self._interests(world)

    def _security(self, world: World, moves: Moves, receiver: str, giver: str) -> PerReplicate:
        """Return what the giver adds to the receiver's security in a month. [share]"""
        commitment = world.values.get(("commitment", giver, receiver))
        aid, arms = (moves.given(flow, giver, receiver) for flow in ARMING)
        worth = None if arms is None else worth_of_arms(arms, weight=self.arms_weight, half=self.arms_half)
        supplies = [supply for supply in (commitment, aid, worth) if supply is not None]
        return total(supplies) if supplies else np.zeros_like(self.arms_weight)

    def _interests(self, world: World) -> Changes:
        """Yield the regard of every actor for those on whom its income depends."""
        for a, suppliers in _suppliers(world.pairs_of("dependence_economic")).items():
            shares = {b: world["dependence_economic", a, b] for b in suppliers}
            everything = total(shares.values())
            for b, share in shares.items():
                drawn = interest(
                    share, everything - share, gain=self.gain, outside_options=self.outside_options
                )
                yield Change(("persistent", a, b), drawn, "interest")


def _income(moves: Moves, receiver: str, giver: str) -> PerReplicate:
    """Return all that the giver supplies the receiver with in a month. [USD bn/month]"""
    flows = (moves.given(flow, giver, receiver) for flow in INCOME)
    return total(flow for flow in flows if flow is not None)


def _adjustments(
    world: World,
    term: str,
    supplies: Mapping[Pair, PerReplicate],
    elsewhere: Mapping[str, PerReplicate],
    *,
    rate: PerReplicate,
) -> Changes:
    """Yield the adjustment of every dependence of a kind to what is supplied now."""
    for a, suppliers in _suppliers(supplies).items():
        resources = total([elsewhere[a], *(supplies[a, b] for b in suppliers)])
        for b in suppliers:
            share = share_supplied(supplies[a, b], resources)
            yield Change((term, a, b), adjustment(world[term, a, b], share, rate=rate))


def _suppliers(dependent: Iterable[Pair]) -> dict[str, list[str]]:
    """Return the suppliers of every actor."""
    suppliers: dict[str, list[str]] = {}
    for a, b in dependent:
        suppliers.setdefault(a, []).append(b)
    return suppliers
