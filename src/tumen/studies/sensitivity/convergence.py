"""Whether Sobol indices rest on enough base points, how many would do, and whether they can be true."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import xarray as xr

from tumen.base.problems import counted
from tumen.studies.sensitivity.inputs import Floats

WIDEST: Final = 0.1  # interval of a total index that is good enough
LEADING: Final = 3  # factors of an output whose order should be clear,
MATTERS: Final = 0.05  # unless their total index is below this one
MOST: Final = 2**20  # base points that somebody might run
CLEARLY: Final = 3.0  # half widths of an interval that hardly anything but a mistake is off
MOSTLY: Final = 0.9  # of the outputs


def needed_base_points(indices: xr.Dataset, *, target: float = WIDEST) -> xr.DataArray:
    r"""Return how many base points would narrow each output's intervals of total indices to a target.

    .. math:: N' = N \left( \frac{w}{t} \right)^2

    rounded up to a power of two, as errors of random points fall with the square root of their number; those
    of a Sobol' sequence fall faster, so that fewer may do.

    Parameters
    ----------
    indices
        As of `sobol_indices`, with the attribute `base_points`.
    target
        Width that is narrow enough, above 0.

    Returns
    -------
    Number for each output; that used, where it is enough; nan where an output does not vary.
    """
    if not target > 0:
        raise ValueError(f"the target is {target:g}. Write a width above 0, for example {WIDEST:g}.")
    used = indices.attrs["base_points"]
    width = (indices["total_high"] - indices["total_low"]).max("factor")
    more = _power_of_two(used * np.square(width.values / target))
    return width.copy(data=np.where(width > target, more, np.where(np.isnan(width), np.nan, used)))


def advice(indices: xr.Dataset, *, target: float = WIDEST) -> list[str]:
    """Return whether the base points are enough, and how many would be, a sentence each.

    They are enough if no interval of a total index is wider than a target, and if, in each output, the
    intervals of no two neighbours in rank overlap among the three leading factors, those apart that hardly
    matter.
    """
    varied = indices.isel(output=np.flatnonzero(indices["total"].notnull().all("factor").values))
    if varied.sizes["output"] == 0:
        return ["No output varies: there is nothing to rank."]
    return [_on_widths(varied, target), *_on_ranks(varied)]


def oddities(indices: xr.Dataset) -> Iterator[str]:
    """Yield what cannot be true of independent factors, and cannot be bad luck either, a sentence each."""
    first, total, first_sum = indices["first"], indices["total"], indices["first_sum"]
    below, above = first - indices["first_low"], indices["first_high"] - first
    apart = np.hypot(below, indices["total_high"] - total)
    found = {
        "a first order is negative": first < -CLEARLY * above,
        "a total index is below its first order": first - total > CLEARLY * apart,
        "first orders add up to more than 1": first_sum - 1
        > CLEARLY * (first_sum - indices["first_sum_low"]),
    }
    for what, where in found.items():
        outputs = where if where.dims == ("output",) else where.any("factor")
        if outputs.any():
            one = outputs["output"].values[outputs.values][0]
            yield (
                f"In {int(outputs.sum())} of {counted(outputs.size, 'output')} {what}, as for {one}. "
                "Either factors are not independent, or runs are not in the order of their design."
            )


def _on_widths(indices: xr.Dataset, target: float) -> str:
    used, level = indices.attrs["base_points"], indices.attrs["level"]
    width = indices["total_high"] - indices["total_low"]
    factor, output = np.unravel_index(int(width.values.argmax()), width.shape)
    widest = (
        f"the widest {level * 100:g} % interval of a total index measures {float(width[factor, output]):.2g} "
        f"({width['factor'].values[factor]} on {width['output'].values[output]})"
    )
    needed = needed_base_points(indices, target=target).values
    wide = int((needed > used).sum())
    if wide == 0:
        return f"{used:,} base points are enough for total indices: {widest}, and {target:g} is good enough."
    return (
        f"{used:,} base points are too few for total indices: {widest}, and more than {target:g} in {wide} "
        f"of {counted(needed.size, 'output')}. {_enough(needed, used)}"
    )


def _enough(needed: Floats, used: int) -> str:
    """Return how many base points would do, for all outputs and for most."""
    most, every = (float(np.quantile(needed, share, method="higher")) for share in (MOSTLY, 1))
    for_most = f"{most:,.0f} for nine in ten"
    if every <= MOST:
        return (
            f"About {every:,.0f} would do for every output{f', {for_most}' if used < most < every else ''}."
        )
    if used < most <= MOST:
        return f"About {for_most} would do; for every output, no number that anybody would run."
    return "No number that anybody would run would do for every output."


class _Pair(NamedTuple):
    """Neighbours in rank whose intervals overlap."""

    output: int
    upper: int  # of the factors
    lower: int
    needed: float  # base points at which they would not


def _on_ranks(indices: xr.Dataset) -> Iterator[str]:
    if indices.sizes["factor"] < 2:
        return
    outputs, factors = indices["output"].values, indices["factor"].values
    pairs = list(_overlapping(indices))
    if not pairs:
        yield f"The order of the {_leading(indices)} leading factors is clear in each output."
        return
    hardest = max(pairs, key=lambda pair: pair.needed)
    total = indices["total"].values[:, hardest.output]
    upper, lower = (f"{factors[one]} ({total[one]:.2f})" for one in (hardest.upper, hardest.lower))
    count = len({pair.output for pair in pairs})
    yield (
        f"In {count} of {counted(len(outputs), 'output')}, the order of the {_leading(indices)} leading "
        f"factors is not clear; closest are {upper} and {lower} on {outputs[hardest.output]}. "
        f"{_to_rank(hardest.needed)}"
    )


def _leading(indices: xr.Dataset) -> str:
    return "two" if indices.sizes["factor"] == 2 else "three"


def _to_rank(needed: float) -> str:
    if needed > MOST:
        return "Take these two for equally important: no number that anybody would run would rank them."
    return f"About {needed:,.0f} base points would rank these two."


def _overlapping(indices: xr.Dataset) -> Iterator[_Pair]:
    """Yield neighbours in rank, among the leading factors of an output, that are not told apart."""
    total, low, high = (indices[name].values for name in ("total", "total_low", "total_high"))
    ranked = np.argsort(-total, axis=0, kind="stable")[:LEADING]
    columns = np.arange(total.shape[1])
    for upper, lower in pairwise(ranked):
        gap = total[upper, columns] - total[lower, columns]
        reach = total[upper, columns] - low[upper, columns] + high[lower, columns] - total[lower, columns]
        with np.errstate(divide="ignore", invalid="ignore"):
            needed = _power_of_two(indices.attrs["base_points"] * np.square(reach / gap))
        unclear = (reach >= gap) & (total[upper, columns] >= MATTERS)
        for output in np.flatnonzero(unclear).tolist():
            yield _Pair(output, int(upper[output]), int(lower[output]), float(needed[output]))


def _power_of_two(numbers: Floats) -> Floats:
    """Return the next powers of two."""
    with np.errstate(divide="ignore"):
        powers: Floats = np.exp2(np.ceil(np.log2(numbers)))
    return powers
