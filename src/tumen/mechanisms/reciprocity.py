"""Reciprocity: regard answers regard, backing and pressure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def convergence(own: Any, returned: Any, *, rate: Any) -> Any:
    r"""Monthly adjustment of a's regard for b to b's regard for a [1]_.

    .. math:: \Delta z_{ab} = \rho (x_{ba} - x_{ab})

    Parameters
    ----------
    own, returned
        Alignment of a towards b, :math:`x_{ab}`, and of b towards a, :math:`x_{ba}`, in -1..1. [alignment]
    rate
        Strength of the response, :math:`\rho` >= 0. [latent/alignment/month]

    Returns
    -------
    Change, positive where the other thinks better of one than one does of it. [latent/month]

    References
    ----------
    .. [1] J. S. Goldstein and J. R. Freeman, Three-Way Street: Strategic Reciprocity in World Politics,
       University of Chicago Press, 1990. The linear form in levels is our assumption.
    """
    return rate * (returned - own)


def response(act: Any, *, gain: Any) -> Any:
    """Monthly effect of an act on a regard: of who receives it, or of who shows it and comes to mean it.

    Parameters
    ----------
    act
        Act of this month, in 0..1. [share]
    gain
        Effect of a full act; positive for backing, negative for pressure. [latent/month]

    Returns
    -------
    Change with the sign of the gain. [latent/month]
    """
    return gain * act


def remembrance(memory: Any, act: Any, *, rate: Any) -> Any:
    """Monthly adjustment of remembered pressure to the pressure of this month.

    Parameters
    ----------
    memory, act
        Pressure as remembered, and as exerted this month, in 0..1. [share]
    rate
        Share of the difference taken over in a month, in 0..1. [1/month]

    Returns
    -------
    Change that keeps the memory in 0..1. [share/month]
    """
    return rate * (act - memory)


@final
@dataclass(frozen=True, kw_only=True)
class Reciprocity(Mechanism):
    """Reciprocity in every directed pair."""

    key: ClassVar[str] = "reciprocity"
    causes: ClassVar = {
        "convergence": ("convergence_rate",),
        "backing": ("support_gain",),
        "expression": ("expression_gain",),
        "pressure": ("pressure_gain", "memory_rate"),
    }

    convergence_rate: PerReplicate  # [latent/alignment/month]
    support_gain: PerReplicate  # [latent/month]
    expression_gain: PerReplicate  # [latent/month]
    pressure_gain: PerReplicate  # [latent/month]
    memory_rate: PerReplicate  # [1/month]

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Nobody remembers pressure at first."""
        return {("hostility", *pair): 0.0 for pair in flows.get("pressure", ())}

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the convergence of every pair, and the answers to acts received and shown."""
        for a, b in world.pairs:
            regard = ("persistent", a, b)
            answer = convergence(world.alignment(a, b), world.alignment(b, a), rate=self.convergence_rate)
            yield Change(regard, answer, "convergence")
            support = moves.given("support", b, a)
            if support is not None:
                yield Change(regard, response(support, gain=self.support_gain), "backing")
            shown = moves.given("support", a, b)
            if shown is not None:
                yield Change(regard, response(shown, gain=self.expression_gain), "expression")
            hostility = world.values.get(("hostility", b, a))
            if hostility is not None:
                yield Change(regard, response(hostility, gain=-self.pressure_gain), "pressure")
        for a, b in moves.pairs("pressure"):
            key, act = ("hostility", a, b), moves.flows["pressure", a, b]
            yield Change(key, remembrance(world[key], act, rate=self.memory_rate))
