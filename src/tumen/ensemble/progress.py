"""Progress on the standard error: a bar on a terminal or in a notebook, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Protocol, TypeAlias, TypeVar

SECONDS_BETWEEN_LINES = 2.0

Advance: TypeAlias = Callable[[int], None]  # takes the number of histories finished since the last call


class Finished(Protocol):
    """What tells which histories are finished."""

    @property
    def replicates(self) -> range:
        """The histories."""


Part = TypeVar("Part", bound=Finished)


def told(parts: Iterable[Part], advance: Advance) -> Iterator[Part]:
    """Yield parts as they come, after telling how many histories each holds."""
    for part in parts:
        advance(len(part.replicates))
        yield part


@contextmanager
def progress(title: str, histories: int, *, show: bool) -> Iterator[Advance]:
    """Show how many histories are finished, while the context lasts."""
    if not show:
        yield lambda _: None
    elif sys.stderr.isatty() or _in_notebook_with_widgets():
        with _bar(title, histories) as advance:
            yield advance
    else:
        yield _lines(title, histories)


@contextmanager
def _bar(title: str, histories: int) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        SpinnerColumn(),  # a block takes some seconds, in which nothing else moves
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=histories)
        yield lambda finished: bar.advance(task, finished)


def _lines(title: str, histories: int) -> Advance:
    """Write a line at the start, at the end, and at most every few seconds between."""
    done, told = 0, time.monotonic()
    _tell(f"{title}: 0 of {histories:,} histories")

    def advance(finished: int) -> None:
        nonlocal done, told
        done += finished
        if done == histories or time.monotonic() - told > SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            _tell(f"{title}: {done:,} of {histories:,} histories")

    return advance


def _in_notebook_with_widgets() -> bool:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return hasattr(shell, "kernel") and find_spec("ipywidgets") is not None


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
