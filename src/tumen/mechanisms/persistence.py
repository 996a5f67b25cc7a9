"""Persistence: the lasting part of a tie drifts to its natural level, the fading part fades."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, final

from tumen.base.arrays import PerReplicate
from tumen.base.names import Pair, pairs
from tumen.base.randomness import Dice
from tumen.base.transcendental import LN2, lapse
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def reversion(level: Any, *, natural_level: Any, rate: Any) -> Any:
    r"""Monthly pull of a lasting alignment towards its natural level [1]_.

    .. math:: \Delta z = \kappa (c - z)

    Parameters
    ----------
    level, natural_level
        Lasting alignment :math:`z`, and where it rests if nothing else acts, :math:`c`. [latent]
    rate
        Share of the distance closed in a month, :math:`\kappa` in 0..1. [1/month]

    Returns
    -------
    Change that never passes the natural level. [latent/month]

    References
    ----------
    .. [1] Reversion to a natural level as in URAM-type models of relationships (mechanism M27); a constant
       rate is assumed.
    """
    return rate * (natural_level - level)


def share_lost(half_life: Any) -> Any:
    r"""Share of what fades that is gone after a month.

    .. math:: s = 1 - 2^{-1/h}

    Parameters
    ----------
    half_life
        Time in which half of it is gone, :math:`h` > 0. [month]

    Returns
    -------
    Share in 0..1, smaller the longer the half-life. [1/month]
    """
    return lapse(LN2 / half_life)


def fading(level: Any, *, share: Any) -> Any:
    """Monthly loss of a fading alignment.

    Parameters
    ----------
    level
        Fading alignment. [latent]
    share
        Share of it that is lost, in 0..1. [1/month]

    Returns
    -------
    Change towards 0, never past it. [latent/month]
    """
    return -share * level


@final
@dataclass(frozen=True, kw_only=True)
class Persistence(Mechanism):
    """Persistence of every directed alignment."""

    key: ClassVar[str] = "persistence"
    causes: ClassVar = {"reversion": ("rate", "natural_level"), "fading": ("half_life",)}

    rate: PerReplicate  # [1/month]
    half_life: PerReplicate  # [month]
    natural_level: Mapping[Pair, PerReplicate]  # [latent]
    at_first: Mapping[Pair, PerReplicate]  # [latent]

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism; a pair without a natural level of its own takes the one of strangers."""
        group = numbers.group(f"mechanisms/{cls.key}")
        strangers = group.pop("natural_level_of_strangers")
        everyone = pairs(cast)
        natural_level = dict.fromkeys(everyone, strangers) | numbers.of_pairs("natural_level", everyone)
        return cls(**group, natural_level=natural_level, at_first=numbers.of_pairs("alignment", everyone))

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """A tie begins where its parameters say, else at its natural level, with nothing fading."""
        lasting = {
            ("persistent", *pair): self.at_first.get(pair, level)
            for pair, level in self.natural_level.items()
        }
        return lasting | {("transient", *pair): 0.0 for pair in self.natural_level}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the reversion and the fading of every tie."""
        share = share_lost(self.half_life)
        for pair, natural_level in self.natural_level.items():
            lasting, fleeting = ("persistent", *pair), ("transient", *pair)
            pull = reversion(world[lasting], natural_level=natural_level, rate=self.rate)
            yield Change(lasting, pull, "reversion")
            yield Change(fleeting, fading(world[fleeting], share=share), "fading")
