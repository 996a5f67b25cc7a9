"""Influence rivalry: a client that moves towards one patron moves away from, or with, the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any, ClassVar, Self, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import above
from tumen.base.names import Pair, pairs
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def substitution(growth: Any, *, coupling: Any) -> Any:
    r"""How a client's turn to one patron moves its regard for the other [1]_.

    .. math:: \Delta z = -\epsilon g

    Parameters
    ----------
    growth
        By how much the client's alignment with the first patron exceeds what it has lately been, :math:`g`.
        [alignment]
    coupling
        Loss for each unit of growth, :math:`\epsilon`; negative where the two ties rise together.
        [latent/alignment/month]

    Returns
    -------
    Change. [latent/month]

    References
    ----------
    .. [1] Extending one's network of suppliers is a way to balance a dependence: R. M. Emerson,
       "Power-dependence relations," American Sociological Review 27(1), 1962, 31-41. That the sign is open is
       our assumption.
    """
    return -coupling * growth


def resentment(growth: Any, *, jealousy: Any) -> Any:
    """How a patron's regard suffers while the client turns to its rival.

    Parameters
    ----------
    growth
        By how much the client's alignment with the rival exceeds what the patron is used to. [alignment]
    jealousy
        Loss for each unit of it. [latent/alignment/month]

    Returns
    -------
    Change, never positive for ``jealousy`` >= 0. [latent/month]
    """
    return -jealousy * above(growth, 0)


def habituation(usual: Any, alignment: Any, *, rate: Any) -> Any:
    """Monthly adjustment of what somebody has got used to.

    Parameters
    ----------
    usual, alignment
        Alignment that one is used to, and as it is, in -1..1. [alignment]
    rate
        Share of the difference closed in a month, in 0..1. [1/month]

    Returns
    -------
    Change that never passes the alignment. [alignment/month]
    """
    return rate * (alignment - usual)


@final
@dataclass(frozen=True, kw_only=True)
class Rivalry(Mechanism):
    """Rivalry of patrons over a client: every actor with a jealousy over another is its patron."""

    key: ClassVar[str] = "rivalry"
    causes: ClassVar = {
        "substitution": ("coupling", "habit_rate"),
        "jealousy": ("jealousy", "patience_rate"),
        "suspicion": ("patron_share", "jealousy", "patience_rate"),
    }

    coupling: PerReplicate  # [latent/alignment/month]
    habit_rate: PerReplicate  # of the client [1/month]
    patience_rate: PerReplicate  # of its patrons [1/month]
    patron_share: PerReplicate  # of the resentment, what falls on the rival patron [share]
    jealousy: Mapping[Pair, PerReplicate]  # (patron, client) -> [latent/alignment/month]
    at_first: Mapping[Pair, PerReplicate]  # (client, patron) -> [alignment]

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism; each patron's jealousy belongs to its tie with the client."""
        jealousy = numbers.of_pairs("jealousy", pairs(cast))
        clients = [(client, patron) for patron, client in jealousy]
        return cls(
            **numbers.group(f"mechanisms/{cls.key}"),
            jealousy=jealousy,
            at_first=numbers.of_pairs("usual", clients),
        )

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Return what client and patrons are used to before the first month."""
        usual: dict[Key, object] = {
            ("usual", client, patron): self.at_first.get((client, patron), 0.0)
            for patron, client in self.jealousy
        }
        return usual | {("accepted", *key[1:]): value for key, value in usual.items()}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield substitution by the client, resentment by each patron, and what all get used to."""
        for patron, client in self.jealousy:
            alignment = world.alignment(client, patron)
            for term, rate in (("usual", self.habit_rate), ("accepted", self.patience_rate)):
                key = (term, client, patron)
                yield Change(key, habituation(world[key], alignment, rate=rate))
        for client, rival, patron in self._rivals():
            alignment = world.alignment(client, rival)
            turn = alignment - world["usual", client, rival]
            offence = alignment - world["accepted", client, rival]
            resented = resentment(offence, jealousy=self.jealousy[patron, client])
            turned = substitution(turn, coupling=self.coupling)
            yield Change(("persistent", client, patron), turned, "substitution")
            yield Change(("persistent", patron, client), resented, "jealousy")
            yield Change(("persistent", patron, rival), self.patron_share * resented, "suspicion")

    def _rivals(self) -> Iterator[tuple[str, str, str]]:
        """Yield every client with two of its patrons, either way round."""
        for client in dict.fromkeys(client for _, client in self.jealousy):
            patrons = [patron for patron, of in self.jealousy if of == client]
            for rival, patron in permutations(patrons, 2):
                yield client, rival, patron
