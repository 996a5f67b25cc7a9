"""Veto over the river: it opens once every riparian state consents, which pleases some and worries others."""

from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import first_time
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def value_of_passage(is_open: Any, *, gain: Any) -> Any:
    """Monthly effect of an open river on a regard; it opens once all who hold a veto consent [1]_.

    Parameters
    ----------
    is_open
        Whether ships may pass, 0 or 1. [flag]
    gain
        Size and sign. [latent/month]

    Returns
    -------
    Change. [latent/month]

    References
    ----------
    .. [1] G. Tsebelis, Veto Players, Princeton University Press, 2002.
    """
    return gain * is_open


def rebuff(offered: Any, consent: Any, *, loss: Any) -> Any:
    """Monthly effect of a refusal on the regard of who is refused for who refuses.

    Parameters
    ----------
    offered, consent
        Whether passage is on the table, and whether this riparian consents, 0 or 1. [flag]
    loss
        Of regard in a month of refusal. [latent/month]

    Returns
    -------
    Change, never positive for ``loss`` >= 0. [latent/month]
    """
    return -loss * offered * (1 - consent)


@final
@dataclass(frozen=True, kw_only=True)
class Veto(Mechanism):
    """Navigation by whoever is given access, through the waters of all who give it."""

    key: ClassVar[str] = "veto"
    causes: ClassVar = {
        "passage": ("gain",),
        "refusal": ("disappointment",),
        "goodwill": ("goodwill",),
        "worry": ("worry",),
    }

    gain: PerReplicate  # user's regard for each who consents [latent/month]
    goodwill: PerReplicate  # regard of each who consents for the user [latent/month]
    disappointment: PerReplicate  # user's regard for each who refuses, as a loss [latent/month]
    worry: PerReplicate  # regard of the user's opponents for it, as a loss [latent/month]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the opening, what an open river does, and what a closed one does that could be open."""
        is_open, offered = world.condition("river_open"), world.condition("river_offer")
        for riparian, user in moves.pairs("access"):
            consent = moves.flows["access", riparian, user]
            pleased = value_of_passage(is_open, gain=self.gain)
            yield Change(("persistent", user, riparian), pleased, "passage")
            refused = rebuff(first_time(is_open, offered), consent, loss=self.disappointment)
            yield Change(("persistent", user, riparian), refused, "refusal")
            repaid = value_of_passage(is_open, gain=self.goodwill)
            yield Change(("persistent", riparian, user), repaid, "goodwill")
        consents = [moves.flows["access", *pair] for pair in moves.pairs("access")]
        if consents:
            yield Change(("river_open",), first_time(is_open, reduce(np.multiply, consents)))
        for user in dict.fromkeys(user for _, user in moves.pairs("access")):
            for opponent in moves.givers("pressure", user):
                worried = value_of_passage(is_open, gain=-self.worry)
                yield Change(("persistent", opponent, user), worried, "worry")
