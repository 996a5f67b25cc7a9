"""What a sweep file says of its design: how the points are chosen at which factors are looked at."""

from typing import Annotated, Any, Literal, TypeAlias, final

from pydantic import Discriminator, Field, FiniteFloat, Tag, field_validator

from tumen.scenarios.questions import Text
from tumen.scenarios.words import Part


class _Design(Part):
    """A way to choose points."""


@final
class Listing(_Design):
    """Points made of the values that factors list."""

    method: Literal["grid", "zip"] = Field(
        description="grid: every combination of values; zip: first with first, second with second, ..."
    )


@final
class PointList(_Design):
    """Points written one by one, or made elsewhere."""

    method: Literal["list"] = Field(description="points written one by one")
    points: tuple[dict[str, FiniteFloat | Text], ...] = Field(
        min_length=1, description="each with the value of every factor, by address; months as YYYY-MM"
    )

    @field_validator("points")
    @classmethod
    def _of_the_same(cls, points: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
        for number, point in enumerate(points):
            for address in points[0].keys() ^ point.keys():
                raise ValueError(
                    f"holds {address} in some points, but not in point {number}; give it in all."
                )
        return points

    @property
    def columns(self) -> dict[str, tuple[float | str, ...]]:
        """The values of each factor, point by point."""
        return {address: tuple(point[address] for point in self.points) for address in self.points[0]}


@final
class OneAtATime(_Design):
    """The centre, and every factor low and high while the others stay there."""

    method: Literal["one_at_a_time"] = Field(description="the centre, then each factor low and high")
    low: float = Field(0.1, gt=0, lt=0.5, description="share of its distribution at which a factor is low")
    high: float = Field(0.9, gt=0.5, lt=1, description="share of its distribution at which it is high")


@final
class Random(_Design):
    """Points spread over the distributions of the factors."""

    method: Literal["lhs", "sobol"] = Field(
        description="lhs: a Latin hypercube; sobol: a scrambled Sobol sequence, whose first points stay"
    )
    points: int = Field(ge=2, le=2**20, description="number of points; for sobol a power of two")


@final
class Saltelli(_Design):
    """Points from which Sobol indices are computed."""

    method: Literal["saltelli"] = Field(description="for Sobol indices")
    base_points: int = Field(ge=4, le=2**18, description="a power of two; the design has some times as many")
    second_order: bool = Field(False, description="whether pairs of factors get indices too")


@final
class Morris(_Design):
    """Trajectories that change one factor after another."""

    method: Literal["morris"] = Field(description="for elementary effects, which screen many factors")
    trajectories: int = Field(ge=2, le=10_000, description="number of trajectories, of one point more each")
    levels: int = Field(4, ge=2, le=64, description="number of levels of a factor, even")

    @field_validator("levels")
    @classmethod
    def _even(cls, levels: int) -> int:
        if levels % 2:
            raise ValueError(f"holds {levels}; write an even number.")
        return levels


METHODS = ("grid", "zip", "list", "one_at_a_time", "lhs", "sobol", "saltelli", "morris")
_KINDS = {
    "grid": "listing",
    "zip": "listing",
    "list": "points",
    "one_at_a_time": "one",
    "lhs": "random",
    "sobol": "random",
    "saltelli": "saltelli",
    "morris": "morris",
}
AnyDesign: TypeAlias = Listing | PointList | OneAtATime | Random | Saltelli | Morris
DesignWritten: TypeAlias = Annotated[
    Annotated[Listing, Tag("listing")]
    | Annotated[PointList, Tag("points")]
    | Annotated[OneAtATime, Tag("one")]
    | Annotated[Random, Tag("random")]
    | Annotated[Saltelli, Tag("saltelli")]
    | Annotated[Morris, Tag("morris")],
    Discriminator(
        lambda value: _KINDS.get(str(value.get("method"))) if isinstance(value, dict) else value.method,
        custom_error_type="design",
        custom_error_message=f"is not a design; write method: and one of {', '.join(METHODS)}.",
    ),
]
