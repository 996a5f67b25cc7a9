"""Series: a user's own numbers, a dyad and a month each, read from CSV with every fault told at its line."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Final, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.calendar import month_number
from tumen.base.names import dyad_text, parse_dyad
from tumen.base.problems import InputError, Problem, nearest
from tumen.scenarios.extend import shown_path

MONTH, DYAD = "month", "dyad"
VALUE: Final = "mean_daily"  # column of the values, unless the caller names another
COMMENT: Final = "#"

Row: TypeAlias = tuple[int, Mapping[str, str]]  # line, and the cells by column


@final
@dataclass(frozen=True)
class Series:
    """Numbers of a dyad, one a month.

    Attributes
    ----------
    name
        The dyad as the file writes it, in small letters.
    first
        Its first month.
    values
        A value for each month from the first to the last, not a number where the file has none.
    """

    name: str
    first: int
    values: npt.NDArray[np.float64]

    @property
    def months(self) -> range:
        """The months that it covers."""
        return range(self.first, self.first + len(self.values))

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Whether there is a value, for each month."""
        return np.isfinite(self.values)


def read_series(path: str | Path, *, value: str = VALUE) -> dict[str, Series]:
    """Read the series of a CSV file, by dyad, in the order in which they begin.

    The file has a line of column names, among them `month` (as YYYY-MM), `dyad` (two names joined by a
    hyphen) and the column of the values. Lines that begin with # are left out. A value may be missing: leave
    the cell empty, or the line away.

    Parameters
    ----------
    path
        The file.
    value
        Name of the column of the values.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    source = shown_path(Path(path))
    found: dict[str, dict[int, float]] = {}
    problems: list[Problem] = []
    for line, cells in _rows(Path(path), source, (MONTH, DYAD, value)):
        faults, month, number = _read(cells, value)
        taken = found.setdefault(cells[DYAD].lower(), {})
        if month >= 0 and month in taken:
            faults.append(f"{cells[DYAD]} has a value in {cells[MONTH]} already; keep one of the two lines.")
        problems += [Problem(source, line, 1, "", fault) for fault in faults]
        taken[month] = number
    if problems:
        raise InputError(problems)
    return {name: _series(name, by_month) for name, by_month in found.items()}


def ties_of(
    series: Mapping[str, Series], names: Mapping[str, str], cast: Sequence[str], *, source: str
) -> dict[str, str]:
    """Return the dyad of a cast that each series is about; series about anybody else are left out.

    Parameters
    ----------
    series
        The series by dyad, as files name it.
    names
        What an actor is called in the series -> the actor; an actor may also be called as it is.
    cast
        The actors.
    source
        What messages call the series.

    Raises
    ------
    InputError
        If a name leads to nobody of the cast, and if no series is left.
    """
    strangers = sorted({actor for actor in names.values() if actor not in cast})
    if strangers:
        messages = (f'"{actor}" is not in the cast. {nearest(actor, cast)}' for actor in strangers)
        raise InputError(Problem("names", 0, 0, "", message) for message in messages)
    called = {**{actor: actor for actor in cast}, **{name.lower(): actor for name, actor in names.items()}}
    found = {}
    for name in series:
        members = [called.get(part, "") for part in name.split("-")]
        if len(members) == 2 and all(members) and members[0] != members[1]:
            found[name] = dyad_text(*parse_dyad("-".join(members), cast))
    if not found:
        told = ", ".join(list(series)[:3])
        message = f"no dyad is one of the cast, as {told}. Give the names of {', '.join(cast)} in the file."
        raise InputError([Problem(source, 0, 0, DYAD, message)])
    return found


def _rows(path: Path, source: str, wanted: tuple[str, ...]) -> list[Row]:
    """Return the lines below that of the names."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _refusal(source, 0, f"cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _refusal(source, 0, "is not UTF-8 text; save the file in the encoding UTF-8.") from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if _told(line)]
    if not lines:
        raise _refusal(source, 0, f"holds no line; write the columns {', '.join(wanted)} and values below.")
    header, *_ = columns = [[cell.strip() for cell in next(csv.reader([line]))] for _, line in lines]
    problems = list(_wrong_columns(header, wanted))
    if problems:
        raise InputError(Problem(source, lines[0][0], 1, "", problem) for problem in problems)
    problems = [
        f"holds {len(cells)} cells; write one for each of the {len(header)} columns."
        if len(cells) != len(header)
        else ""
        for cells in columns
    ]
    if any(problems):
        told = zip(lines, problems, strict=True)
        raise InputError(Problem(source, line, 1, "", problem) for (line, _), problem in told if problem)
    whole = zip(lines[1:], columns[1:], strict=True)
    return [(line, dict(zip(header, cells, strict=True))) for (line, _), cells in whole]


def _told(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(COMMENT)


def _wrong_columns(header: list[str], wanted: tuple[str, ...]) -> Iterator[str]:
    for name in wanted:
        if name not in header:
            yield f'has no column "{name}". {nearest(name, header)}'
    yield from (
        f'has two columns "{name}"; keep one.' for name, times in Counter(header).items() if times > 1
    )


def _read(cells: Mapping[str, str], value: str) -> tuple[list[str], int, float]:
    """Return what is wrong with a line, its month and its value."""
    faults, month, number = [], -1, float("nan")
    try:
        month = month_number(cells[MONTH])
    except ValueError as error:
        faults.append(f"{MONTH}: {error}")
    if len([part for part in cells[DYAD].split("-") if part]) != 2 or cells[DYAD].count("-") != 1:
        faults.append(f'{DYAD}: "{cells[DYAD]}" is not a dyad. Write two names joined by a hyphen.')
    try:
        number = float(cells[value] or "nan")
        fits = not cells[value] or isfinite(number)
    except ValueError:
        fits = False
    if not fits:
        faults.append(f'{value}: "{cells[value]}" is not a number. Write one, or leave the cell empty.')
    return faults, month, number


def _series(name: str, by_month: Mapping[int, float]) -> Series:
    first, last = min(by_month), max(by_month)
    return Series(name, first, np.array([by_month.get(month, np.nan) for month in range(first, last + 1)]))


def _refusal(source: str, line: int, message: str) -> InputError:
    return InputError([Problem(source, line, 1, "", message)])
