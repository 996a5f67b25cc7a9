"""What scenario discovery found: not one box, but all of them from the broadest to the densest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, final

from tumen.studies.discovery.boxes import Box, freed, pruned
from tumen.studies.discovery.factors import Sample

if TYPE_CHECKING:
    import pandas as pd

Stage: TypeAlias = Literal["start", "peel", "paste"]
LEVEL: Final = 0.05  # quasi-p value, above which a restriction may be chance
Objective: TypeAlias = Literal["lenient", "original"]


@final
class Options(NamedTuple):
    """How boxes are looked for; see `tumen.studies.discovery.prim.prim`."""

    alpha: float
    smallest: float
    objective: Objective
    paste: bool


@final
@dataclass(frozen=True, eq=False)
class TradeOff:
    """Boxes in the order in which they were found: from all cases, ever denser and of ever less coverage.

    Attributes
    ----------
    boxes
        All of them, the first without limits.
    stages
        How each came about: `start`, `peel` or `paste`.
    number
        Of the box that is taken unless somebody chooses: that of the highest harmonic mean of density and
        coverage, and of several such the first.
    sample
        What they were found in.
    options
        How.
    """

    boxes: tuple[Box, ...]
    stages: tuple[Stage, ...]
    number: int
    sample: Sample = field(repr=False)
    options: Options

    @property
    def best(self) -> Box:
        """The box that is taken unless somebody chooses; never the last for being the last."""
        return self.boxes[self.number]

    def __getitem__(self, number: int) -> Box:
        """Return the box of a number.

        Raises
        ------
        IndexError
            If there is none.
        """
        if not 0 <= number < len(self.boxes):
            raise IndexError(f"there is no box {number}. Choose one from 0 to {len(self.boxes) - 1}.")
        return self.boxes[number]

    def __len__(self) -> int:
        return len(self.boxes)

    def __iter__(self) -> Iterator[Box]:
        return iter(self.boxes)

    def without(self, *names: str, number: int | None = None) -> Box:
        """Return a box, by default the best, without its restrictions of some factors.

        Raises
        ------
        ValueError
            If a name is of no factor.
        """
        return freed(self.best if number is None else self[number], names, self.sample)

    def pruned(self, number: int | None = None, *, level: float = LEVEL) -> Box:
        """Return a box, by default the best, without what its density does not need.

        Of all sides of limits whose quasi-p value is above the level, the one with the highest is opened,
        and so on.
        """
        return pruned(self.best if number is None else self[number], level, self.sample)

    def table(self) -> "pd.DataFrame":
        """Return a row a box.

        Columns: `number`, `stage`, `density`, `coverage`, `mass`, `points`, `dimensions` (how many factors it
        restricts), `score` (the harmonic mean of density and coverage) and `chosen`.
        """
        import pandas as pd

        return pd.DataFrame(
            {
                "number": range(len(self)),
                "stage": self.stages,
                "density": [box.density for box in self],
                "coverage": [box.coverage for box in self],
                "mass": [box.mass for box in self],
                "points": [box.points for box in self],
                "dimensions": [len(box.restricted) for box in self],
                "score": [box.score for box in self],
                "chosen": [number == self.number for number in range(len(self))],
            }
        )

    def headline(self) -> str:
        """Return what the best box says, pruned, in a sentence."""
        box = self.pruned()
        return box.sentence() if box.restricted else f"no limits tell cases apart: {box.sentence()}"

    def __str__(self) -> str:
        boxes, box = self.table().round(3), self.best
        lines = [
            f"  {box.limits[name]}: quasi-p {box.evidence[name].quasi_p:.2g}, "
            f"density {box.evidence[name].density_without:.2f} without"
            for name in box.restricted
        ]
        taken = f"box {self.number} of 0 to {len(self) - 1}, before pruning: {box.sentence()}"
        return "\n".join([self.headline(), "", taken, *lines, "", boxes.to_string(index=False)])
