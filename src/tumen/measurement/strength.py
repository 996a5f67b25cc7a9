"""Relationship strength: a documented index of three channels, political, economic and security."""

from dataclasses import dataclass
from typing import Any, Self, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import either
from tumen.base.names import Pair
from tumen.parameters.draws import Numbers
from tumen.world.state import World

CHANNELS = ("political", "economic", "security")


def political(towards: Any, back: Any) -> Any:
    """Political channel: the mean of both alignments, in -1..1. [strength]"""
    return (towards + back) / 2


def economic(dependence: Any, back: Any) -> Any:
    """Economic channel: the share in which at least one side depends on the other, in 0..1. [strength]"""
    return either(dependence, back)


def security(dependence: Any, back: Any, hostility: Any, hostility_back: Any) -> Any:
    """Security channel: dependence on each other less remembered pressure, in -1..1. [strength]"""
    return either(dependence, back) - either(hostility, hostility_back)


def strength(channels: tuple[Any, Any, Any], weights: tuple[Any, Any, Any]) -> Any:
    r"""Strength of a relationship.

    .. math:: s = \frac{w_p p + w_e e + w_s c}{w_p + w_e + w_s}

    Parameters
    ----------
    channels
        Political :math:`p`, economic :math:`e` and security :math:`c` channel, in -1..1. [strength]
    weights
        Their weights, > 0. [1]

    Returns
    -------
    Index in -1 (enemies) .. 1 (one another's all). [strength]
    """
    p, e, c = channels
    weight_p, weight_e, weight_c = weights
    return (weight_p * p + weight_e * e + weight_c * c) / (weight_p + weight_e + weight_c)


@final
@dataclass(frozen=True, kw_only=True)
class Strength:
    """The strength of every dyad, and its channels."""

    political_weight: PerReplicate  # [1]
    economic_weight: PerReplicate  # [1]
    security_weight: PerReplicate  # [1]

    @classmethod
    def build(cls, numbers: Numbers) -> Self:
        """Return the index with the weights of a block of replicates."""
        return cls(**numbers.group("measurement/strength"))

    def channels(self, world: World, a: str, b: str) -> tuple[PerReplicate, PerReplicate, PerReplicate]:
        """Return the political, economic and security channel of a dyad."""
        none = 0 * self.political_weight

        def both(term: str) -> tuple[PerReplicate, PerReplicate]:
            return world.values.get((term, a, b), none), world.values.get((term, b, a), none)

        return (
            political(world.alignment(a, b), world.alignment(b, a)),
            economic(*both("dependence_economic")),
            security(*both("dependence_security"), *both("hostility")),
        )

    def __call__(self, world: World, dyad: Pair) -> PerReplicate:
        """Return the strength of a dyad, shape (replicates,)."""
        return self.index(self.channels(world, *dyad))

    def index(self, channels: tuple[PerReplicate, PerReplicate, PerReplicate]) -> PerReplicate:
        """Return the index of three channels."""
        return strength(channels, (self.political_weight, self.economic_weight, self.security_weight))
