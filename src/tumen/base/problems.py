"""Faults in what a user wrote: each with its place, and all of them told at once."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LIST = 8


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, what it is, and what to write instead.

    ``line`` and ``column`` count from 1; line 0 means the source as a whole. ``path`` names the value from
    the top of the file, as in ``events.ceasefire.effects[0].to``, and is empty for the file itself.
    """

    source: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}:{self.column}" if self.line else self.source
        return ": ".join(part for part in (place, self.path, self.message) if part)


class InputError(ValueError):
    """What the user wrote cannot be used; ``problems`` holds every fault, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        files = len({problem.source for problem in self.problems})
        total = f"{counted(len(self.problems), 'problem')} in {counted(files, 'file')}"
        return "\n".join([*map(str, self.problems), total])


def counted(number: int, noun: str) -> str:
    """Return number and noun: ``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the sentence that helps after an unknown word: the closest known one, or what is known."""
    from difflib import get_close_matches  # most files need no hint, and every check must start fast

    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, n=1)
    if close:
        return f'Did you mean "{folded[close[0]]}"?'
    if not names:
        return "None is known here."
    more = f" and {len(names) - LONGEST_LIST} more" if len(names) > LONGEST_LIST else ""
    return f"Known: {', '.join(names[:LONGEST_LIST])}{more}."
