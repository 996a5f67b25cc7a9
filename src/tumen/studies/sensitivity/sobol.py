"""Sobol indices: which share of an output's variance each factor causes, alone and with others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.base.problems import counted
from tumen.studies.sensitivity.bootstrap import Counts, averages, bounded, counts_of
from tumen.studies.sensitivity.convergence import WIDEST, advice, oddities
from tumen.studies.sensitivity.inputs import Floats, Mask, check_level, check_names, is_constant, listed

NO_VARIANCE: Final = 1e-12  # of a resample, as a share of the sample's
FEW: Final = 10  # runs that cause all variance of an output, at which no interval tells anything
BOUNDS: Final = ("", "_low", "_high")


@final
@dataclass(frozen=True)
class SobolIndices:
    """Sobol indices of many outputs, with bootstrap intervals.

    Attributes
    ----------
    indices
        Over `factor` and `output`: `first` and `total`, with `_low` and `_high` the bounds of their
        intervals. Over `output`: `first_sum`, the sum of the first orders, with its bounds; what it lacks
        of 1 is due to factors that act together. Over `factor`, `factor2` and `output`, if the design has
        them: `second`, what two factors add together to what they do alone, with its bounds; it is the same
        for both orders of a pair, and nan for a factor with itself. All are nan where an output does not
        vary.
        Attributes: `level`, `base_points`, `resamples`.
    base_points
        Base points that the indices rest on.
    dropped
        Base points left out, as an output was not finite in one of their runs or more.
    worst
        The output that was not finite at most base points; empty where none was dropped.
    constant
        Outputs that do not vary.
    fragile
        Outputs whose variance hangs on so few runs that even their intervals are not to be trusted.
    """

    indices: xr.Dataset
    base_points: int
    dropped: int
    worst: str
    constant: tuple[str, ...]
    fragile: tuple[str, ...]

    def notes(self) -> list[str]:
        """Return what was left out, a sentence each."""
        told = []
        if self.dropped:
            told.append(
                f"{counted(self.dropped, 'base point')} of {self.dropped + self.base_points:,} left out, as "
                f"a run of theirs gave no number, most often for {self.worst}. If that hangs on the factors, "
                "the indices are off."
            )
        if self.constant:
            told.append(f"{counted(len(self.constant), 'output')} without variance: {listed(self.constant)}.")
        if self.fragile:
            told.append(
                f"{counted(len(self.fragile), 'output')} of which a few runs cause nearly all variance, so "
                f"that even intervals are not to be trusted: {listed(self.fragile)}."
            )
        return told

    def advice(self, target: float = WIDEST) -> list[str]:
        """Return whether the base points are enough, how many would be, and what is odd, a sentence each."""
        return [*advice(self.indices, target=target), *oddities(self.indices)]


def sobol_indices(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    ab: npt.ArrayLike,
    ba: npt.ArrayLike | None = None,
    *,
    factors: Sequence[str],
    outputs: Sequence[str],
    resamples: int = 200,
    level: float = 0.9,
    seed: int = 0,
) -> SobolIndices:
    r"""Return the Sobol indices of all outputs at once, with percentile intervals from the bootstrap.

    The first order is row b of table 2 in [1]_, the total row f there, after [2]_, and the second order that
    of [3]_:

    .. math:: S_i = \frac{\overline{f_B (f_{AB_i} - f_A)}}{V}, \qquad
        T_i = \frac{\overline{(f_A - f_{AB_i})^2}}{2V}, \qquad
        S_{ij} = \frac{\overline{f_{BA_i} f_{AB_j} - f_A f_B}}{V} - S_i - S_j

    where V is the variance over both base samples, and outputs are centred on the mean of all runs. These are
    the estimators of SALib's `analyze.sobol`, and equal to them. The bootstrap draws base points [4]_. It
    takes them for independent: where they are of a Sobol' sequence, intervals are too wide, and several times
    too wide if an output is a smooth function of few factors.

    Parameters
    ----------
    a, b
        Outputs at the two base samples, shape (base points, outputs).
    ab
        Outputs where a factor, or all factors of a group, have the values of B and all others those of A,
        shape (factors, base points, outputs).
    ba
        The same with A and B exchanged; gives second orders.
    factors, outputs
        Their names.
    resamples
        Number of resamples of the bootstrap, at least 20.
    level
        Probability that each interval should hold, above 0 and below 1.
    seed
        Of the bootstrap.

    Raises
    ------
    ValueError
        If shapes or names do not fit, resamples are too few, or fewer than two base points have finite
        outputs in all their runs.

    References
    ----------
    .. [1] A. Saltelli, P. Annoni, I. Azzini, F. Campolongo, M. Ratto, S. Tarantola, "Variance based
       sensitivity analysis of model output: design and estimator for the total sensitivity index," Computer
       Physics Communications 181(2), 2010, 259-270.
    .. [2] M. J. W. Jansen, "Analysis of variance designs for model output," Computer Physics Communications
       117(1-2), 1999, 35-43.
    .. [3] A. Saltelli, "Making best use of model evaluations to compute sensitivity indices," Computer
       Physics Communications 145(2), 2002, 280-297.
    .. [4] G. E. B. Archer, A. Saltelli, I. M. Sobol', "Sensitivity measures, ANOVA-like techniques and the
       use of bootstrap," Journal of Statistical Computation and Simulation 58(2), 1997, 99-120.
    """
    runs = _runs(a, b, ab, ba)
    named = check_names("factors", factors, len(runs.ab)), check_names("outputs", outputs, runs.a.shape[1])
    broken = _not_finite(runs)
    kept: Mask = ~np.asarray(broken.any(axis=1))
    size, worst = int(kept.sum()), named[1][int(broken.sum(axis=0).argmax())]
    if size < 2:
        raise ValueError(
            f"{size} of {len(kept)} base points have finite outputs in all their runs. Give 2 or more, or "
            f"leave out what is undefined most often: {worst}."
        )
    scale = _scale(runs, kept)
    found = dict(_found(runs, scale, counts_of(size, resamples, seed), check_level(level)))
    attributes = {"level": level, "base_points": size, "resamples": resamples}
    dropped = len(kept) - size
    return SobolIndices(
        indices=_labelled(found, *named).assign_attrs(attributes),
        base_points=size,
        dropped=dropped,
        worst=worst if dropped else "",
        constant=_named(named[1], np.isnan(scale.deviation)),
        fragile=_named(named[1], _support(runs, scale) < FEW),
    )


class _Runs(NamedTuple):
    a: Floats
    b: Floats
    ab: Floats
    ba: Floats | None


class _Scale(NamedTuple):
    """How outputs become comparable: of the base points kept, less a centre, over a deviation."""

    kept: Mask  # (base points,)
    centre: Floats  # (outputs,)
    deviation: Floats  # (outputs,), nan where an output does not vary

    def of(self, values: Floats) -> Floats:
        scaled: Floats = (values[self.kept] - self.centre) / self.deviation
        return scaled


def _runs(a: npt.ArrayLike, b: npt.ArrayLike, ab: npt.ArrayLike, ba: npt.ArrayLike | None) -> _Runs:
    first, second, mixed = (np.asarray(one, np.float64) for one in (a, b, ab))
    if first.ndim != 2 or first.shape != second.shape:
        raise ValueError(
            f"a has the shape {first.shape} and b {second.shape}. Give both as (base points, outputs)."
        )
    others = {"ab": mixed} if ba is None else {"ab": mixed, "ba": np.asarray(ba, np.float64)}
    for name, values in others.items():
        if values.ndim != 3 or values.shape != (len(mixed), *first.shape):
            raise ValueError(
                f"{name} has the shape {values.shape}, and a {first.shape}. Give {name} as (factors, base "
                "points, outputs), with the factors of ab and the others of a."
            )
    return _Runs(first, second, mixed, others.get("ba"))


def _not_finite(runs: _Runs) -> Mask:
    """Return which output is not finite in some run of which base point, shape (base points, outputs)."""
    broken = ~(np.isfinite(runs.a) & np.isfinite(runs.b))
    for values in (*runs.ab, *(() if runs.ba is None else runs.ba)):
        broken |= ~np.isfinite(values)
    return broken


def _scale(runs: _Runs, kept: Mask) -> _Scale:
    both = np.concatenate([runs.a[kept], runs.b[kept]])
    parts = [both.sum(axis=0), *(values[kept].sum(axis=0) for values in runs.ab)]
    if runs.ba is not None:
        parts += [values[kept].sum(axis=0) for values in runs.ba]
    centre = np.sum(parts, axis=0) / (kept.sum() * (len(parts) + 1))
    return _Scale(kept, centre, np.where(is_constant(both), np.nan, both.std(axis=0)))


def _support(runs: _Runs, scale: _Scale) -> Floats:
    """Return how many runs cause an output's variance: all of them, if all are equally far from the mean."""
    squares = np.square(np.concatenate([scale.of(runs.a), scale.of(runs.b)]))
    support: Floats = np.square(squares.sum(axis=0)) / np.square(squares).sum(axis=0)
    return support


def _named(names: list[str], where: Mask) -> tuple[str, ...]:
    return tuple(names[place] for place in np.flatnonzero(where).tolist())


def _found(runs: _Runs, scale: _Scale, counts: Counts, level: float) -> Iterator[tuple[str, Floats]]:
    """Yield each kind of index with its bounds, shape (3, ..., outputs)."""
    a, b = scale.of(runs.a), scale.of(runs.b)
    mean, square = averages([(a + b) / 2, (np.square(a) + np.square(b)) / 2], counts)
    variance = square - np.square(mean)
    variance[variance < NO_VARIANCE] = np.nan
    first, total = [], []
    for values in runs.ab:
        moved = scale.of(values) - a
        both = averages([b * moved, np.square(moved) / 2], counts)
        first.append(both[0] / variance)
        total.append(bounded(both[1] / variance, level))
    yield "first", np.stack([bounded(one, level) for one in first], axis=1)
    yield "total", np.stack(total, axis=1)
    yield "first_sum", bounded(np.sum(first, axis=0), level)
    if runs.ba is None:
        return
    second = np.full((3, len(first), len(first), a.shape[1]), np.nan)
    for one, values in enumerate(runs.ba):
        swapped = scale.of(values)
        for other in range(one + 1, len(first)):
            [together] = averages([swapped * scale.of(runs.ab[other]) - a * b], counts)
            second[:, one, other] = bounded(together / variance - first[one] - first[other], level)
            second[:, other, one] = second[:, one, other]
    yield "second", second


def _labelled(found: dict[str, Floats], factors: list[str], outputs: list[str]) -> xr.Dataset:
    dims = {
        "first": ("factor", "output"),
        "total": ("factor", "output"),
        "first_sum": ("output",),
        "second": ("factor", "factor2", "output"),
    }
    variables = {
        f"{name}{bound}": (dims[name], values)
        for name, bounded in found.items()
        for bound, values in zip(BOUNDS, bounded, strict=True)
    }
    second = {"factor2": factors} if "second" in found else {}
    return xr.Dataset(variables, coords={"factor": factors, "output": outputs, **second})
