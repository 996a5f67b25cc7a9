"""Counter-integration: a bloc answers its opponents, which threatens them and worries their neighbour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from tumen.base.arrays import PerReplicate, total
from tumen.base.elementary import above
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def closeness(towards: Any, back: Any) -> Any:
    """How close two actors are: the mean of both alignments where positive, in 0..1. [alignment]"""
    return above((towards + back) / 2, 0)


def integration(
    cohesion: Any,
    pair: Any,
    trio: Any,
    drills: Any,
    *,
    reaction: Any,
    reaction_to_trio: Any,
    drilling: Any,
    fatigue: Any,
    rest: Any,
    pact: Any,
) -> Any:
    r"""Monthly change of a bloc's cohesion [1]_.

    .. math:: \Delta h = (k c + k_3 c_3 + e q)(1 - h) - \alpha (h - h_0 - p (1 - h_0))

    Parameters
    ----------
    cohesion, rest
        Cohesion :math:`h`, and where it rests :math:`h_0`, in 0..1. [share]
    pair, trio
        How close client and patron are, :math:`c`, and all three opponents, :math:`c_3`, in 0..1. [alignment]
    drills
        Joint exercises this month, :math:`q` in 0..1. [share]
    reaction, reaction_to_trio, drilling
        Integration by a full pair :math:`k`, a full trio :math:`k_3`, and full exercises :math:`e`. [1/month]
    fatigue
        Share of the excess lost in a month, :math:`\alpha`. [1/month]
    pact
        How far cooperation is laid down in a pact, :math:`p` in 0..1; all of it, and nothing is lost. [share]

    Returns
    -------
    Change that keeps the cohesion in 0..1 while the rates together stay below 1. [share/month]

    References
    ----------
    .. [1] L. F. Richardson, Arms and Insecurity, Boxwood, 1960; R. Jervis, "Cooperation under the security
       dilemma," World Politics 30(2), 1978, 167-214. The bounded form is our assumption.
    """
    answer = reaction * pair + reaction_to_trio * trio + drilling * drills
    return answer * (1 - cohesion) - fatigue * (cohesion - rest - pact * (1 - rest))


def alarm(cohesion: Any, *, rest: Any, cost: Any) -> Any:
    """How a bloc's cohesion beyond its rest moves the regard of those who feel it.

    Parameters
    ----------
    cohesion, rest
        Cohesion, and where it rests, in 0..1. [share]
    cost
        Loss for each unit of cohesion gained. [latent/share/month]

    Returns
    -------
    Change, never positive for ``cost`` >= 0. [latent/month]
    """
    return -cost * above(cohesion, rest)


@final
@dataclass(frozen=True, kw_only=True)
class Integration(Mechanism):
    """The answer of a bloc that drills against a client to the client's closeness to its patrons."""

    key: ClassVar[str] = "integration"
    causes: ClassVar = {
        "threat": ("threat", "rest"),
        "annoyance": ("cost_to_neighbour", "cost_of_pact", "patron_share", "rest"),
    }

    reaction: PerReplicate  # [1/month]
    reaction_to_trio: PerReplicate  # [1/month]
    drilling: PerReplicate  # [1/month]
    fatigue: PerReplicate  # [1/month]
    rest: PerReplicate  # [share]
    threat: PerReplicate  # opponents' regard for the bloc [latent/share/month]
    cost_to_neighbour: PerReplicate  # neighbour's regard for the client [latent/share/month]
    cost_of_pact: PerReplicate  # neighbour's regard for the client, by a full pact [latent/month]
    patron_share: PerReplicate  # of these costs, what falls on the client's patrons [share]

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Cohesion begins where it rests."""
        return {("cohesion", bloc): self.rest for bloc, _ in flows.get("exercises", ())}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the integration, the threat that its opponents see in it, and the neighbours' annoyance."""
        for bloc, client in moves.pairs("exercises"):
            cohesion = world["cohesion", bloc]
            threat = alarm(cohesion, rest=self.rest, cost=self.threat)
            excess = alarm(cohesion, rest=self.rest, cost=self.cost_to_neighbour)
            annoyance = excess - self.cost_of_pact * world.condition("pact")
            patrons = moves.givers("payment", client, besides=bloc)
            neighbours = set(moves.givers("trade", client)) - {bloc, *patrons}
            gained = self._integration(world, moves, bloc, client, (patrons, sorted(neighbours)))
            yield Change(("cohesion", bloc), gained)
            for opponent in (client, *patrons):
                yield Change(("persistent", opponent, bloc), threat, "threat")
                blame = annoyance if opponent == client else self.patron_share * annoyance
                for neighbour in sorted(neighbours):
                    yield Change(("persistent", neighbour, opponent), blame, "annoyance")

    def _integration(
        self,
        world: World,
        moves: Moves,
        bloc: str,
        client: str,
        opponents: tuple[Sequence[str], Sequence[str]],
    ) -> PerReplicate:
        cohesion, (patrons, neighbours) = world["cohesion", bloc], opponents
        pairs = {patron: self._close(world, client, patron) for patron in patrons}
        trios = [
            close * self._close(world, client, other) * self._close(world, patron, other)
            for patron, close in pairs.items()
            for other in neighbours
        ]
        gained: PerReplicate = integration(
            cohesion,
            total([np.zeros_like(cohesion), *pairs.values()]),
            total([np.zeros_like(cohesion), *trios]),
            moves.flows["exercises", bloc, client],
            reaction=self.reaction,
            reaction_to_trio=self.reaction_to_trio,
            drilling=self.drilling,
            fatigue=self.fatigue,
            rest=self.rest,
            pact=world.condition("pact"),
        )
        return gained

    @staticmethod
    def _close(world: World, a: str, b: str) -> PerReplicate:
        close: PerReplicate = closeness(world.alignment(a, b), world.alignment(b, a))
        return close
