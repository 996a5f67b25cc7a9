"""Labour: who employs another's people comes to value the tie."""

from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import saturation
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def stake(workers: Any, *, gain: Any, half: Any) -> Any:
    r"""Monthly rise of a host's regard for the country whose workers it employs [1]_.

    .. math:: \Delta z = g \frac{n}{n + h}

    Parameters
    ----------
    workers, half
        Workers employed, :math:`n` >= 0, and the number that has half the effect, :math:`h`. [thousand]
    gain
        Largest rise, :math:`g`. [latent/month]

    Returns
    -------
    Change in 0..``gain``. [latent/month]

    References
    ----------
    .. [1] R. O. Keohane and J. S. Nye, Power and Interdependence, Little, Brown, 1977: what is costly to lose
       binds. The saturating form is our assumption.
    """
    return gain * saturation(workers, half)


@final
@dataclass(frozen=True, kw_only=True)
class Labour(Mechanism):
    """The stake of every host in whoever sends it workers."""

    key: ClassVar[str] = "labour"
    causes: ClassVar = {"stake": ("gain", "half")}

    gain: PerReplicate  # [latent/month]
    half: PerReplicate  # [thousand]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield what the workers of this month do to the regard of their hosts."""
        for sender, host in moves.pairs("workers"):
            valued = stake(moves.flows["workers", sender, host], gain=self.gain, half=self.half)
            yield Change(("persistent", host, sender), valued, "stake")
