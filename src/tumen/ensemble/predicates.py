"""Which histories a predicate is true of, and what number a measure comes to in each."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, final

import numpy as np

from tumen.base.arrays import PerReplicate, PerReplicateMask, total
from tumen.ensemble.notes import Months, Notes
from tumen.scenarios.measures import (
    AnyMeasure,
    Bounded,
    Change,
    ChangeIs,
    Count,
    CountIs,
    Rate,
    Value,
    ValueIs,
)
from tumen.scenarios.predicates import (
    AllOf,
    Always,
    AnyOf,
    AnyPredicate,
    Earlier,
    Ever,
    Happens,
    More,
    Not,
)
from tumen.scenarios.words import Recorded
from tumen.world.state import NEVER

BEYOND: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}
TOO_LATE: Final = np.iinfo(np.int32).max  # the month of what never comes, where months are put in order


@final
@dataclass(frozen=True)
class Histories:
    """The same histories under the scenarios of a run, seen from one of these."""

    scenario: str
    notes: Mapping[str, Notes]

    def value(self, scenario: str | None, quantity: Recorded, month: int) -> PerReplicate:
        """Return a quantity in a month, shape (replicates,), in its unit."""
        return self.notes[scenario or self.scenario].values[quantity, month]

    def month(self, event: str) -> Months:
        """Return when an event or an outcome came, or NEVER, shape (replicates,)."""
        return self.notes[self.scenario].happened[event]


def holds(predicate: AnyPredicate, histories: Histories) -> PerReplicateMask:
    """Return which histories a predicate is true of, shape (replicates,)."""
    true: PerReplicateMask
    match predicate:
        case ValueIs() | ChangeIs() | CountIs():
            true = within(predicate, number(predicate, histories))
        case More():
            true = np.greater(number(predicate.more, histories), number(predicate.than, histories))
        case Ever() | Happens():
            true = first_month(predicate, histories) != NEVER
        case Always():
            months = [histories.value(None, predicate.always, month) for month in predicate.months]
            true = reduce(np.logical_and, (within(predicate, values) for values in months))
        case Earlier():
            true = _order(predicate.earlier, histories) < _order(predicate.than, histories)
        case AllOf():
            true = reduce(np.logical_and, (holds(part, histories) for part in predicate.all))
        case AnyOf():
            true = reduce(np.logical_or, (holds(part, histories) for part in predicate.any))
        case Not():
            true = ~holds(predicate.negated, histories)
    return true


def number(measure: AnyMeasure | Rate, histories: Histories) -> PerReplicate:
    """Return the number of each history, shape (replicates,), in the unit of the quantity."""
    if isinstance(measure, Rate):
        return total(histories.value(None, rate, m) for rate in measure.quantities for m in measure.months)
    read = _read(measure, measure.scenario, histories)
    return read if measure.minus is None else read - _read(measure, measure.minus, histories)


def first_month(occasion: Ever | Happens, histories: Histories) -> Months:
    """Return the month in which something comes first, or NEVER, shape (replicates,)."""
    if isinstance(occasion, Ever):
        values = [histories.value(None, occasion.ever, month) for month in occasion.months]
        return first_beyond(occasion, values, occasion.first, for_months=occasion.for_months)
    months = histories.month(occasion.happens)
    first = NEVER if occasion.first is None else occasion.first
    return np.where((months >= first) & (months <= occasion.last), months, np.int32(NEVER))


def first_beyond(bounded: Bounded, values: list[PerReplicate], first: int, *, for_months: int = 1) -> Months:
    """Return the month that completes so many on end beyond a bound, or NEVER; `values` month by month."""
    on_end = np.zeros(len(values[0]), np.int32)
    found = np.full(len(values[0]), NEVER, np.int32)
    for month, one in enumerate(values, first):
        on_end = np.where(within(bounded, one), on_end + 1, 0)
        found = np.where((found == NEVER) & (on_end >= for_months), np.int32(month), found)
    return found


def within(bounded: Bounded, numbers: PerReplicate) -> PerReplicateMask:
    """Return which numbers lie on the right side of every bound that is given."""
    limits = {name: getattr(bounded, name) for name in BEYOND}
    sides = [BEYOND[name](numbers, limit) for name, limit in limits.items() if limit is not None]
    return reduce(np.logical_and, sides)


def _read(measure: AnyMeasure, scenario: str | None, histories: Histories) -> PerReplicate:
    """Return a measure in one scenario."""
    match measure:
        case Value():
            return histories.value(scenario, measure.value, measure.at)
        case Change():
            first, last = (
                histories.value(scenario, measure.change, m) for m in (measure.first, measure.last)
            )
            return last - first
        case Count():
            return total(
                histories.value(scenario, quantity, month)
                for quantity in measure.quantities
                for month in measure.months
            )


def _order(occasion: Ever | Happens, histories: Histories) -> Months:
    """Return months that can be put in order: what never comes is the latest."""
    months = first_month(occasion, histories)
    return np.where(months == NEVER, TOO_LATE, months)
