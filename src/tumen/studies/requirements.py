"""What a file of patterns may say: which scenario shows what, and how surely."""

from typing import Annotated, Literal, TypeAlias, final

from pydantic import AfterValidator, Field, Tag

from tumen.base.kinds import by_key
from tumen.scenarios.measures import Bounded, Measure
from tumen.scenarios.predicates import Predicate
from tumen.scenarios.questions import Text
from tumen.scenarios.words import Cited, MechanismName, Part, ScenarioBeside


@final
class Probable(Bounded):
    """A share of histories lies within bounds."""

    probability_of: Predicate = Field(description="what is true or false of each history")

    @property
    def span(self) -> tuple[float, float]:
        """Range of a probability."""
        return 0.0, 1.0

    def __str__(self) -> str:
        """Return the requirement as a sentence says it."""
        return f"probability of {self.probability_of}: {self.bounds}"


@final
class Typical(Bounded):
    """The median of a number lies within bounds."""

    median_of: Measure = Field(description="the number: a value, a change or a count")

    def __str__(self) -> str:
        """Return the requirement as a sentence says it."""
        return f"median of {self.median_of}: {self.bounds}"


@final
class Related(Bounded):
    """The correlation of two numbers over the histories lies within bounds."""

    correlation_of: tuple[Measure, Measure] = Field(description="the two numbers: values, changes or counts")

    @property
    def span(self) -> tuple[float, float]:
        """Range of a correlation."""
        return -1.0, 1.0

    def __str__(self) -> str:
        """Return the requirement as a sentence says it."""
        first, second = self.correlation_of
        return f"correlation of {first} and {second}: {self.bounds}"


AnyRequirement: TypeAlias = Probable | Typical | Related
Requirement: TypeAlias = Annotated[
    Annotated[Probable, Tag("probability")]
    | Annotated[Typical, Tag("median")]
    | Annotated[Related, Tag("correlation")],
    by_key(
        "a requirement",
        {"probability_of": "probability", "median_of": "median", "correlation_of": "correlation"},
    ),
]


def _name(name: str) -> str:
    if not name.replace("_", "").isalnum():
        raise ValueError("is not a name. Write letters, digits and underscores, for example SF01.")
    return name


PatternName: TypeAlias = Annotated[str, AfterValidator(_name)]


@final
class Pattern(Part):
    """Something that a credible model must show."""

    title: Text = Field(description="what the pattern is, as a sentence")
    why: Cited = Field(description="what it rests on, citing records of the evidence")
    scenario: ScenarioBeside = Field("baseline_war", description="the scenario that shows it, by name")
    without: tuple[MechanismName, ...] = Field((), description="mechanisms that are switched off to see it")
    requires: tuple[Requirement, ...] = Field(min_length=1, description="what must hold of the histories")


@final
class PatternFile(Part):
    """A file of patterns."""

    schema_version: Literal[1] = Field(description="version of this format: 1")
    patterns: dict[PatternName, Pattern] = Field(min_length=1, description="patterns by name")
