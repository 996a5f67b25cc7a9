"""Covert action: soldiers who are denied bind less, and are judged less, than soldiers who are admitted."""

from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import first_time
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World


def reaction(revealed: Any, *, gain: Any) -> Any:
    """Step of a regard in the month of the admission [1]_.

    Parameters
    ----------
    revealed
        1 in the month of the first admission, else 0. [flag]
    gain
        Size and sign of the step. [latent]

    Returns
    -------
    Change. [latent/month]

    References
    ----------
    .. [1] Public acts tie hands and draw audiences in, covert ones avoid escalation: J. D. Fearon, "Domestic
       political audiences and the escalation of international disputes," American Political Science Review
       88(3), 1994, 577-592; A. Carson, "Facing off and saving face," International Organization 70(1), 2016,
       103-131. A single step is our assumption.
    """
    return gain * revealed


@final
@dataclass(frozen=True, kw_only=True)
class Covert(Mechanism):
    """What follows when a sender admits its soldiers; hazard and decision lie with the sender."""

    key: ClassVar[str] = "covert"
    causes: ClassVar = {"solidarity": ("solidarity",), "honour": ("honour",), "outrage": ("outrage",)}

    solidarity: PerReplicate  # sender's regard for its host [latent]
    honour: PerReplicate  # host's regard for the sender [latent]
    outrage: PerReplicate  # the host's opponents' regard for the sender, as a loss [latent]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield the disclosure and what it does to sender, host and opponents."""
        for sender, host in moves.pairs("acknowledgement"):
            admission = moves.flows["acknowledgement", sender, host]
            revealed = first_time(world.condition("disclosed"), admission)
            yield Change(("disclosed",), revealed)
            yield Change(("persistent", sender, host), reaction(revealed, gain=self.solidarity), "solidarity")
            yield Change(("persistent", host, sender), reaction(revealed, gain=self.honour), "honour")
            for opponent in moves.receivers("pressure", host, besides=sender):
                blame = reaction(revealed, gain=-self.outrage)
                yield Change(("persistent", opponent, sender), blame, "outrage")
