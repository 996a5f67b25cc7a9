"""Wedge: who is accommodated by an opponent loosens the tie that the opponent minds."""

from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def loosening(accommodated: Any, *, loss: Any) -> Any:
    r"""Monthly effect of being accommodated on the tie that is to be loosened [1]_.

    .. math:: \Delta z = -\omega y

    Parameters
    ----------
    accommodated
        How far the opponent obliges, :math:`y` in 0..1. [share]
    loss
        Of regard when fully obliged, :math:`\omega`. [latent/month]

    Returns
    -------
    Change, never positive for ``loss`` >= 0. [latent/month]

    References
    ----------
    .. [1] T. W. Crawford, "Preventing enemy coalitions: how wedge strategies shape power politics,"
       International Security 35(4), 2011, 155-189: selective accommodation. The linear form is
       our assumption.
    """
    return -loss * accommodated


def warming(accommodated: Any, *, gain: Any) -> Any:
    """Monthly rise of regard between opponents of whom one obliges the other. [latent/month]"""
    return gain * accommodated


@final
@dataclass(frozen=True, kw_only=True)
class Wedge(Mechanism):
    """Two wedges: talks with the client, and an understanding with its patron."""

    key: ClassVar[str] = "wedge"
    causes: ClassVar = {
        "talks": ("warming_by_talks",),
        "loosened_by_talks": ("loosening_of_client",),
        "thaw": ("warming_by_thaw",),
        "loosened_by_thaw": ("loosening_of_patron",),
    }

    warming_by_talks: PerReplicate  # both sides' regard [latent/month]
    loosening_of_client: PerReplicate  # client's regard for its patron, as a loss [latent/month]
    cost_to_bloc: PerReplicate  # of talks, in cohesion [share/month]
    warming_by_thaw: PerReplicate  # both sides' regard [latent/month]
    loosening_of_patron: PerReplicate  # patron's regard for its client, as a loss [latent/month]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield what talks and thaw do to opponents, to the tie between them, and to the bloc."""
        for client, bloc in moves.pairs("engagement"):
            yield from self._talks(world, moves, client, bloc)
        thaw = world.condition("thaw")
        for patron, client in moves.pairs("payment"):
            loose = loosening(thaw, loss=self.loosening_of_patron)
            yield Change(("persistent", patron, client), loose, "loosened_by_thaw")
            for opponent in _helpers_against(patron, moves):
                warm = warming(thaw, gain=self.warming_by_thaw)
                yield Change(("persistent", patron, opponent), warm, "thaw")
                yield Change(("persistent", opponent, patron), warm, "thaw")

    def _talks(self, world: World, moves: Moves, client: str, bloc: str) -> Changes:
        engaged = moves.flows["engagement", client, bloc]
        yield Change(("talks",), engaged - world.condition("talks"))
        if ("cohesion", bloc) in world.values:
            yield Change(("cohesion", bloc), -self.cost_to_bloc * engaged * world["cohesion", bloc])
        warm = warming(engaged, gain=self.warming_by_talks)
        yield Change(("persistent", client, bloc), warm, "talks")
        yield Change(("persistent", bloc, client), warm, "talks")
        for patron in moves.givers("payment", client):
            loose = loosening(engaged, loss=self.loosening_of_client)
            yield Change(("persistent", client, patron), loose, "loosened_by_talks")


def _helpers_against(attacker: str, moves: Moves) -> tuple[str, ...]:
    """Return who arms those whom an actor presses."""
    pressed = moves.receivers("pressure", attacker)
    helpers = dict.fromkeys(helper for helper, helped in moves.pairs("military_aid") if helped in pressed)
    return tuple(helper for helper in helpers if helper != attacker)
