"""Dependence: who supplies most of what an actor gets from outside, and how little else it could turn to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import saturation
from tumen.base.names import Pair, pairs
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Changes, Moves, World
from tumen.world.vocabulary import Key

INCOME: Final = ("trade", "payment")  # the flows that count as economic supply
ARMING: Final = ("military_aid", "arms")  # the flows that count as security supply


def share_supplied(supply: Any, total: Any, *, elsewhere: Any) -> Any:
    r"""Share of an actor's external resources that comes from one supplier [1]_.

    .. math:: d_{ab} = \frac{f_{ba}}{e_a + \sum_k f_{ka}}

    Parameters
    ----------
    supply, total
        What the supplier gives :math:`f_{ba}`, and what all actors together give, >= 0. [any unit, the same]
    elsewhere
        What the actor gets from the rest of the world, :math:`e_a` > 0. [the same unit]

    Returns
    -------
    Share in 0..1. [share]

    References
    ----------
    .. [1] A. O. Hirschman, National Power and the Structure of Foreign Trade, University of California Press, 1945.
    """
    return supply / (elsewhere + total)


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
    .. [1] R. M. Emerson, "Power-dependence relations," American Sociological Review 27(1), 1962, 31-41: dependence rises
       with the value of the goal and falls with alternatives. The form is our assumption.
    """
    return gain * dependence / (1 + outside_options * others)


def security_supply(commitment: Any, aid: Any, arms: Any, *, arms_weight: Any, arms_half: Any) -> Any:
    """What one actor adds to another's security in a month.

    Parameters
    ----------
    commitment, aid
        Its commitment to defend the other, and its military aid, in 0..1. [share]
    arms, arms_half
        Munitions it ships to the other, and the amount that counts half. [containers/month]
    arms_weight
        What a flood of munitions is worth beside a full commitment. [share]

    Returns
    -------
    Supply in 0..2 + ``arms_weight``. [share]
    """
    return commitment + aid + arms_weight * saturation(arms, arms_half)


@final
@dataclass(frozen=True, kw_only=True)
class Dependence(Mechanism):
    """Economic and security dependence of every actor on each of its suppliers."""

    key: ClassVar[str] = "dependence"

    economic_rate: PerReplicate  # [1/month]
    security_rate: PerReplicate  # [1/month]
    gain: PerReplicate  # [latent/month]
    outside_options: PerReplicate  # [1]
    arms_weight: PerReplicate  # [share]
    arms_half: PerReplicate  # [containers/month]
    other_income: Mapping[str, PerReplicate]  # from the rest of the world [USD bn/month]
    own_security: Mapping[str, PerReplicate]  # what the actor provides for itself [share]
    at_first: Mapping[Key, PerReplicate]  # [share]

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism; what an actor has without its suppliers stands in the actor's own file."""
        everyone = pairs(cast)
        at_first = {
            (term, *pair): value
            for term in ("dependence_economic", "dependence_security")
            for pair, value in numbers.of_pairs(term, everyone).items()
        }
        return cls(
            **numbers.group(f"mechanisms/{cls.key}"),
            other_income={actor: numbers[f"actors/{actor}/other_income"] for actor in cast},
            own_security={actor: numbers[f"actors/{actor}/own_security"] for actor in cast},
            at_first=at_first,
        )

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Return the dependence of every actor on whoever may supply it."""
        suppliers = {
            "dependence_economic": {pair for flow in INCOME for pair in flows.get(flow, ())},
            "dependence_security": {pair for flow in ARMING for pair in flows.get(flow, ())},
        }
        start: dict[Key, object] = {
            (term, receiver, giver): 0.0
            for term, supply in suppliers.items()
            for giver, receiver in sorted(supply)
        }
        return start | self.at_first

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Return the adjustment of every dependence, and the regard that economic dependence brings."""
        changes: dict[Key, PerReplicate] = {}
        income = _by_receiver(world.of("dependence_economic"), lambda a, b: _income(moves, b, a))
        security = _by_receiver(
            world.of("dependence_security"), lambda a, b: self._security(world, moves, b, a)
        )
        for term, supplies, elsewhere, rate in (
            ("dependence_economic", income, self.other_income, self.economic_rate),
            ("dependence_security", security, self.own_security, self.security_rate),
        ):
            for a, by_giver in supplies.items():
                total = sum(by_giver.values())
                for b, supply in by_giver.items():
                    share = share_supplied(supply, total, elsewhere=elsewhere[a])
                    changes[term, a, b] = adjustment(world[term, a, b], share, rate=rate)
        for a, by_giver in income.items():
            everything = sum(world["dependence_economic", a, b] for b in by_giver)
            for b in by_giver:
                own = world["dependence_economic", a, b]
                changes["persistent", a, b] = interest(
                    own, everything - own, gain=self.gain, outside_options=self.outside_options
                )
        return changes

    def _security(self, world: World, moves: Moves, giver: str, receiver: str) -> PerReplicate:
        commitment = world.values.get(("commitment", giver, receiver), 0 * self.arms_weight)
        aid, arms = (moves.given(flow, giver, receiver) for flow in ARMING)
        return security_supply(
            commitment,
            0 if aid is None else aid,
            0 if arms is None else arms,
            arms_weight=self.arms_weight,
            arms_half=self.arms_half,
        )


def _income(moves: Moves, giver: str, receiver: str) -> PerReplicate:
    """Return all that one actor supplies another with in a month. [USD bn/month]"""
    flows = (moves.given(flow, giver, receiver) for flow in INCOME)
    return sum((flow for flow in flows if flow is not None), start=np.float32(0))


def _by_receiver(
    dependent: Iterable[tuple[str, ...]], supply: Callable[[str, str], PerReplicate]
) -> dict[str, dict[str, PerReplicate]]:
    """Return the supply of every receiver by giver."""
    supplies: dict[str, dict[str, PerReplicate]] = {}
    for a, b in dependent:
        supplies.setdefault(a, {})[b] = supply(a, b)
    return supplies
