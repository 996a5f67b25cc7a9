"""Sensitivity from runs that follow no design: any sample of factors and outputs, such as an ensemble's."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.studies.sensitivity.inputs import (
    Floats,
    Mask,
    check_level,
    check_names,
    is_constant,
    salib,
    untouched,
)

Method: TypeAlias = Literal["delta", "pawn", "rbd_fast"]
Analysis: TypeAlias = Callable[..., dict[str, Any]]

MEASURES: Final[Mapping[Method, tuple[str, ...]]] = {
    "delta": ("delta", "delta_low", "delta_high"),
    "pawn": ("pawn", "pawn_max"),
    "rbd_fast": ("first", "first_low", "first_high"),
}
FEWEST: Final = 100  # runs
SLICES: Final = 10  # of a factor's range, for PAWN


def given_data(
    values: npt.ArrayLike,
    results: npt.ArrayLike,
    *,
    method: Method,
    factors: Sequence[str],
    outputs: Sequence[str],
    resamples: int = 20,
    level: float = 0.9,
    seed: int = 0,
) -> xr.Dataset:
    r"""Return how each output depends on each factor, by a method of SALib that asks for no design.

    `delta`
        Half the expected area between the density of the output and its density given the factor [1]_, less
        its bias [2]_. [0 .. 1] It takes the most time: tenths of a second for a factor and an output.
    `pawn`
        Distance of Kolmogorov and Smirnov between the distribution of the output, and that given the factor,
        the median (`pawn`) and largest (`pawn_max`) over ten slices of the factor [3]_. [0 .. 1] SALib gives
        no interval.
    `rbd_fast`
        First-order Sobol index from the spectrum of the output along the factor [4]_. SALib's bootstrap takes
        half of the runs, so that its intervals are too wide.

    All depend on a factor by its ranks alone. They take factors for independent.

    Parameters
    ----------
    values
        Of the factors, shape (runs, factors).
    results
        Outputs, shape (runs, outputs); a run with one that is not finite is left out.
    method
        One of the three.
    factors, outputs
        Their names.
    resamples
        Number of resamples of the bootstrap.
    level
        Probability that an interval should hold, above 0 and below 1.
    seed
        Of the bootstrap.

    Returns
    -------
    Over `factor` and `output`: `delta`, or `pawn` and `pawn_max`, or `first`; the first and the last with
    `_low` and `_high`. Over `output`: `noise`, what the method finds for a made-up factor that does nothing.
    All are nan for outputs and factors that do not vary, and for outputs that vary too little for the method.
    Attributes: `method`, `level`, `runs`, `dropped`.

    Raises
    ------
    ValueError
        If shapes or names do not fit, there is no such method, or there are fewer than 100 finite runs.
    ImportError
        If SALib is not installed.

    References
    ----------
    .. [1] E. Borgonovo, "A new uncertainty importance measure," Reliability Engineering & System Safety
       92(6), 2007, 771-784.
    .. [2] E. Plischke, E. Borgonovo, C. L. Smith, "Global sensitivity measures from given data," European
       Journal of Operational Research 226(3), 2013, 536-550.
    .. [3] F. Pianosi, T. Wagener, "Distribution-based sensitivity analysis from a generic input-output
       sample," Environmental Modelling & Software 108, 2018, 197-207.
    .. [4] S. Tarantola, D. Gatelli, T. A. Mara, "Random balance designs for the estimation of first order
       global sensitivity indices," Reliability Engineering & System Safety 91(6), 2006, 717-727.
    """
    if method not in MEASURES:
        raise ValueError(f'method is "{method}". Write one of: {", ".join(MEASURES)}.')
    x, y = np.asarray(values, np.float64), np.asarray(results, np.float64)
    if x.ndim != 2 or y.ndim != 2 or len(x) != len(y):
        raise ValueError(
            f"values have the shape {x.shape} and results {y.shape}. Give them as (runs, factors) and (runs, "
            "outputs)."
        )
    named = check_names("factors", factors, x.shape[1]), check_names("outputs", outputs, y.shape[1])
    kept: Mask = np.asarray(np.isfinite(x).all(axis=1) & np.isfinite(y).all(axis=1))
    if kept.sum() < FEWEST:
        raise ValueError(f"{kept.sum()} of {len(kept)} runs are finite. Give {FEWEST} or more.")
    found = _measured(x[kept], y[kept], method, _Bootstrap(resamples, check_level(level), seed))
    variables: dict[str, Any] = {
        name: (("factor", "output"), one[:-1]) for name, one in zip(MEASURES[method], found, strict=True)
    }
    variables["noise"] = ("output", found[0, -1])
    facts = {"method": method, "level": level, "runs": int(kept.sum()), "dropped": int((~kept).sum())}
    return xr.Dataset(variables, coords={"factor": named[0], "output": named[1]}, attrs=facts)


class _Bootstrap(NamedTuple):
    resamples: int
    level: float
    seed: int


def _measured(x: Floats, y: Floats, method: Method, bootstrap: _Bootstrap) -> Floats:
    """Return the measures of all factors and of a made-up one, shape (measures, factors + 1, outputs)."""
    from scipy.stats import rankdata

    noise = np.random.default_rng(bootstrap.seed).permutation(len(x))
    ranks = np.column_stack([rankdata(x, axis=0), noise + 1.0]) / (len(x) + 1)
    varies = np.flatnonzero(~is_constant(ranks))
    found = np.full((len(MEASURES[method]), ranks.shape[1], y.shape[1]), np.nan)
    analyse = salib(method).analyze
    with untouched():
        for output in np.flatnonzero(~is_constant(y)).tolist():
            found[:, varies, output] = _of_output(analyse, method, ranks[:, varies], y[:, output], bootstrap)
    return found


def _of_output(analyse: Analysis, method: Method, x: Floats, y: Floats, bootstrap: _Bootstrap) -> Floats:
    """Return the measures of all factors for one output, shape (measures, factors)."""
    problem = {"num_vars": x.shape[1], "names": [f"x{place}" for place in range(x.shape[1])]}
    if method == "pawn":
        found = analyse(problem, x, y, S=SLICES)
        return np.stack([found["median"], found["maximum"]])
    resamples, level, seed = bootstrap
    options = {"num_resamples": resamples, "conf_level": level, "seed": seed + 1}  # 0 would not be a seed
    if method == "rbd_fast":
        found, name = analyse(problem, x, y, **options), "S1"
    else:
        try:
            found = analyse(problem, x, y, method="delta", **options)
        except ValueError:  # a resample of an output that hardly varies has no density
            return np.full((3, x.shape[1]), np.nan)
        name = "delta_raw"
    value, half = (np.asarray(found[key], np.float64) for key in (name, f"{name}_conf"))
    return np.stack([value, value - half, value + half])
