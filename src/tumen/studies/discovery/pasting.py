"""Pasting: a box is widened again, as long as that costs no density."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from tumen.studies.discovery.boxes import outside
from tumen.studies.discovery.factors import Mask, Numbers, Sample
from tumen.studies.discovery.limits import Limit, between, slice_of

ROUNDING: Final = 1e-12


def pasted(limits: Sequence[Limit], sample: Sample, alpha: float) -> Iterator[tuple[Limit, ...]]:
    """Yield the limits of ever wider boxes, none less dense than the one before.

    Each is wider on one side of a factor, by the share `alpha` of the cases in the box or by a category. A
    side that keeps nothing out is opened.
    """
    wider = _wider(tuple(limits), sample, alpha)
    while wider is not None:
        yield wider
        wider = _wider(wider, sample, alpha)


def _wider(limits: tuple[Limit, ...], sample: Sample, alpha: float) -> tuple[Limit, ...] | None:
    out = outside(limits, sample)
    misses = out.sum(axis=0)
    inside = sample.left & (misses == 0)
    size, shown = int(inside.sum()), float(sample.cases[inside].sum())
    count = int(alpha * (size - 1)) + 1
    best, most = None, (shown / size - ROUNDING, -1)
    for place, limit in enumerate(limits):
        if not limit.restricted:
            continue
        near = sample.left & (misses == 1) & out[place]
        for wider in _widened(limit, sample.values[place], near, count):
            added = near & wider.allows(sample.values[place])
            more = int(added.sum())
            merit = ((shown + float(sample.cases[added].sum())) / (size + more), more)
            if merit > most:
                best, most = (*limits[:place], wider, *limits[place + 1 :]), merit
    return best


def _widened(limit: Limit, values: Numbers, near: Mask, count: int) -> Iterator[Limit]:
    """Yield what the limit may become; `near` are cases that no other limit keeps out."""
    if limit.factor.kind == "category":
        for name in limit.factor.categories:
            if name not in limit.among:
                among = {*limit.among, name}
                yield replace(limit, among=tuple(one for one in limit.factor.categories if one in among))
    if np.isfinite(limit.low):
        below = np.sort(values[near & (values < limit.low)])[::-1]
        yield replace(limit, low=_bound(limit, below, -below, count, -np.inf))
    if np.isfinite(limit.high):
        above = np.sort(values[near & (values > limit.high)])
        yield replace(limit, high=_bound(limit, above, above, count, np.inf))


def _bound(limit: Limit, outwards: Numbers, rising: Numbers, count: int, none: float) -> float:
    """Return the bound that lets the nearest values in, or none if these are all."""
    taken = slice_of(limit.factor, rising, count) if rising.size else 0
    return none if taken == rising.size else between(limit.factor, outwards[taken], outwards[taken - 1])
