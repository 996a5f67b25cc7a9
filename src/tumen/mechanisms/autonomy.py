"""Autonomy and hedging: who leans too much on one supplier resents it, and looks to the others."""

from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate, total
from tumen.base.elementary import above
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def resented_reliance(excess: Any, *, gain: Any) -> Any:
    r"""Monthly effect of leaning too much on a supplier on the regard for it [1]_.

    .. math:: \Delta z_{ab} = -\gamma \max(d_{ab} - d_0, 0)

    Parameters
    ----------
    excess
        By how much the dependence passes what is comfortable, in 0..1. [share]
    gain
        Loss for each unit of it, :math:`\gamma`. [latent/share/month]

    Returns
    -------
    Change, never positive for ``gain`` >= 0. [latent/month]

    References
    ----------
    .. [1] J. D. Morrow, "Alliances and asymmetry," American Journal of Political Science 35(4), 1991,
       904-933: security is bought with autonomy. The linear form is our assumption.
    """
    return -gain * excess


def hedge(excess_elsewhere: Any, alignment: Any, *, gain: Any) -> Any:
    r"""Monthly pull of leaning too much on others towards one who is not an enemy [1]_.

    .. math:: \Delta z_{ac} = \eta \frac{1 + x_{ac}}{2} \sum_{b \ne c} \max(d_{ab} - d_0, 0)

    Parameters
    ----------
    excess_elsewhere
        By how much dependences on others pass what is comfortable, summed. [share]
    alignment
        With the one who is looked to, :math:`x_{ac}` in -1..1. [alignment]
    gain
        Pull for each unit, :math:`\eta`. [latent/share/month]

    Returns
    -------
    Change, never negative for ``gain`` >= 0, none towards a sworn enemy. [latent/month]

    References
    ----------
    .. [1] C.-C. Kuik, "The essence of hedging," Contemporary Southeast Asia 30(2), 2008, 159-185. The form is
       our assumption.
    """
    return gain * (1 + alignment) / 2 * excess_elsewhere


@final
@dataclass(frozen=True, kw_only=True)
class Autonomy(Mechanism):
    """Every actor's unease about its suppliers of goods and money."""

    key: ClassVar[str] = "autonomy"
    causes: ClassVar = {"reliance": ("unease", "comfort"), "hedging": ("hedging", "comfort")}

    unease: PerReplicate  # [latent/share/month]
    hedging: PerReplicate  # [latent/share/month]
    comfort: PerReplicate  # dependence that is put up with [share]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the resentment of reliance, and the turn to alternatives."""
        excess: dict[str, dict[str, PerReplicate]] = {}
        for a, b in world.pairs_of("dependence_trade"):
            excess.setdefault(a, {})[b] = above(world.reliance(a, b), self.comfort)
        for a, suppliers in excess.items():
            everything = total(suppliers.values())
            for b, over in suppliers.items():
                yield Change(("persistent", a, b), resented_reliance(over, gain=self.unease), "reliance")
                if len(suppliers) > 1:
                    pull = hedge(everything - over, world.alignment(a, b), gain=self.hedging)
                    yield Change(("persistent", a, b), pull, "hedging")
