"""Deployment: soldiers abroad fight, fall, and come home when the fighting ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import saturation
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def losses(soldiers: Any, war: Any, *, rate: Any) -> Any:
    """Soldiers killed or wounded in a month.

    Parameters
    ----------
    soldiers
        Soldiers abroad. [thousand]
    war
        Intensity of the war, in 0..1. [share]
    rate
        Share lost in a month of full war, in 0..1. [1/month]

    Returns
    -------
    Losses in 0..``soldiers``. [thousand/month]
    """
    return rate * war * soldiers


def homecoming(soldiers: Any, war: Any, *, rotation: Any, withdrawal: Any) -> Any:
    """Soldiers who come home in a month: few by rotation, more once the war is over.

    Parameters
    ----------
    soldiers
        Soldiers abroad. [thousand]
    war
        Intensity of the war, in 0..1. [share]
    rotation, withdrawal
        Share that returns in a month of full war, and in a month of peace, in 0..1. [1/month]

    Returns
    -------
    Returning soldiers. [thousand/month]
    """
    return (rotation * war + withdrawal * (1 - war)) * soldiers


def impression(soldiers: Any, *, gain: Any, half: Any) -> Any:
    """Monthly effect of soldiers abroad on a regard, or on a bloc that answers them.

    Parameters
    ----------
    soldiers, half
        Soldiers abroad, and the number that has half of the effect. [thousand]
    gain
        Effect of a great many; negative where they are resented. [latent/month, or share/month]

    Returns
    -------
    Change between 0 and ``gain``. [latent/month, or share/month]
    """
    return gain * saturation(soldiers, half)


@final
@dataclass(frozen=True, kw_only=True)
class Deployment(Mechanism):
    """Fate of every contingent abroad, and what others make of it."""

    key: ClassVar[str] = "deployment"
    causes: ClassVar = {
        "service": ("service", "soldiers_half"),
        "indignation": ("indignation", "soldiers_half"),
        "worry": ("worry", "host_share", "soldiers_half"),
    }

    loss_rate: PerReplicate  # [1/month]
    rotation: PerReplicate  # [1/month]
    withdrawal: PerReplicate  # [1/month]
    soldiers_half: PerReplicate  # number that has half of the effects [thousand]
    service: PerReplicate  # host's regard for the sender [latent/month]
    indignation: PerReplicate  # regard of those whom the host fights for the sender, as a loss [latent/month]
    worry: PerReplicate  # regard of the sender's other suppliers for it, as a loss [latent/month]
    host_share: PerReplicate  # of that worry, what falls on the host [share]
    alarm: PerReplicate  # of a bloc that drills against the sender [1/month]

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Nobody abroad at first."""
        counts = ("troops_abroad", "casualties", "returned")
        return {(count, *pair): 0.0 for count in counts for pair in flows.get("troops", ())}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield arrivals, losses and homecomings."""
        war = world.condition("war_intensity")
        for pair in moves.pairs("troops"):
            soldiers = world["troops_abroad", *pair]
            lost = losses(soldiers, war, rate=self.loss_rate)
            home = homecoming(soldiers, war, rotation=self.rotation, withdrawal=self.withdrawal)
            yield Change(("troops_abroad", *pair), moves.flows["troops", *pair] - lost - home)
            yield Change(("casualties", *pair), lost)
            yield Change(("returned", *pair), home)
            yield from self._impressions(world, moves, *pair)

    def _impressions(self, world: World, moves: Moves, sender: str, host: str) -> Changes:
        """Yield what host, opponents, neighbours and blocs make of the soldiers who are there."""
        soldiers, half = world["troops_abroad", sender, host], self.soldiers_half
        opponents = moves.receivers("pressure", host, besides=sender)
        neighbours = set(moves.givers("trade", sender)) - {host, *opponents}
        valued = impression(soldiers, gain=self.service, half=half)
        yield Change(("persistent", host, sender), valued, "service")
        for opponent in opponents:
            blame = impression(soldiers, gain=-self.indignation, half=half)
            yield Change(("persistent", opponent, sender), blame, "indignation")
        for neighbour in sorted(neighbours):
            worry = impression(soldiers, gain=-self.worry, half=half)
            yield Change(("persistent", neighbour, sender), worry, "worry")
            yield Change(("persistent", neighbour, host), self.host_share * worry, "worry")
        for bloc in moves.givers("exercises", sender):
            room = 1 - world["cohesion", bloc]
            yield Change(("cohesion", bloc), impression(soldiers, gain=self.alarm * room, half=half))
