"""What of a sweep's outputs is due to which factor: the design is known, so that nobody can mismatch it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from tumen.studies.sensitivity.given import Method, given_data
from tumen.studies.sensitivity.screening import elementary_effects
from tumen.studies.sensitivity.sobol import SobolIndices, sobol_indices
from tumen.studies.sensitivity.tornado import tornado

if TYPE_CHECKING:
    from tumen.studies.sweep.results import SweepResults

METHODS = {"saltelli": "sobol", "morris": "morris", "one_at_a_time": "tornado"}  # of designs


def sobol(
    results: "SweepResults", *, scenario: str | None = None, measures: Sequence[str] = (), **options: Any
) -> SobolIndices:
    """Return Sobol indices of all outputs of a sweep at once, of groups where it has some.

    Parameters
    ----------
    results
        Of a sweep with a Saltelli design.
    scenario
        The first by default.
    measures
        Names of measures; all by default.
    **options
        Those of `sobol_indices`: resamples, level, seed.

    Raises
    ------
    ValueError
        If the design is another, or there is no such scenario or measure.
    """
    _check(results, "saltelli")
    groups = list(results.design["groups"])
    values, outputs = _values(results, scenario, measures)
    runs = values.reshape(results.design["base_points"], -1, len(outputs)).swapaxes(0, 1)
    count = len(groups)
    ba = runs[1 + count : 1 + 2 * count] if results.design["second_order"] else None
    return sobol_indices(
        runs[0], runs[-1], runs[1 : 1 + count], ba, factors=groups, outputs=outputs, **options
    )


def morris(
    results: "SweepResults", *, scenario: str | None = None, measures: Sequence[str] = (), **options: Any
) -> xr.Dataset:
    """Return elementary effects of each group, as `elementary_effects` does, of a sweep with a Morris design.

    Raises
    ------
    ValueError
        If the design is another, or there is no such scenario or measure.
    ImportError
        If SALib is not installed.
    """
    _check(results, "morris")
    values, outputs = _values(results, scenario, measures)
    group_of = {place: name for name, places in results.design["groups"].items() for place in places}
    return elementary_effects(
        results.data["shares"].values,
        values,
        factors=results.factors,
        outputs=outputs,
        levels=results.design["levels"],
        groups=[group_of[place] for place in range(len(results.factors))],
        **options,
    )


def swings(
    results: "SweepResults", *, scenario: str | None = None, measures: Sequence[str] = ()
) -> pd.DataFrame:
    """Return how far outputs swing with each factor, as `tornado` does, of a one-at-a-time design.

    Raises
    ------
    ValueError
        If the design is another, or there is no such scenario or measure.
    """
    _check(results, "one_at_a_time")
    values, outputs = _values(results, scenario, measures)
    ends = values[1:].reshape(-1, 2, len(outputs))
    return tornado(values[0], ends, factors=results.factors, outputs=outputs)


def given(
    results: "SweepResults",
    *,
    method: Method = "delta",
    scenario: str | None = None,
    measures: Sequence[str] = (),
    **options: Any,
) -> xr.Dataset:
    """Return how outputs depend on factors, as `given_data` does, of any design with many values of each.

    Raises
    ------
    ValueError
        If there is no such scenario or measure, or points are too few.
    ImportError
        If SALib is not installed.
    """
    values, outputs = _values(results, scenario, measures)
    sound = np.isfinite(values).all(axis=1)
    return given_data(
        results.data["factors"].values[sound],
        values[sound],
        method=method,
        factors=results.factors,
        outputs=outputs,
        **options,
    )


def _check(results: "SweepResults", method: str) -> None:
    found = results.design["method"]
    if found != method:
        hint = METHODS.get(found, "given")
        raise ValueError(f"this sweep has the design {found}, not {method}. Ask for {hint}, or sweep anew.")


def _values(
    results: "SweepResults", scenario: str | None, measures: Sequence[str]
) -> tuple[npt.NDArray[np.float64], list[str]]:
    """Return outputs of some measures, shape (points, outputs), and their names."""
    known = list(dict.fromkeys(results.data["measure"].values.tolist()))
    strangers = [name for name in measures if name not in known]
    if strangers:
        raise ValueError(f'"{strangers[0]}" is not a measure of this sweep. Known: {", ".join(known)}.')
    wanted = results.data["measure"].isin(list(measures) or known).values
    outputs = [name for name, is_wanted in zip(results.outputs, wanted, strict=True) if is_wanted]
    columns = [results.of(name, scenario) for name in outputs]
    return np.stack(columns, axis=1), outputs
