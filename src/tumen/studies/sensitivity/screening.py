"""Screening: elementary effects along trajectories, which find the factors that hardly matter in few runs."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.studies.sensitivity.inputs import Floats, Mask, check_level, check_names, salib, untouched

EXACT: Final = 1e-9  # difference of shares that counts as none


def elementary_effects(
    shares: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    factors: Sequence[str],
    outputs: Sequence[str],
    levels: int,
    groups: Sequence[str] | None = None,
    resamples: int = 200,
    level: float = 0.9,
    seed: int = 0,
) -> xr.Dataset:
    r"""Return the measures of Morris [1]_ and Campolongo [2]_ of each factor, or group, and output, by SALib.

    An elementary effect is how far an output moves as one factor moves by :math:`\Delta`, over
    :math:`\Delta = p / 2 (p - 1)`, the step of p levels.

    Parameters
    ----------
    shares
        Design points as shares of each factor's range or probability, shape (points, factors): trajectories
        on end, in each of which every factor, or group, moves once by :math:`\pm\Delta`.
    values
        Outputs at them, shape (points, outputs). A trajectory with a value that is not finite is left out.
    factors, outputs
        Their names.
    levels
        Number of levels p of the design.
    groups
        The group of each factor, if factors move in groups.
    resamples
        Number of resamples of the bootstrap.
    level
        Probability that an interval should hold, above 0 and below 1.
    seed
        Of the bootstrap.

    Returns
    -------
    Over `factor` (the groups, if there are any) and `output`, in the unit of the output: `mu`, the mean
    effect; `mu_star`, the mean size of effects, with `mu_star_low` and `mu_star_high`; `sigma`, their
    standard deviation, which is large if a factor acts in bends or with others. A group of several factors
    has neither `mu` nor `sigma`, as it moves in no direction. Attributes: `level`, `trajectories`, `dropped`.

    Raises
    ------
    ValueError
        If shapes or names do not fit, points are no trajectories, or fewer than two trajectories are finite.
    ImportError
        If SALib is not installed.

    References
    ----------
    .. [1] M. D. Morris, "Factorial sampling plans for preliminary computational experiments," Technometrics
       33(2), 1991, 161-174.
    .. [2] F. Campolongo, J. Cariboni, A. Saltelli, "An effective screening design for sensitivity analysis of
       large models," Environmental Modelling & Software 22(10), 2007, 1509-1518.
    """
    points, results = np.asarray(shares, np.float64), np.asarray(values, np.float64)
    if points.ndim != 2 or results.ndim != 2 or len(points) != len(results):
        raise ValueError(
            f"shares have the shape {points.shape} and values {results.shape}. Give them as (points, "
            "factors) and (points, outputs)."
        )
    named = (
        check_names("factors", factors, points.shape[1]),
        check_names("outputs", outputs, results.shape[1]),
    )
    membership = named[0] if groups is None else list(groups)
    length = _check_trajectories(points, membership, levels)
    kept: Mask = np.asarray(np.isfinite(results).reshape(-1, length * len(named[1])).all(axis=1))
    if kept.sum() < 2:
        raise ValueError(f"{kept.sum()} of {len(kept)} trajectories are finite throughout. Give at least 2.")
    rows = np.repeat(kept, length)
    problem = {"num_vars": len(membership), "names": named[0], "groups": membership}
    options = {"num_levels": levels, "num_resamples": resamples, "conf_level": check_level(level)}
    library = salib("morris")
    with untouched():
        found = [
            library.analyze(problem, points[rows], one, seed=seed + 1, **options) for one in results[rows].T
        ]
    facts = {"level": level, "trajectories": int(kept.sum()), "dropped": int((~kept).sum())}
    return _labelled(found, membership, named[1]).assign_attrs(facts)


def _check_trajectories(points: Floats, membership: list[str], levels: int) -> int:
    """Return the number of points in a trajectory, refusing points that are none."""
    groups = list(dict.fromkeys(membership))
    length, step = len(groups) + 1, levels / (2 * (levels - 1))
    if len(membership) != points.shape[1]:
        raise ValueError(f"{len(membership)} factors have a group, of {points.shape[1]}. Give each one.")
    if len(points) == 0 or len(points) % length:
        raise ValueError(f"{len(points)} points are no trajectories of {length}. Give {length} for each.")
    moves = np.abs(np.diff(points.reshape(-1, length, points.shape[1]), axis=1))
    moved = moves > EXACT
    own = np.array([[one == name for one in membership] for name in groups])
    once = (moved[:, :, np.newaxis] == own).all(axis=3).sum(axis=1) == 1  # shape (trajectories, groups)
    bad = ~once.all(axis=1) | (moved & (np.abs(moves - step) > EXACT)).any(axis=(1, 2))
    if bad.any():
        raise ValueError(
            f"the trajectory number {int(bad.argmax()) + 1} does not move one factor or group at a time, "
            f"each once by {step:.4g}, as {levels} levels ask for. Give trajectories of a design of Morris."
        )
    return length


def _labelled(found: list[dict[str, Any]], membership: list[str], outputs: list[str]) -> xr.Dataset:
    """Return what SALib found of each output, as one set."""
    names = [str(name) for name in found[0]["names"]]
    several = np.array([membership.count(name) > 1 for name in names])
    mu, star, sigma, half = (
        np.stack([np.ma.filled(one[name], np.nan) for one in found], axis=1).astype(np.float64)
        for name in ("mu", "mu_star", "sigma", "mu_star_conf")
    )
    measures = {
        "mu": np.where(several[:, np.newaxis], np.nan, mu),
        "mu_star": star,
        "mu_star_low": np.maximum(star - half, 0),
        "mu_star_high": star + half,
        "sigma": sigma,
    }
    variables = {name: (("factor", "output"), values) for name, values in measures.items()}
    return xr.Dataset(variables, coords={"factor": names, "output": outputs})
