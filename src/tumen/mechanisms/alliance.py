"""Alliance dilemma: who may be abandoned resents it, who may be dragged into a fight keeps its distance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar, Self, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import above
from tumen.base.names import Pair, pairs
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.parameters.draws import Numbers
from tumen.world.state import Change, Changes, Moves, World


def abandonment(own: Any, returned: Any, danger: Any, *, gain: Any) -> Any:
    r"""Monthly effect on an ally's regard of being promised less than it promises, while in danger [1]_.

    .. math:: \Delta z_{ab} = -g_A \max(c_{ab} - c_{ba}, 0)\, h

    Parameters
    ----------
    own, returned
        How far a holds itself bound to b, :math:`c_{ab}`, and b to a, :math:`c_{ba}`, in 0..1. [share]
    danger
        Worst pressure on a, as remembered, :math:`h` in 0..1. [share]
    gain
        Loss where all is promised, nothing is promised back, and the danger is full. [latent/month]

    Returns
    -------
    Change, never positive for ``gain`` >= 0. [latent/month]

    References
    ----------
    .. [1] G. H. Snyder, "The security dilemma in alliance politics," World Politics 36(4), 1984, 461-495. The
       form is our assumption.
    """
    return -gain * above(own, returned) * danger


def entrapment(commitment: Any, provocation: Any, *, gain: Any) -> Any:
    r"""Monthly effect on a protector's regard of what its protege may drag it into [1]_.

    .. math:: \Delta z_{ba} = -g_E c_{ba} h

    Parameters
    ----------
    commitment
        How far the protector holds itself bound, :math:`c_{ba}` in 0..1. [share]
    provocation
        Strongest pressure by the protege on anybody, as remembered, :math:`h` in 0..1. [share]
    gain
        Loss at full commitment and provocation. [latent/month]

    Returns
    -------
    Change, never positive for ``gain`` >= 0. [latent/month]

    References
    ----------
    .. [1] G. H. Snyder, as above.
    """
    return -gain * commitment * provocation


@final
@dataclass(frozen=True, kw_only=True)
class Alliance(Mechanism):
    """Both fears, in every pair with a promise to defend."""

    key: ClassVar[str] = "alliance"
    causes: ClassVar = {"abandonment": ("fear_of_abandonment",), "entrapment": ("fear_of_entrapment",)}

    fear_of_abandonment: PerReplicate  # [latent/month]
    fear_of_entrapment: PerReplicate  # [latent/month]
    promises: Sequence[Pair]  # who has promised to defend whom

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism for every pair that has a commitment."""
        promises = tuple(numbers.of_pairs("commitment", pairs(cast)))
        return cls(**numbers.group(f"mechanisms/{cls.key}"), promises=promises)

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield what promises kept apart, and quarrels of one's protege, do to regard."""
        danger, provocation = _worst(world, 2), _worst(world, 1)
        for a, b in self.promises:
            own = world["commitment", a, b]
            if a in danger and (b, a) in self.promises:
                left = abandonment(own, world["commitment", b, a], danger[a], gain=self.fear_of_abandonment)
                yield Change(("persistent", a, b), left, "abandonment")
            if b in provocation:
                dragged = entrapment(own, provocation[b], gain=self.fear_of_entrapment)
                yield Change(("persistent", a, b), dragged, "entrapment")


def _worst(world: World, place: int) -> Mapping[str, PerReplicate]:
    """Return the strongest remembered pressure by (place 1) or on (place 2) every actor that has any."""
    by_actor: dict[str, list[PerReplicate]] = {}
    for a, b in world.pairs_of("hostility"):
        by_actor.setdefault((a, b)[place - 1], []).append(world["hostility", a, b])
    return {actor: reduce(np.maximum, pressures) for actor, pressures in by_actor.items()}
