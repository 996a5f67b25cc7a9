"""Veto over the river: it opens once every riparian state consents, which pleases some and worries others."""

from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar, Final, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World

WORRIED: Final = "bloc"  # who sees a threat in the ships on the river


def opening(is_open: Any, consent: Any) -> Any:
    """Step from a closed to an open river; once open, for good [1]_.

    Parameters
    ----------
    is_open
        Whether ships may pass already, 0 or 1. [flag]
    consent
        Whether everybody who can refuse consents this month, 0 or 1. [flag]

    Returns
    -------
    1 in the month of the opening, else 0. [flag/month]

    References
    ----------
    .. [1] G. Tsebelis, Veto Players, Princeton University Press, 2002.
    """
    return (1 - is_open) * consent


def value_of_passage(is_open: Any, *, gain: Any) -> Any:
    """Monthly effect of an open river on a regard.

    Parameters
    ----------
    is_open
        Whether ships may pass, 0 or 1. [flag]
    gain
        Size and sign. [latent/month]

    Returns
    -------
    Change. [latent/month]
    """
    return gain * is_open


@final
@dataclass(frozen=True, kw_only=True)
class Veto(Mechanism):
    """Navigation by whoever is given access, through the waters of all who give it."""

    key: ClassVar[str] = "veto"
    causes: ClassVar = {"passage": ("gain",), "goodwill": ("goodwill",), "worry": ("worry",)}

    gain: PerReplicate  # user's regard for each who consents [latent/month]
    goodwill: PerReplicate  # regard of each who consents for the user [latent/month]
    worry: PerReplicate  # regard of the worried for the user, as a loss [latent/month]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the opening, and what an open river does."""
        riparians = moves.pairs("access")
        is_open = world.condition("river_open")
        for riparian, user in riparians:
            pleased = value_of_passage(is_open, gain=self.gain)
            yield Change(("persistent", user, riparian), pleased, "passage")
            repaid = value_of_passage(is_open, gain=self.goodwill)
            yield Change(("persistent", riparian, user), repaid, "goodwill")
        if riparians:
            consent = reduce(np.multiply, (moves.flows["access", *pair] for pair in riparians))
            yield Change(("river_open",), opening(is_open, consent))
        for user in {user: None for _, user in riparians}:
            worried = value_of_passage(is_open, gain=-self.worry)
            yield Change(("persistent", WORRIED, user), worried, "worry")
