"""The Patient Rule Induction Method: thin slices are peeled off, and what is left grows denser."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple, final

import numpy as np
import numpy.typing as npt

from tumen.studies.discovery.boxes import measured, outside
from tumen.studies.discovery.factors import Numbers, Sample, read_sample
from tumen.studies.discovery.limits import Limit, between, slice_of, whole
from tumen.studies.discovery.pasting import pasted
from tumen.studies.discovery.trade_off import Objective, Options, Stage, TradeOff

Rows = npt.NDArray[np.intp]

ALPHA: Final = 0.05
SMALLEST: Final = 0.05  # of all cases
FEWEST: Final = 10  # cases
NOTHING: Final = 1e-12  # gain of density that is none but for rounding


@final
class _Within(NamedTuple):
    """Cases in a box, in the order of each factor; both of shape (factors, cases in the box)."""

    rows: Rows
    values: Numbers


@final
class _Slice(NamedTuple):
    """What may be peeled off."""

    place: int  # of the factor
    rows: Rows
    limit: Limit  # what remains


def prim(
    factors: Mapping[str, npt.ArrayLike],
    cases: npt.ArrayLike,
    *,
    threshold: float | None = None,
    alpha: float = ALPHA,
    smallest: float | None = None,
    objective: Objective = "lenient",
    paste: bool = True,
    months: Collection[str] = (),
    units: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> TradeOff:
    r"""Find boxes of factors that lead to cases of interest [1]_, [2]_.

    From all cases on, a slice is peeled off again and again: the lowest or the highest share `alpha` of a
    number, with all cases that equal its last one; the lowest or the highest whole numbers or months, as many
    as make no more than that share, and one at least; or a category. It is the slice without which the box is
    densest or, if the objective is lenient, gains most density for each case that it loses, so that a large
    category does not win for its size alone [3]_. Of equal slices, that of a factor restricted already is
    taken, then the smaller one, then that of the factor given first. Peeling ends where no slice adds to
    density, or the box would hold too few cases. Pasting then widens the best box again, as long as density
    does not fall.

    All boxes are kept. The best, unless somebody chooses, has the highest harmonic mean of density and
    coverage: the last ones are dense, but few cases of interest lie in them.

    Parameters
    ----------
    factors, cases, threshold, months, units, titles
        What to look in, as in `tumen.studies.discovery.factors.read_sample`.
    alpha
        Share of the cases in the box that a slice holds, above 0 and below 1.
    smallest
        Share of all cases that a box holds at least; by default 0.05, or half of the share of cases of
        interest if that is less, but no fewer than ten cases.
    objective
        `lenient` or `original`.
    paste
        Whether to paste.

    Raises
    ------
    ValueError
        If anything does not fit, or no case is of interest.

    References
    ----------
    .. [1] J. H. Friedman, N. I. Fisher, "Bump hunting in high-dimensional data," Statistics and Computing
       9(2), 1999, 123-143.
    .. [2] B. P. Bryant, R. J. Lempert, "Thinking inside the box: a participatory, computer-assisted approach
       to scenario discovery," Technological Forecasting and Social Change 77(1), 2010, 34-49.
    .. [3] J. H. Kwakkel, M. Jaxa-Rozen, "Improving scenario discovery for handling heterogeneous
       uncertainties and multinomial classified outcomes," Environmental Modelling & Software 79, 2016.
    """
    sample = read_sample(factors, cases, threshold=threshold, months=months, units=units, titles=titles)
    if smallest is None:
        usual = min(SMALLEST, float(sample.cases.mean()) / 2)
        smallest = min(max(usual, FEWEST / sample.cases.size), 1.0)
    if not 0 < alpha < 1:
        raise ValueError(f"alpha is {alpha:g}. Write a share above 0 and below 1, for example 0.05.")
    if not 0 < smallest <= 1:
        raise ValueError(f"smallest is {smallest:g}. Write a share above 0, and 1 at most, for example 0.05.")
    if objective not in ("lenient", "original"):
        raise ValueError(f'the objective "{objective}" is not known. Write lenient or original.')
    return searched(sample, Options(alpha, smallest, objective, paste))


def cover(found: TradeOff, number: int | None = None) -> TradeOff:
    """Return boxes of the cases that a box, by default the best, leaves: another way to what is of interest.

    Density counts only cases that no earlier box took; coverage and mass are shares of all cases, so that
    those of successive boxes add up.

    Raises
    ------
    ValueError
        If no case of interest is left.
    """
    box = found.best if number is None else found[number]
    rest = found.sample.without(outside(list(box.limits.values()), found.sample).sum(axis=0) == 0)
    if not rest.cases[rest.left].any():
        raise ValueError("no case of interest is left: the boxes cover them all.")
    return searched(rest, found.options)


def searched(sample: Sample, options: Options) -> TradeOff:
    """Return the boxes that peeling and pasting find in a sample."""
    steps = list(_peeled(sample, options))
    boxes = [measured(limits, sample) for limits in steps]
    best = max(range(len(boxes)), key=lambda number: boxes[number].score)
    wider = list(pasted(steps[best], sample, options.alpha)) if options.paste else []
    boxes += [measured(limits, sample) for limits in wider]
    best = max(range(len(boxes)), key=lambda number: boxes[number].score)
    stages: list[Stage] = ["start"]
    stages += ["peel"] * (len(steps) - 1)
    stages += ["paste"] * len(wider)
    return TradeOff(tuple(boxes), tuple(stages), best, sample, options)


def _peeled(sample: Sample, options: Options) -> Iterator[tuple[Limit, ...]]:
    """Yield the limits of each step, beginning with none."""
    rows = np.flatnonzero(sample.left)
    order = rows[np.argsort(sample.values[:, rows], axis=1, kind="stable")]
    within = _Within(order, np.take_along_axis(sample.values, order, axis=1))
    limits = tuple(whole(factor) for factor in sample.factors)
    while True:
        yield limits
        slices = _slices(within, limits, options.alpha)
        cut = _best(slices, limits, sample.cases, within.rows[0], options)
        if cut is None:
            return
        limits = (*limits[: cut.place], cut.limit, *limits[cut.place + 1 :])
        kept = np.ones(sample.cases.size, dtype=np.bool_)
        kept[cut.rows] = False
        stays = kept[within.rows]
        shape = (len(limits), -1)
        within = _Within(within.rows[stays].reshape(shape), within.values[stays].reshape(shape))


def _slices(within: _Within, limits: Sequence[Limit], alpha: float) -> Iterator[_Slice]:
    """Yield every slice that leaves something."""
    size = within.rows.shape[1]
    count = int(alpha * (size - 1)) + 1
    for place, (rows, values, limit) in enumerate(zip(within.rows, within.values, limits, strict=True)):
        if values[0] == values[-1]:
            continue
        factor = limit.factor
        if factor.kind == "category":
            for start, end in pairwise([0, *np.flatnonzero(np.diff(values)) + 1, size]):
                out = factor.categories[int(values[start])]
                among = tuple(name for name in limit.among if name != out)
                yield _Slice(place, rows[start:end], replace(limit, among=among))
            continue
        low = slice_of(factor, values, count)
        if low < size:
            bound = between(factor, values[low - 1], values[low])
            yield _Slice(place, rows[:low], replace(limit, low=bound))
        high = size - slice_of(factor, -values[::-1], count)
        if high > 0:
            bound = between(factor, values[high], values[high - 1])
            yield _Slice(place, rows[high:], replace(limit, high=bound))


def _best(
    slices: Iterator[_Slice], limits: Sequence[Limit], cases: Numbers, within: Rows, options: Options
) -> _Slice | None:
    """Return the slice to peel off, if one adds to density and leaves enough."""
    size, shown = len(within), float(cases[within].sum())
    best, most = None, (0.0, 0, 0)
    for cut in slices:
        left = size - len(cut.rows)
        gain = (shown - float(cases[cut.rows].sum())) / left - shown / size
        if gain <= NOTHING or left < options.smallest * cases.size - NOTHING:
            continue
        score = gain / len(cut.rows) if options.objective == "lenient" else gain
        merit = (score, int(limits[cut.place].restricted), left)
        if merit > most:
            best, most = cut, merit
    return best
