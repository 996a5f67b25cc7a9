"""The story of one history: what happened, what was decided, and what moved a tie, half-year by half-year."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Final, final

import numpy as np

from tumen.base.calendar import month_number, month_text
from tumen.base.names import pair_text
from tumen.results.explanation import Explanation
from tumen.results.results import Results
from tumen.results.subject import quantity_of
from tumen.studies.rerun import Flows, rerun
from tumen.studies.turns import turns
from tumen.world.vocabulary import TERMS

HALF_YEAR: Final = 6  # months
CAUSES_TOLD: Final = 3  # of a half-year
OUTCOME: Final = "outcome"  # the kind of an event that decisions bring about


@final
@dataclass(frozen=True, order=True)
class Happening:
    """An event, an outcome, or the turn of a decision.

    Attributes
    ----------
    month
        As `YYYY-MM`.
    kind
        `event`, which the scenario dates or lets happen by chance; `outcome`, which decisions brought about;
        or `decision`.
    text
        What happened.
    evidence
        Ids of the records that an event cites.
    """

    month: str
    kind: str
    text: str
    evidence: tuple[str, ...] = ()


@final
@dataclass(frozen=True)
class Chapter:
    """What moved the tie within half a year, and what happened in it."""

    movement: Explanation
    happenings: tuple[Happening, ...]

    def lines(self) -> Iterator[str]:
        """Yield the chapter as text."""
        moved = self.movement
        change = f"{moved.start:+.3f} to {moved.end:+.3f} ({moved.movement:+.3f})"
        yield f"end of {moved.first} to end of {moved.last}: {change}"
        for term in moved.terms[:CAUSES_TOLD]:
            yield f"  {term.amount:+.3f}  {term.of}  {term.title}"
        for one in self.happenings:
            cited = f"  [{' '.join(one.evidence)}]" if one.evidence else ""
            yield f"  {one.month}  {one.kind:<8}  {one.text}{cited}"


@final
@dataclass(frozen=True)
class Story:
    """One history, told again.

    Attributes
    ----------
    results
        The history as results of its own.
    replicate, scenario, of
        Its number, its scenario, and the dyad or pair whose movement is told.
    kept
        Whether its path was kept with the results, and is the same.
    chapters
        One for each half-year of the window.
    """

    results: Results
    replicate: int
    scenario: str
    of: str
    kept: bool
    chapters: tuple[Chapter, ...]

    @property
    def headline(self) -> str:
        """What is told, in a line."""
        quantity, _ = quantity_of(self.of)
        return (
            f"history {self.replicate} of {self.scenario}, seed {self.results.seed}: {quantity} of {self.of}"
        )

    @property
    def check(self) -> str:
        """How far the history was compared with what was stored of it."""
        if self.kept:
            return "simulated again: the same, bit for bit, as the path that was kept"
        return (
            "simulated again: the numbers drawn and the months of events are those stored; "
            "its path was not kept, so that it could not be compared"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, ready for JSON."""
        chapters = [
            {**chapter.movement.to_dict(), "happenings": [asdict(one) for one in chapter.happenings]}
            for chapter in self.chapters
        ]
        names = {"replicate": self.replicate, "scenario": self.scenario, "of": self.of, "kept": self.kept}
        return {**names, "chapters": chapters}

    def __str__(self) -> str:
        parts = ["\n".join(chapter.lines()) for chapter in self.chapters]
        return "\n\n".join([f"{self.headline}\n{self.check}", *parts])

    __repr__ = __str__


def story(
    results: Results, replicate: int, of: str, start: str, end: str, *, scenario: str | None = None
) -> Story:
    """Tell the story of one history, which is simulated again.

    Parameters
    ----------
    results
        Where the history comes from.
    replicate
        Its number.
    of
        The dyad `a-b` or the directed pair `a->b` whose movement to tell.
    start, end
        Months, as in `2023-12`: from the end of one to the end of the other.
    scenario
        Whose history; the first scenario by default.

    Raises
    ------
    ValueError
        If the history cannot be simulated again, or the results do not hold the dyad or the months.
    """
    again = rerun(results, replicate, scenario=scenario)
    [name] = again.results.scenarios
    happened = sorted([*_events(again.results), *_decisions(again.results, again.flows)])
    chapters = []
    for first, last in pairwise(_ends(start, end)):
        movement = again.results.explain(of, first, last, replicate=replicate)
        within = tuple(one for one in happened if first < one.month <= last)
        chapters.append(Chapter(movement, within))
    return Story(again.results, replicate, name, chapters[0].movement.of, again.kept, tuple(chapters))


def _ends(start: str, end: str) -> list[str]:
    """Return the months at whose ends chapters start and end: the window's, and June and December between."""
    first, last = month_number(start), month_number(end)
    between = [month for month in range(first + 1, last) if (month + 1) % HALF_YEAR == 0]
    return [month_text(month) for month in (first, *between, last)]


def _events(results: Results) -> Iterator[Happening]:
    """Yield the events and outcomes of results of one history."""
    events = results.events.squeeze(["scenario", "replicate"])
    came = events.isel(event=np.flatnonzero(events["month"] >= 0))
    for number in range(came.sizes["event"]):
        one = came.isel(event=number)
        kind = OUTCOME if one["kind"] == OUTCOME else "event"
        evidence = tuple(str(one["evidence"].item()).split())
        yield Happening(month_text(int(one["month"])), kind, str(one["title"].item()), evidence)


def _decisions(results: Results, flows: Flows) -> Iterator[Happening]:
    """Yield the turns of what actors give each other."""
    months = results.bands["time"].dt.strftime("%Y-%m").values.tolist()
    for key, amounts in flows.items():
        term = TERMS[key[0]]
        for position, words in turns(amounts).items():
            text = f"{pair_text(*key[1:])}  {term.meaning}: {words} [{term.unit}]"
            yield Happening(months[position], "decision", text)
