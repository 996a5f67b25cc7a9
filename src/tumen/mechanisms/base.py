"""What every mechanism is: a holder of its parameters that returns what it adds to the state in a month."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from tumen.base.names import Pair
from tumen.base.randomness import Dice, Law
from tumen.parameters.draws import Numbers
from tumen.world.state import Changes, Moves, World
from tumen.world.vocabulary import Key


@dataclass(frozen=True, kw_only=True)
class Mechanism(ABC):
    """One reason why the state changes.

    The fields of a subclass are the names in `parameters/data/mechanisms/<key>.yaml`, each an array over
    replicates; a subclass whose numbers belong to directed pairs overrides `build`.
    """

    key: ClassVar[str]
    causes: ClassVar[Mapping[str, tuple[str, ...]]]  # each term that moves an alignment, to its parameters

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the mechanism with the numbers of a block of replicates."""
        return cls(**numbers.group(f"mechanisms/{cls.key}"))

    @classmethod
    def streams(cls, cast: Sequence[str]) -> Mapping[str, Law]:
        """Return the streams that this mechanism rolls, and their laws."""
        return {}

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """Return the part of the state that this mechanism brings into being, at its first value.

        `flows` tells which pairs may ever give a flow. A value is a number or an array over replicates.
        """
        return {}

    @abstractmethod
    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield what this mechanism adds to the state this month; changes nothing itself.

        A change of an alignment names its cause, one of `causes`.
        """
