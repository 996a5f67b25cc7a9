"""Common threat: who is pressed by the same third party draws together."""

from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate, total
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def drawn_together(felt: Any, felt_by_other: Any, *, gain: Any) -> Any:
    r"""Monthly rise of a's regard for b by a threat that both feel [1]_.

    .. math:: \Delta z_{ab} = \tau h_{ca} h_{cb}

    Parameters
    ----------
    felt, felt_by_other
        Pressure of the third party as a and as b remember it, :math:`h_{ca}`, :math:`h_{cb}`. [share]
    gain
        Rise where both are under full pressure, :math:`\tau`. [latent/month]

    Returns
    -------
    Change in 0..``gain``. [latent/month]

    References
    ----------
    .. [1] S. M. Walt, The Origins of Alliances, Cornell University Press, 1987: states balance against
       threats. The product is our assumption.
    """
    return gain * felt * felt_by_other


@final
@dataclass(frozen=True, kw_only=True)
class Threat(Mechanism):
    """Common threats to every pair of actors."""

    key: ClassVar[str] = "threat"
    causes: ClassVar = {"common_threat": ("gain",)}

    gain: PerReplicate  # [latent/month]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield what the threats that both of a pair feel add to their regard for one another."""
        hostile = world.pairs_of("hostility")
        for a, b in world.dyads:
            threats = [
                drawn_together(world["hostility", c, a], world["hostility", c, b], gain=self.gain)
                for c in world.cast
                if (c, a) in hostile and (c, b) in hostile
            ]
            if threats:
                shared = total(threats)
                yield Change(("persistent", a, b), shared, "common_threat")
                yield Change(("persistent", b, a), shared, "common_threat")
