"""Guards: what must hold at the start of a month for an event to happen in it."""

from abc import abstractmethod
from typing import Annotated, TypeAlias, final

from pydantic import Field, FiniteFloat, Tag, model_validator

from tumen.base.kinds import by_key
from tumen.base.names import dyad_text, pair_text
from tumen.scenarios.words import Directed, Dyad, Part, StateKey
from tumen.world.vocabulary import TERMS, key_text


class Threshold(Part):
    """What every guard has: exactly one of `above` and `below`."""

    above: FiniteFloat | None = Field(None, description="the quantity must be larger than this")
    below: FiniteFloat | None = Field(None, description="the quantity must be smaller than this")

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value of the quantity."""
        return -1.0, 1.0

    @property
    @abstractmethod
    def quantity(self) -> str:
        """Name of the quantity."""

    def __str__(self) -> str:
        """Return the guard as a sentence says it."""
        return (
            f"{self.quantity} below {self.below:g}"
            if self.above is None
            else f"{self.quantity} above {self.above:g}"
        )

    @model_validator(mode="after")
    def _one_side(self) -> "Threshold":
        given = [limit for limit in (self.above, self.below) if limit is not None]
        if len(given) != 1:
            raise ValueError("needs exactly one of above and below; write one of them.")
        low, high = self.bounds
        if not low <= given[0] <= high:
            raise ValueError(
                f"the limit {given[0]:g} can never be crossed; write one from {low:g} to {high:g}."
            )
        return self


@final
class StateGuard(Threshold):
    """A threshold on a condition, a stock or a directed tie."""

    state: StateKey = Field(description="key of the state, for example war_intensity, or cohesion bloc")

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value of the term."""
        term = TERMS[self.state[0]]
        return term.low, term.high

    @property
    def quantity(self) -> str:
        """Text of the key."""
        return key_text(self.state)


@final
class TieGuard(Threshold):
    """A threshold on the relationship strength of a dyad, -1 to 1."""

    tie: Dyad = Field(description="two actors joined by a hyphen, for example dprk-russia")

    @property
    def quantity(self) -> str:
        """Text of the dyad."""
        return f"tie {dyad_text(*self.tie)}"


@final
class AlignmentGuard(Threshold):
    """A threshold on one actor's alignment towards another, -1 to 1."""

    alignment: Directed = Field(description="two actors joined by an arrow, for example dprk->russia")

    @property
    def quantity(self) -> str:
        """Text of the directed pair."""
        return f"alignment {pair_text(*self.alignment)}"


Guard: TypeAlias = Annotated[
    Annotated[StateGuard, Tag("state")]
    | Annotated[TieGuard, Tag("tie")]
    | Annotated[AlignmentGuard, Tag("alignment")],
    by_key("a guard", {"state": "state", "tie": "tie", "alignment": "alignment"}),
]
