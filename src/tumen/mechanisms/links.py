"""Links over a border: tours, trains and a bridge open by consent, and draw neighbours together."""

from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar, Final, final

import numpy as np

from tumen.base.arrays import PerReplicate, total
from tumen.base.elementary import first_time
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World

LINKS: Final = ("tours", "passengers", "bridge")  # flows of consent, each with its condition `<link>_open`


def traffic(links_open: Any, *, gain: Any) -> Any:
    """Monthly effect of open links on the regard of neighbours.

    Parameters
    ----------
    links_open
        Share of the links that are open, in 0..1. [share]
    gain
        Rise with all of them open. [latent/month]

    Returns
    -------
    Change in 0..``gain``. [latent/month]
    """
    return gain * links_open


@final
@dataclass(frozen=True, kw_only=True)
class Links(Mechanism):
    """Links between every two neighbours who can open them."""

    key: ClassVar[str] = "links"
    causes: ClassVar = {"traffic": ("gain", "giver_share")}

    gain: PerReplicate  # of who is given leave [latent/month]
    giver_share: PerReplicate  # of that gain, what the giver of leave gains [share]

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield what opens this month, and what open links do to the regard of both neighbours."""
        for link in LINKS:
            consents = [moves.flows[link, *pair] for pair in moves.pairs(link)]
            if consents:
                is_open = world.condition(f"{link}_open")
                yield Change((f"{link}_open",), first_time(is_open, reduce(np.multiply, consents)))
        share = total(world.condition(f"{link}_open") for link in LINKS) / len(LINKS)
        for giver, receiver in moves.pairs("tours"):
            drawn = traffic(share, gain=self.gain)
            yield Change(("persistent", receiver, giver), drawn, "traffic")
            yield Change(("persistent", giver, receiver), self.giver_share * drawn, "traffic")
