"""Readings of every signal, by month and by cut, and what each tells of a question."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple, final

import numpy as np
import numpy.typing as npt

from tumen.base.calendar import month_text
from tumen.scenarios.questions import Question
from tumen.studies.watch.gather import Gathered, Signal
from tumen.studies.watch.sentences import moved, reading
from tumen.studies.watch.value import (
    Estimate,
    Places,
    Splits,
    counted,
    cross_fitted,
    cuts,
    resolution,
    splits,
)

FEWEST: Final = 20  # histories on either side of a cut
RAREST: Final = 200  # or, if it is more, one in so many

Row = dict[str, Any]


@final
class Binned(NamedTuple):
    """A signal in a month, sorted into bins."""

    month: int
    limits: npt.NDArray[Any]
    places: Places  # of each history: its group times the number of bins, plus its bin
    shape: tuple[int, int]  # groups, bins


@final
class Weighed(NamedTuple):
    """What a signal tells in a month, in all histories and in each half of the groups."""

    binned: Binned
    splits: Splits
    whole: Estimate
    halves: tuple[tuple[Estimate, Estimate], tuple[Estimate, Estimate]]  # worth of the splits, and of all
    share: float  # of histories in the first half


@final
class Readings:
    """The readings of an ensemble, sorted into bins once for all questions."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self.least = fewest(len(gathered.groups))

    @cached_property
    def _binned(self) -> Sequence[tuple[Signal, list[Binned]]]:
        return [(signal, list(self._by_month(signal))) for signal in self._gathered.signals]

    def _by_month(self, signal: Signal) -> Iterator[Binned]:
        groups = self._gathered.groups
        number = int(groups.max()) + 1
        for month, values in zip(self._gathered.months, signal.values, strict=True):
            limits = cuts(values, self.least)
            if len(limits):
                bins = len(limits) + 1
                places = groups * bins + np.searchsorted(limits, values, side="right")
                yield Binned(month, limits, places, (number, bins))

    def weigh(self, name: str, question: Question, scale: float) -> tuple[list[Row], list[Row]]:
        """Return a row for every reading of a question, and one for the best reading of each signal.

        Readings end before the last month that the question looks at. `scale` is a factor on the errors.
        """
        answers, last = self._gathered.answers[name], last_month(question)
        watched = range(self._gathered.months.start, min(self._gathered.months.stop, last))
        every: list[Row] = []
        best: list[Row] = []
        for signal, binned in self._binned:
            weighed = [_weighed(one, answers) for one in binned if one.month < last]
            if not weighed:
                continue
            about = {
                "question": name,
                "indicator": signal.name,
                "kind": signal.kind,
                "own": _is_own(signal, question, watched),
            }
            rows = [[about | row for row in _rows(signal, one, answers, scale)] for one in weighed]
            every += [row for of_month in rows for row in of_month]
            best.append(_best(rows, weighed, scale))
        return every, best


def fewest(replicates: int) -> int:
    """Return how many histories a bin must hold."""
    return max(FEWEST, replicates // RAREST)


def last_month(question: Question) -> int:
    """Return the last month that a question looks at."""
    return max(one.months[-1] for one in question.that.readings())


def _is_own(signal: Signal, question: Question, watched: range) -> bool:
    """Tell whether a question itself looks at what a signal shows; if that is counted, in these months."""
    return any(
        one.quantity in signal.quantities
        and (signal.kind != "count" or not set(watched).isdisjoint(one.months))
        for one in question.that.readings()
    )


def _weighed(binned: Binned, answers: npt.NDArray[np.bool_]) -> Weighed:
    tally = counted(binned.places, answers, binned.shape)
    parts = tally.half(0), tally.half(1)
    first, second = ((splits(part).worth, resolution(part)) for part in parts)
    share = parts[0].histories / tally.histories
    return Weighed(binned, splits(tally), resolution(tally), (first, second), share)


def _rows(signal: Signal, of: Weighed, answers: npt.NDArray[np.bool_], scale: float) -> Iterator[Row]:
    """Yield a row for each cut of a month."""
    month, told = month_text(of.binned.month), of.splits
    for place, limit in enumerate(of.binned.limits.tolist()):
        words = [
            reading(signal.name, signal.kind, signal.unit, limit, month, above=above)
            for above in (True, False)
        ]
        yield {
            "month": month,
            "cut": limit,
            "unit": signal.unit,
            "reading": words[0],
            "otherwise": words[1],
            "share": float(told.share[place]),
            "p": float(answers.mean()),
            "p_if": float(told.above[place]),
            "p_if_not": float(told.below[place]),
            "p_if_error": scale * float(told.above_error[place]),
            "p_if_not_error": scale * float(told.below_error[place]),
            "value": float(told.worth.value[place]),
            "error": scale * float(told.worth.error[place]),
            "whole": float(of.whole.value),
            "whole_error": scale * float(of.whole.error),
        }


def _best(rows: list[list[Row]], weighed: list[Weighed], scale: float) -> Row:
    """Return the row of the best cut and month of a signal, with values of what was picked elsewhere."""
    best = max((row for of_month in rows for row in of_month), key=lambda row: row["value"])
    share = float(np.mean([one.share for one in weighed]))
    split, whole = (
        cross_fitted(
            _joined([one.halves[0][part] for one in weighed]),
            _joined([one.halves[1][part] for one in weighed]),
            share,
        )
        for part in (0, 1)
    )
    most = best["p"] * (1 - best["p"])
    return best | {
        "value": float(split.value),
        "error": scale * float(split.error),
        "whole": float(whole.value),
        "whole_error": scale * float(whole.error),
        "of_all": float(split.value) / most,
        "sentence": _sentence(best),
    }


def _joined(parts: list[Estimate]) -> Estimate:
    """Return the estimates of several months as one."""
    return Estimate(
        np.concatenate([np.atleast_1d(one.value) for one in parts]),
        np.concatenate([np.atleast_1d(one.error) for one in parts]),
    )


def _sentence(row: Row) -> str:
    """Return what the reading, or its absence, does to the forecast: the one that moves it more."""
    sides = [
        (row["reading"], row["p_if"], row["share"]),
        (row["otherwise"], row["p_if_not"], 1 - row["share"]),
    ]
    seen, after, share = max(sides, key=lambda side: abs(side[1] - row["p"]))
    return moved(seen, row["p"], after, share)
