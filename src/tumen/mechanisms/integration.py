"""Counter-integration: a bloc answers its opponents, which threatens them and worries their neighbour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import above
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key

BLOC: Final = "bloc"  # the bloc that answers the tie of these two, and the neighbour who pays for it
TIE: Final = ("dprk", "russia")
NEIGHBOUR: Final = "china"


def closeness(towards: Any, back: Any) -> Any:
    """How close two actors are: the mean of both alignments where positive, in 0..1. [alignment]"""
    return above((towards + back) / 2, 0)


def integration(
    cohesion: Any, closeness: Any, drills: Any, *, reaction: Any, drilling: Any, fatigue: Any, rest: Any
) -> Any:
    r"""Monthly change of a bloc's cohesion [1]_.

    .. math:: \Delta h = (k c + e q)(1 - h) - \alpha (h - h_0)

    Parameters
    ----------
    cohesion, rest
        Cohesion :math:`h`, and where it rests :math:`h_0`, in 0..1. [share]
    closeness
        How close its opponents are, :math:`c` in 0..1. [alignment]
    drills
        Joint exercises this month, :math:`q` in 0..1. [share]
    reaction, drilling
        Integration by full closeness :math:`k`, and by full exercises :math:`e`. [1/month]
    fatigue
        Share of the excess lost in a month, :math:`\alpha`. [1/month]

    Returns
    -------
    Change that keeps the cohesion in 0..1 while the three rates together stay below 1. [share/month]

    References
    ----------
    .. [1] L. F. Richardson, Arms and Insecurity, Boxwood, 1960; R. Jervis, "Cooperation under the security
       dilemma," World Politics 30(2), 1978, 167-214. The bounded form is our assumption.
    """
    return (reaction * closeness + drilling * drills) * (1 - cohesion) - fatigue * (cohesion - rest)


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
    """The bloc's answer to its opponents' closeness."""

    key: ClassVar[str] = "integration"
    causes: ClassVar = {"threat": ("threat", "rest"), "annoyance": ("cost_to_neighbour", "rest")}

    reaction: PerReplicate  # [1/month]
    drilling: PerReplicate  # [1/month]
    fatigue: PerReplicate  # [1/month]
    rest: PerReplicate  # [share]
    threat: PerReplicate  # opponents' regard for the bloc [latent/share/month]
    cost_to_neighbour: PerReplicate  # neighbour's regard for those who provoke it [latent/share/month]

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Cohesion begins where it rests."""
        return {("cohesion", BLOC): self.rest}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the integration, the threat that its opponents see in it, and the neighbour's annoyance."""
        client, patron = TIE
        cohesion = world["cohesion", BLOC]
        gained = integration(
            cohesion,
            closeness(world.alignment(client, patron), world.alignment(patron, client)),
            moves.flows["exercises", BLOC, client],
            reaction=self.reaction,
            drilling=self.drilling,
            fatigue=self.fatigue,
            rest=self.rest,
        )
        yield Change(("cohesion", BLOC), gained)
        threat = alarm(cohesion, rest=self.rest, cost=self.threat)
        annoyance = alarm(cohesion, rest=self.rest, cost=self.cost_to_neighbour)
        for opponent in TIE:
            yield Change(("persistent", opponent, BLOC), threat, "threat")
            yield Change(("persistent", NEIGHBOUR, opponent), annoyance, "annoyance")
