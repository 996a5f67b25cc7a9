"""Numbers of a scenario: a bare number or a distribution; those of parameters may also scale or shift."""

from math import inf
from typing import Annotated, TypeAlias, final

from pydantic import AfterValidator, BeforeValidator, Field, FiniteFloat, Tag, ValidationError, ValidationInfo

from tumen.base.kinds import by_key
from tumen.base.problems import nearest
from tumen.base.validation import shown
from tumen.parameters.priors import FAMILIES, AnyPrior, Fixed, Prior, Triangular, TruncatedNormal, Uniform
from tumen.scenarios.surroundings import around
from tumen.scenarios.words import Part


@final
class Scale(Part):
    """Every draw of a parameter times a factor."""

    scale: FiniteFloat = Field(description="factor on every draw")

    def __str__(self) -> str:
        """Return the override as a sentence says it."""
        return f"every draw times {self.scale:g}"


@final
class Shift(Part):
    """Every draw of a parameter plus an amount."""

    shift: FiniteFloat = Field(description="amount added to every draw, in the parameter's unit")

    def __str__(self) -> str:
        """Return the override as a sentence says it."""
        return f"every draw plus {self.shift:g}"


def _address(address: str, info: ValidationInfo) -> str:
    if address not in around(info).known.parameters:
        raise ValueError(f"is not a parameter. {nearest(address, around(info).known.parameters)}")
    return address


_PRIORS = dict.fromkeys(FAMILIES, "prior")


def _fixed(value: int | float) -> Fixed:
    """Read a bare number as a value held fixed."""
    try:
        return Fixed(fixed=value)
    except ValidationError as error:
        raise ValueError(f"holds {shown(value)}; write a finite number.") from error


Number: TypeAlias = Annotated[
    Fixed, BeforeValidator(_fixed, json_schema_input_type=Annotated[float, Field(title="Number")])
]
Quantity: TypeAlias = Annotated[
    Annotated[Number, Tag("number")] | Annotated[Prior, Tag("prior")],
    by_key("a number or a distribution", _PRIORS, bare="number"),
]
Override: TypeAlias = Annotated[
    Annotated[Number, Tag("number")]
    | Annotated[Scale, Tag("scale")]
    | Annotated[Shift, Tag("shift")]
    | Annotated[Prior, Tag("prior")],
    by_key("a number or an override", {"scale": "scale", "shift": "shift", **_PRIORS}, bare="number"),
]
AnyOverride: TypeAlias = AnyPrior | Scale | Shift
Address: TypeAlias = Annotated[str, AfterValidator(_address)]


def quantity_text(prior: AnyPrior) -> str:
    """Return a quantity as a sentence says it: a bare number where it is fixed."""
    return f"{prior.fixed:g}" if isinstance(prior, Fixed) else str(prior)


def support(prior: AnyPrior) -> tuple[float, float]:
    """Return the lowest and the highest value that a distribution can take."""
    match prior:
        case Fixed():
            return prior.fixed, prior.fixed
        case Uniform():
            return prior.uniform
        case Triangular():
            return prior.triangular[0], prior.triangular[2]
        case TruncatedNormal():
            return prior.truncated_normal[2], prior.truncated_normal[3]
        case _:
            return (-inf if prior.family == "normal" else 0.0), inf


def require_within(prior: AnyPrior, low: float, high: float) -> None:
    """Raise ValueError if a distribution can fall outside the range from low to high."""
    lowest, highest = support(prior)
    if lowest < low or highest > high:
        bounds = f"from {low:g} to {high:g}" if high < inf else f"of at least {low:g}"
        unbounded = "" if highest - lowest < inf else ", or cut the distribution there with truncated_normal"
        raise ValueError(f"{quantity_text(prior)} leaves the range. Write values {bounds}{unbounded}.")
