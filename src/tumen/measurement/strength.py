"""Relationship strength: a documented index of three channels, political, economic and security."""

from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, Self, TypeAlias, final

import numpy as np

from tumen.base.arrays import PerReplicate, total
from tumen.base.elementary import either
from tumen.base.names import Pair
from tumen.parameters.draws import Numbers
from tumen.world.state import World

CHANNELS: Final = ("political", "economic", "security")
Channels: TypeAlias = tuple[PerReplicate, PerReplicate, PerReplicate]  # values in the order of CHANNELS


def political(towards: Any, back: Any) -> Any:
    """Political channel: the mean of both alignments, in -1..1. [strength]"""
    return (towards + back) / 2


def security(protection: Any, hostility: Any) -> Any:
    """Security channel: what either side gets of the other's protection, less remembered pressure. [strength]

    Parameters
    ----------
    protection, hostility
        Share in which at least one side depends on the other for its security, and in which at least one
        remembers pressure, in 0..1. [share]

    Returns
    -------
    Channel in -1..1. [strength]
    """
    return protection - hostility


def strength(channels: tuple[Any, Any, Any], weights: tuple[Any, Any, Any]) -> Any:
    r"""Strength of a relationship.

    .. math:: s = w_p p + w_e e + w_s c

    Parameters
    ----------
    channels
        Political :math:`p`, economic :math:`e` and security :math:`c` channel, in -1..1. [strength]
    weights
        Their weights, in 0..1 and 1 in all. [1]

    Returns
    -------
    Index in -1 (enemies) .. 1 (one another's all). [strength]
    """
    p, e, c = channels
    weight_p, weight_e, weight_c = weights
    return weight_p * p + weight_e * e + weight_c * c


@final
@dataclass(frozen=True, kw_only=True)
class Strength:
    """The strength of every dyad, and its channels."""

    weights: Channels  # of the channels, 1 in all [1]

    @classmethod
    def build(cls, numbers: Numbers) -> Self:
        """Return the index with the weights of a block of replicates; only their proportions count."""
        given = numbers.group("measurement/strength")
        weights = [given[f"{channel}_weight"] for channel in CHANNELS]
        whole = total(weights)
        political_weight, economic_weight, security_weight = (weight / whole for weight in weights)
        return cls(weights=(political_weight, economic_weight, security_weight))

    def channels(self, world: World, a: str, b: str) -> Channels:
        """Return the political, economic and security channel of a dyad."""
        return (
            political(world.alignment(a, b), world.alignment(b, a)),
            either(world.reliance(a, b), world.reliance(b, a)),
            security(
                self._covered(world, "dependence_security", a, b), self._covered(world, "hostility", a, b)
            ),
        )

    def __call__(self, world: World, dyad: Pair) -> PerReplicate:
        """Return the strength of a dyad, shape (replicates,)."""
        return self.index(self.channels(world, *dyad))

    def index(self, channels: Channels) -> PerReplicate:
        """Return the index of three channels."""
        index: PerReplicate = strength(channels, self.weights)
        return index

    def _covered(self, world: World, term: str, a: str, b: str) -> PerReplicate:
        """Return the share in which a tie holds in at least one direction, 0 where it exists in neither."""
        found = [world.values[key] for key in ((term, a, b), (term, b, a)) if key in world.values]
        return reduce(either, found) if found else np.zeros_like(self.weights[0])
