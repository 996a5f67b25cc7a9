"""Tables of what readings and parameters tell of every question."""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from tumen.scenarios.questions import Question
from tumen.studies.watch.evppi import evppi
from tumen.studies.watch.gather import Gathered
from tumen.studies.watch.readings import Readings, Row, fewest

SILENT: Final = 1.0  # seconds without a word

READINGS: Final = (
    "question", "indicator", "kind", "own", "month", "cut", "unit", "reading", "otherwise", "share",
    "p", "p_if", "p_if_not", "p_if_error", "p_if_not_error", "value", "error", "whole", "whole_error",
)  # fmt: skip
BEST: Final = (*READINGS, "of_all", "sentence")
PARAMETERS: Final = ("question", "parameter", "value", "error")

Item = TypeVar("Item")


def weighed(
    gathered: Gathered,
    questions: Mapping[str, Question],
    columns: Iterable[tuple[str, npt.NDArray[np.floating[Any]]]],
    scale: float,
    *,
    show_progress: bool,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the best readings of indicators, all readings, and parameters, the most telling first.

    Parameters
    ----------
    gathered
        Answers and signals.
    questions
        The questions by name.
    columns
        Address and values of each parameter.
    scale
        Factor on standard errors.
    show_progress
        Tell on the standard error how far this is.
    """
    split = {name: one for name, one in gathered.answers.items() if 0 < np.count_nonzero(one) < len(one)}
    readings = Readings(gathered)
    best: list[Row] = []
    every: list[Row] = []
    for name in _told(list(split), "questions weighed", show=show_progress):
        rows, best_rows = readings.weigh(name, questions[name], scale)
        every += rows
        best += best_rows
    least = fewest(len(gathered.groups))
    known: list[Row] = []
    for address, values in _told(columns, "parameters weighed", show=show_progress):
        for name, answers in split.items():
            found = evppi(values, answers, gathered.groups, least=least)
            value, error = float(found.value), scale * float(found.error)
            known.append({"question": name, "parameter": address, "value": value, "error": error})
    order = list(split)
    return (
        _ranked(pd.DataFrame(best, columns=list(BEST)), order),
        pd.DataFrame(every, columns=list(READINGS)),
        _ranked(pd.DataFrame(known, columns=list(PARAMETERS)), order),
    )


def _ranked(table: pd.DataFrame, questions: list[str]) -> pd.DataFrame:
    """Return rows by question, the largest value of each first."""
    place = {name: number for number, name in enumerate(questions)}
    keys = pd.DataFrame({"question": table["question"].map(place), "value": -table["value"]})
    return table.loc[keys.sort_values(["question", "value"], kind="stable").index].reset_index(drop=True)


def _told(items: Iterable[Item], what: str, *, show: bool) -> Iterator[Item]:
    """Yield items, and tell now and then how many are done."""
    told = time.monotonic()
    for number, item in enumerate(items):
        if show and time.monotonic() - told > SILENT:
            told = time.monotonic()
            sys.stderr.write(f"{number} {what}\n")
            sys.stderr.flush()
        yield item
