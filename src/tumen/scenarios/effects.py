"""Effects: what an event does to the world."""

from math import inf
from typing import Annotated, TypeAlias, final

from pydantic import Field, Tag, ValidationInfo, field_validator

from tumen.base.kinds import by_key
from tumen.parameters.priors import AnyPrior
from tumen.scenarios.quantities import Quantity, quantity_text, require_within, support
from tumen.scenarios.words import ALIGNMENT, Part, SettableKey, ShiftableKey
from tumen.world.vocabulary import TERMS, Key, key_text


@final
class SetTo(Part):
    """A condition or a commitment takes a value, at once or along a straight line over some months."""

    set: SettableKey = Field(description="a condition, for example war_intensity, or commitment dprk->russia")
    to: Quantity = Field(description="the new value, a number or a distribution, in the unit of the key")
    over_months: int = Field(1, ge=1, description="months until the value is reached; 1: at once")

    @field_validator("to")
    @classmethod
    def _inside(cls, value: AnyPrior, info: ValidationInfo) -> AnyPrior:
        if key := info.data.get("set"):
            require_within(value, TERMS[key[0]].low, TERMS[key[0]].high)
        return value

    @property
    def target(self) -> Key:
        """What the effect acts on."""
        return self.set

    def __str__(self) -> str:
        """Return the effect as a sentence says it."""
        over = f" over {self.over_months} months" if self.over_months > 1 else ""
        return f"{key_text(self.set)} becomes {quantity_text(self.to)}{over}"


@final
class ShiftBy(Part):
    """A stock, or one actor's alignment with or remembered hostility to another, grows by an amount."""

    shift: ShiftableKey = Field(
        description="alignment dprk->russia, hostility dprk->bloc, or a stock, as cohesion bloc"
    )
    by: Quantity = Field(description="the amount, a number or a distribution, in the unit of the key")
    lasting: bool = Field(False, description="true: the alignment keeps the change; false: the change fades")

    @field_validator("lasting")
    @classmethod
    def _only_alignment_lasts(cls, lasting: bool, info: ValidationInfo) -> bool:
        if "shift" in info.data and info.data["shift"][0] != ALIGNMENT:
            raise ValueError("only an alignment can fade or last; remove this line.")
        return lasting

    @field_validator("by")
    @classmethod
    def _inside(cls, amount: AnyPrior, info: ValidationInfo) -> AnyPrior:
        key = info.data.get("shift")
        if key and inf not in map(abs, support(amount)):
            term = TERMS["persistent" if key[0] == ALIGNMENT else key[0]]
            require_within(amount, term.low - term.high, term.high - term.low)
        return amount

    @property
    def target(self) -> Key:
        """What the effect acts on."""
        return self.shift

    def __str__(self) -> str:
        """Return the effect as a sentence says it."""
        lasting = ", lasting" if self.lasting else ""
        return f"{key_text(self.shift)} changes by {quantity_text(self.by)}{lasting}"


Effect: TypeAlias = Annotated[
    Annotated[SetTo, Tag("set")] | Annotated[ShiftBy, Tag("shift")],
    by_key("an effect", {"set": "set", "shift": "shift"}),
]
