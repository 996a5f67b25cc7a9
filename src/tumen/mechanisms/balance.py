"""Structural balance, bounded: a friend's friend draws near, a friend's enemy moves away."""

from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate, total
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def triad(towards_third: Any, back_from_third: Any, *, gain: Any) -> Any:
    r"""Monthly pull of a third party c on a's regard for b [1]_.

    .. math:: \Delta z_{ab} = \beta x_{ac} x_{cb}

    Parameters
    ----------
    towards_third, back_from_third
        Alignment of a towards c, :math:`x_{ac}`, and of c towards b, :math:`x_{cb}`, in -1..1. [alignment]
    gain
        Pull of a third party with full alignments, :math:`\beta` >= 0. [latent/month]

    Returns
    -------
    Change in -``gain``..``gain``. In the alignment :math:`x = \tanh z` this is the bounded form
    :math:`(1 - x_{ab}^2) x_{ac} x_{cb}`. [latent/month]

    References
    ----------
    .. [1] F. Heider, "Attitudes and cognitive organization," Journal of Psychology 21, 1946, 107-112;
       K. Kulakowski, P. Gawronski and P. Gronek, "The Heider balance: a continuous approach," International
       Journal of Modern Physics C 16(5), 2005, 707-716.
    """
    return gain * towards_third * back_from_third


@final
@dataclass(frozen=True, kw_only=True)
class Balance(Mechanism):
    """Structural balance over every triad; one small term, since alone it contradicts the documents."""

    key: ClassVar[str] = "balance"
    causes: ClassVar = {"triads": ("gain",)}

    gain: PerReplicate  # of all third parties together [latent/month]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the pull of all third parties on every pair."""
        thirds = len(world.cast) - 2
        if thirds < 1:
            return
        share = self.gain / thirds
        for a, b in world.pairs:
            pulls = [
                triad(world.alignment(a, c), world.alignment(c, b), gain=share)
                for c in world.cast
                if c not in (a, b)
            ]
            yield Change(("persistent", a, b), total(pulls), "triads")
