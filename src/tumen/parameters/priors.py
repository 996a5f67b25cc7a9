"""Priors: how uncertain a number is, written as one key, for example `uniform: [0.5, 0.8]`."""

from typing import Annotated, Any, Literal, TypeAlias, final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    FiniteFloat,
    Tag,
    model_validator,
)

# a list of a file may fill a tuple, also behind the choice between families, where types are strict
_Listed = BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
Two: TypeAlias = Annotated[tuple[FiniteFloat, FiniteFloat], _Listed]
Three: TypeAlias = Annotated[tuple[FiniteFloat, FiniteFloat, FiniteFloat], _Listed]
Four: TypeAlias = Annotated[tuple[FiniteFloat, FiniteFloat, FiniteFloat, FiniteFloat], _Listed]


class _Prior(BaseModel):
    """A distribution with exactly one key."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @property
    def family(self) -> str:
        """Name of the distribution."""
        return next(iter(type(self).model_fields))

    @property
    def numbers(self) -> tuple[float, ...]:
        """Numbers that follow the name."""
        value = getattr(self, self.family)
        return value if isinstance(value, tuple) else (value,)

    def __str__(self) -> str:
        """Write the prior as in a file."""
        return f"{self.family} {', '.join(f'{number:g}' for number in self.numbers)}"


@final
class Fixed(_Prior):
    """A number held fixed."""

    fixed: FiniteFloat = Field(description="the value")


@final
class Uniform(_Prior):
    """Equally likely between two bounds."""

    uniform: Two = Field(description="[low, high]")

    @model_validator(mode="after")
    def _ordered(self) -> "Uniform":
        _ascending(self.uniform, "low", "high")
        return self


@final
class Triangular(_Prior):
    """Between two bounds, most likely at the mode."""

    triangular: Three = Field(description="[low, mode, high]")

    @model_validator(mode="after")
    def _ordered(self) -> "Triangular":
        low, mode, high = self.triangular
        _ascending((low, high), "low", "high")
        if not low <= mode <= high:
            raise ValueError(f"the mode {mode:g} lies outside {low:g} to {high:g}. Write [low, mode, high].")
        return self


@final
class Normal(_Prior):
    """Bell-shaped around a mean."""

    normal: Two = Field(description="[mean, standard deviation]")

    @model_validator(mode="after")
    def _spread(self) -> "Normal":
        _positive(self.normal[1], "standard deviation")
        return self


@final
class TruncatedNormal(_Prior):
    """Bell-shaped around a mean, cut at two bounds."""

    truncated_normal: Four = Field(
        description="[mean, standard deviation, low, high] of the uncut distribution"
    )

    @model_validator(mode="after")
    def _ordered(self) -> "TruncatedNormal":
        _, spread, low, high = self.truncated_normal
        _positive(spread, "standard deviation")
        _ascending((low, high), "low", "high")
        return self


@final
class Lognormal(_Prior):
    """Positive; bell-shaped in its logarithm."""

    lognormal: Two = Field(description="[median, standard deviation of the logarithm]")

    @model_validator(mode="after")
    def _positive_both(self) -> "Lognormal":
        _positive(self.lognormal[0], "median")
        _positive(self.lognormal[1], "standard deviation of the logarithm")
        return self


@final
class Given(_Prior):
    """A number that a study gives each history; no file can ask for it."""

    given: Literal[True] = True


PRIORS = (Fixed, Uniform, Triangular, Normal, TruncatedNormal, Lognormal)
FAMILIES = tuple(next(iter(prior.model_fields)) for prior in PRIORS)


def family_of(value: Any) -> str | None:
    """Return the tag of a prior: the family key present, or None."""
    if isinstance(value, _Prior):
        return value.family
    return next((key for key in value if key in FAMILIES), None) if isinstance(value, dict) else None


Prior: TypeAlias = Annotated[
    Annotated[Fixed, Tag("fixed")]
    | Annotated[Uniform, Tag("uniform")]
    | Annotated[Triangular, Tag("triangular")]
    | Annotated[Normal, Tag("normal")]
    | Annotated[TruncatedNormal, Tag("truncated_normal")]
    | Annotated[Lognormal, Tag("lognormal")],
    Discriminator(
        family_of,
        custom_error_type="prior",
        custom_error_message=f"is not a distribution. Write one of: {', '.join(FAMILIES)}.",
    ),
]
AnyPrior: TypeAlias = Fixed | Uniform | Triangular | Normal | TruncatedNormal | Lognormal | Given


def _ascending(bounds: Two, low: str, high: str) -> None:
    if not bounds[0] < bounds[1]:
        raise ValueError(
            f"{low} {bounds[0]:g} is not below {high} {bounds[1]:g}. Write the smaller one first."
        )


def _positive(value: float, what: str) -> None:
    if not value > 0:
        raise ValueError(f"the {what} {value:g} is not above 0. Write a positive number.")
