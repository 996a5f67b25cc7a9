"""What a box allows of a factor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from tumen.base.calendar import month_text
from tumen.studies.discovery.factors import Factor, Mask, Numbers


@final
@dataclass(frozen=True)
class Limit:
    """The values of a factor that lie in a box.

    Attributes
    ----------
    factor
        Whose values.
    low, high
        Bounds, which belong to the box; infinite where there is none.
    among
        Of a category, those that lie in the box; empty for other kinds.
    """

    factor: Factor
    low: float = -np.inf
    high: float = np.inf
    among: tuple[str, ...] = ()

    @property
    def restricted(self) -> bool:
        """Whether it leaves anything out."""
        if self.factor.kind == "category":
            return len(self.among) < len(self.factor.categories)
        return bool(np.isfinite(self.low) or np.isfinite(self.high))

    def allows(self, values: Numbers) -> Mask:
        """Return which values, coded by the factor, lie within."""
        if not self.restricted:
            return np.ones(values.shape, dtype=np.bool_)
        if self.factor.kind == "category":
            return np.isin(values, [self.factor.categories.index(name) for name in self.among])
        return (self.low <= values) & (values <= self.high)

    def __str__(self) -> str:
        return f"{self.factor.title} {allowed(self)}"


def whole(factor: Factor) -> Limit:
    """Return the limit that leaves nothing out."""
    return Limit(factor, among=factor.categories)


def between(factor: Factor, out: float, within: float) -> float:
    """Return a bound that leaves out one value and allows another: halfway, or the latter if whole."""
    middle = out + (within - out) / 2
    halfway = factor.kind == "number" and min(out, within) < middle < max(out, within)
    return float(middle if halfway else within)


def slice_of(factor: Factor, ordered: Numbers, size: int) -> int:
    """Return how many of ordered values, at least one, make a slice of a size; equal ones stay together.

    Of numbers, those that equal the last of the slice belong to it, too. Whole numbers have fewer values, so
    of them a slice is no larger than its size, unless the first value alone is.
    """
    if factor.kind != "number" and size < len(ordered):
        below = int(np.searchsorted(ordered, ordered[size]))
        if below:
            return below
    return int(np.searchsorted(ordered, ordered[min(size, len(ordered)) - 1], "right"))


def sides(limit: Limit) -> tuple[Limit, ...]:
    """Return what becomes of a limit if one of its sides is opened; a category has one."""
    if limit.factor.kind == "category":
        return (whole(limit.factor),) if limit.restricted else ()
    opened = (replace(limit, low=-np.inf), replace(limit, high=np.inf))
    return tuple(one for one in opened if one != limit)


def allowed(limit: Limit) -> str:
    """Return what a limit allows, in words."""
    factor = limit.factor
    if factor.kind == "category":
        return _among(limit)
    low, high = rounded(factor, limit.low), rounded(factor, limit.high)
    month, unit = factor.kind == "month", f" {factor.unit}" if factor.unit else ""
    if not limit.restricted:
        return "of any value"
    if not high:
        return f"from {low} on" if month else f"at least {low}{unit}"
    if not low:
        return f"until {high}" if month else f"at most {high}{unit}"
    if limit.low == limit.high:
        return f"in {high}" if month else f"exactly {high}{unit}"
    return f"from {low} to {high}" if month else f"between {low} and {high}{unit}"


def rounded(factor: Factor, value: float) -> str:
    """Return a value of a factor as text: a month, or to a hundredth of the range or somewhat finer."""
    if not np.isfinite(value):
        return ""
    if factor.kind == "month":
        return month_text(round(value))
    span = factor.highest - factor.lowest
    if span == 0:
        return f"{value:g}"
    place = int(np.floor(np.log10(span / 100)))
    shown = round(value, -place)
    if factor.kind == "whole":
        return f"{value:,.0f}"
    if abs(place) > 4:
        return f"{shown:.4g}"
    return f"{shown:,.{max(-place, 0)}f}".rstrip("0").rstrip(".") if place < 0 else f"{shown:,.0f}"


def _among(limit: Limit) -> str:
    out = [name for name in limit.factor.categories if name not in limit.among]
    if not out:
        return "of any kind"
    if len(limit.among) <= len(out):
        return f"is {_listed(limit.among, 'or')}"
    return f"is neither {_listed(out, 'nor')}" if len(out) > 1 else f"is not {out[0]}"


def _listed(names: Sequence[str], word: str) -> str:
    return f" {word} ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])
