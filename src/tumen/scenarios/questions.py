"""Questions and thresholds: what a user wants to know of a scenario, in its file or in one of its own."""

from typing import Annotated, Literal, final

from pydantic import Field

from tumen.scenarios.measures import Bounded
from tumen.scenarios.predicates import Predicate
from tumen.scenarios.words import Cited, EventName, Part, RecordedQuantity, recorded_range, recorded_text

Text = Annotated[str, Field(min_length=1)]


@final
class Question(Part):
    """Something that is true or false of each history, and of which one wants to know the probability."""

    ask: Text = Field(description="the question as a sentence")
    that: Predicate = Field(description="when the answer is yes")
    why: Cited | None = Field(None, description="why one asks, citing records of the evidence")


@final
class WatchedThreshold(Bounded):
    """A level of a quantity: how many histories lie beyond it, month by month, and when each first does."""

    of: RecordedQuantity = Field(description="the quantity, for example strength dprk-russia")
    why: Cited = Field(description="why this level matters, citing records of the evidence")

    @property
    def span(self) -> tuple[float, float]:
        """Range of the quantity."""
        return recorded_range(self.of)

    def __str__(self) -> str:
        """Return the threshold as a sentence says it."""
        return f"{recorded_text(self.of)} {self.bounds}"


@final
class QuestionFile(Part):
    """A file of questions."""

    schema_version: Literal[1] = Field(description="version of this format: 1")
    title: Text = Field(description="what the questions are about, in a few words")
    questions: dict[EventName, Question] = Field(min_length=1, description="questions by name")
