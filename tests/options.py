"""What speaks for and against the options of an actor, as its decisions show it."""

import numpy as np

from builders import Given, a_model
from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.world.vocabulary import TERMS, Key, key_text

STEPS = 5  # of every value of the state, from its least to its most


def considerations(actor: str, state: Given) -> dict[str, dict[str, str]]:
    """Return what the chance of each option of an actor rises with (for) and falls with (against).

    Every value of the state is raised in steps, one at a time, while all others stay as they are in `state`.
    """
    model = a_model(state=state, replicates=range(STEPS))
    [one] = model.agents.select(lambda agent: agent.key == actor)
    found: dict[str, dict[str, str]] = {}
    for key in model.world.values:
        noting = Noting()
        one.decide(model.world.with_values({key: _steps(key)}), noting)
        for stream, chance in noting.chances.items():
            considered = found.setdefault(stream.partition("/")[2], {})
            if side := _side(chance):
                considered[key_text(key)] = side
    return found


class Noting:
    """Dice that note the chance of everything that is rolled for."""

    def __init__(self) -> None:
        self.chances: dict[str, PerReplicate] = {}

    def happens(self, name: str, chance: PerReplicate) -> PerReplicateMask:
        """Return where the chance is more than even."""
        assert name not in self.chances, f"{name} is rolled twice"
        self.chances[name] = chance
        return chance > 1 / 2


def regard(a: str, b: str, side: str) -> dict[str, str]:
    """Return both parts of an alignment as one consideration."""
    return {f"{part} {a}->{b}": side for part in ("persistent", "transient")}


def _steps(key: Key) -> PerReplicate:
    term = TERMS[key[0]]
    low, high = (-1, 1) if term.unit == "latent" else (term.low, term.high)
    return np.linspace(low, high, STEPS)


def _side(chance: PerReplicate) -> str:
    risen = np.diff(chance)
    if np.all(risen == 0):
        return ""
    return "for" if np.all(risen >= 0) else "against" if np.all(risen <= 0) else "now for, now against"
