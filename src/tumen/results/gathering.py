"""Gathering: the results of blocks of histories, put together as they arrive, in any order."""

from typing import Generic, Protocol, Self, TypeVar, final


class Part(Protocol):
    """What a block of histories yields."""

    @property
    def replicates(self) -> range:
        """The histories it holds."""

    def room(self, replicates: range) -> Self:
        """Return an empty one with room for all these histories."""

    def take(self, part: Self) -> None:
        """Put another's histories into this one."""


P = TypeVar("P", bound=Part)


@final
class Gathering(Generic[P]):
    """The whole, growing part by part; each part may be let go once it is added."""

    def __init__(self, replicates: range) -> None:
        self._replicates = replicates
        self._parts: list[range] = []
        self._whole: P | None = None

    def add(self, part: P) -> None:
        """Put a part in its place."""
        if self._whole is None:
            self._whole = part.room(self._replicates)
        self._whole.take(part)
        self._parts.append(part.replicates)

    def result(self) -> P:
        """Return the whole.

        Raises
        ------
        ValueError
            If the parts leave out a history or bring one twice.
        """
        reached = self._replicates.start
        for part in sorted(self._parts, key=lambda part: part.start):
            if part.start != reached:
                raise ValueError(f"history {min(part.start, reached)} is missing or came twice")
            reached = part.stop
        if self._whole is None or reached != self._replicates.stop:
            raise ValueError(f"histories from {reached} to {self._replicates.stop - 1} are missing")
        return self._whole
