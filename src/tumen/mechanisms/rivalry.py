"""Influence rivalry: a client close to one patron cools towards the other, who resents both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import above
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Change, Changes, Moves, World

CLIENT: Final = "dprk"  # the rivalry over Pyongyang is this mechanism's subject
PATRONS: Final = ("russia", "china")


def substitution(regard: Any, *, coupling: Any) -> Any:
    """How a client's regard for one patron moves its regard for the other [1]_.

    Parameters
    ----------
    regard
        Client's alignment with the first patron, in -1..1. [alignment]
    coupling
        Loss at full alignment; negative values mean that the two ties rise together. [latent/month]

    Returns
    -------
    Change, 0 where the client is not drawn to the first patron. [latent/month]

    References
    ----------
    .. [1] Extending one's network of suppliers is a way to balance a dependence: R. M. Emerson,
       "Power-dependence relations," American Sociological Review 27(1), 1962, 31-41. That the sign is open is
       our assumption.
    """
    return -coupling * above(regard, 0)


def resentment(regard: Any, *, tolerated: Any, jealousy: Any) -> Any:
    """How a patron's regard suffers when the client's tie with its rival passes what it tolerates.

    Parameters
    ----------
    regard, tolerated
        Client's alignment with the rival patron, and what is put up with. [alignment]
    jealousy
        Loss for each unit beyond. [latent/alignment/month]

    Returns
    -------
    Change, never positive for ``jealousy`` >= 0. [latent/month]
    """
    return -jealousy * above(regard, tolerated)


@final
@dataclass(frozen=True, kw_only=True)
class Rivalry(Mechanism):
    """Rivalry of the two patrons over one client."""

    key: ClassVar[str] = "rivalry"
    causes: ClassVar = {
        "substitution": ("coupling",),
        "jealousy": ("jealousy", "tolerated"),
        "suspicion": ("patron_share", "jealousy", "tolerated"),
    }

    coupling: PerReplicate  # [latent/month]
    tolerated: PerReplicate  # [alignment]
    patron_share: PerReplicate  # of the resentment, what falls on the rival patron [share]
    jealousy: Mapping[Pair, PerReplicate]  # [latent/alignment/month]

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism; each patron's jealousy belongs to its tie with the client."""
        jealousy = numbers.of_pairs("jealousy", [(patron, CLIENT) for patron in PATRONS])
        return cls(**numbers.group(f"mechanisms/{cls.key}"), jealousy=jealousy)

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield substitution by the client and resentment by each patron."""
        for rival, patron in (PATRONS, PATRONS[::-1]):
            regard = world.alignment(CLIENT, rival)
            resented = resentment(regard, tolerated=self.tolerated, jealousy=self.jealousy[patron, CLIENT])
            turned = substitution(regard, coupling=self.coupling)
            yield Change(("persistent", CLIENT, patron), turned, "substitution")
            yield Change(("persistent", patron, CLIENT), resented, "jealousy")
            yield Change(("persistent", patron, rival), self.patron_share * resented, "suspicion")
