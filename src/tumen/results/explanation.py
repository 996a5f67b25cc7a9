"""Explanations: a movement as a sum of named terms, as a table."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Any, Final, final

from tumen.base.problems import counted
from tumen.results.subject import quantity_of

CHANNEL, EVENT = "channel", "event"  # kinds of causes that are no mechanism
TOP: Final = 12  # terms that tables and figures tell singly


@final
@dataclass(frozen=True)
class Term:
    """What one cause added to a movement.

    Attributes
    ----------
    of
        Whose alignment it moved, as `a->b`; the dyad, if the cause is a channel; empty for several terms.
    cause
        `<mechanism>/<cause>`, `event/<name>` or `channel/<name>`; empty for several terms.
    title
        The cause in words.
    amount
        What it added, in the unit of the explanation.
    evidence
        Ids of the records that an event cites.
    """

    of: str
    cause: str
    title: str
    amount: float
    evidence: tuple[str, ...] = ()


@final
@dataclass(frozen=True)
class Explanation:
    """Why a strength or an alignment moved from the end of one month to the end of another.

    Attributes
    ----------
    of
        A dyad `a-b`, whose strength is explained, or a directed pair `a->b`, whose alignment is.
    scenario, against
        Whose movement it is; with `against`, it is that of the difference to this other one.
    replicate
        The number of the history explained; None for the mean over all.
    first, last
        The months at whose ends the movement starts and ends, as `YYYY-MM`.
    start, end
        Strength or alignment, or their difference, at these two ends.
    terms
        What moved it, by the size of their amounts.
    """

    of: str
    scenario: str
    against: str | None
    replicate: int | None
    first: str
    last: str
    start: float
    end: float
    terms: tuple[Term, ...]

    @property
    def movement(self) -> float:
        """From start to end."""
        return self.end - self.start

    @property
    def residual(self) -> float:
        """What the terms leave unexplained: rounding errors."""
        return self.movement - sum(term.amount for term in self.terms)

    @property
    def headline(self) -> str:
        """What is explained, in a line."""
        quantity, _ = quantity_of(self.of)
        what = f"{self.of}: {quantity} in {self.scenario}"
        if self.against is not None:
            what = f"{self.of}: {quantity} in {self.scenario} minus that in {self.against}"
        whose = "mean over all histories" if self.replicate is None else f"history {self.replicate}"
        return f"{what}, {whose}"

    def grouped(self, top: int = TOP) -> "Explanation":
        """Return the same with the largest terms only, and all others as one."""
        few, others = self.terms[:top], self.terms[top:]
        if len(others) < 2:
            return self
        together = Term("", "", counted(len(others), "smaller term"), sum(term.amount for term in others))
        return replace(self, terms=(*few, together))

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, ready for JSON."""
        return {**asdict(self), "movement": self.movement, "residual": self.residual}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield the lines of the table: amount, whose alignment, cause."""
        yield f"{self.start:+.4f}", "", f"at the end of {self.first}"
        for term in self.terms:
            yield f"{term.amount:+.4f}", term.of, term.title
        yield f"{self.end:+.4f}", "", f"at the end of {self.last}"

    def __str__(self) -> str:
        width = max(len(of) for _, of, _ in self.rows())
        return "\n".join([self.headline, *(f"{row[0]}  {row[1]:<{width}}  {row[2]}" for row in self.rows())])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in self.rows())
        table = "".join(f"<tr>{line}</tr>" for line in lines)
        return f"<table><caption>{escape(self.headline)}</caption>{table}</table>"
