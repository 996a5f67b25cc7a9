"""What is known of the code of a scenario beside the code itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, final

from tumen.measurement.ledger import Entry
from tumen.results.schema import SeriesKey

LAWS: Final = ("uniform", "normal")


@final
@dataclass(frozen=True, kw_only=True)
class Program:
    """What is known of the code of a scenario.

    Attributes
    ----------
    rows
        Row to its distance from the start of its group, in bytes.
    group_bytes
        Size of a group.
    series
        What is observed in every month, in the order of the table.
    entries
        Causes in the order of their sums.
    drawn
        Row of each column that varies, and its stream.
    luck
        Law to the streams that are ever rolled.
    happened
        Events and outcomes that have a month in each history.
    start
        Function that makes the first state of the columns' shares.
    months
        For each month its number, and the functions of what happens, of the response, and of pushes.
    sums
        Function to the places of the entries that it sums.
    """

    rows: Mapping[str, int]
    group_bytes: int
    series: Sequence[SeriesKey]
    entries: Sequence[Entry]
    drawn: Mapping[str, str]
    luck: Mapping[str, Sequence[str]]
    happened: Sequence[str]
    start: str
    months: Sequence[tuple[int, str, str, str]]
    sums: Mapping[str, Sequence[int]]

    def summed(self) -> Iterator[list[int]]:
        """Yield the places of the entries that each month sums."""
        for _, _, response, pushed in self.months:
            yield sorted({place for name in (response, pushed) if name for place in self.sums[name]})


def read_program(kept: dict[str, Any]) -> Program:
    """Return a program that was written as JSON."""
    found = Program(**kept)
    return replace(
        found,
        series=[(variable, label) for variable, label in found.series],
        entries=[((a, b), cause) for (a, b), cause in found.entries],
        months=[tuple(month) for month in kept["months"]],
    )
