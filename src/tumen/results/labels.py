"""Numbers of blocks become labelled arrays: series go to the variable and label that they belong to."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.base.calendar import month_text
from tumen.results.schema import VARIABLES, Series

ORDER = (
    "scenario",
    "comparison",
    "replicate",
    "quantile",
    "time",
    *dict.fromkeys(v.dim for v in VARIABLES.values()),
)


def dates(months: Iterable[int]) -> npt.NDArray[np.datetime64]:
    """Return the first days of months."""
    return np.array([month_text(month) for month in months], "datetime64[M]").astype("datetime64[ns]")


def labelled(
    series: Sequence[Series], values: npt.NDArray[np.generic], dims: Sequence[str], suffix: str = ""
) -> dict[str, xr.DataArray]:
    """Return one labelled array for each variable, by name.

    Parameters
    ----------
    series
        What each row is.
    values
        Shape (series, *dims).
    dims
        Names of the dimensions after the first.
    suffix
        What is appended to the names, as in ``strength_mean``.
    """
    names = dict.fromkeys(line.variable for line in series)
    return {name + suffix: _labelled(name, series, values, dims) for name in names}


def _labelled(
    name: str, series: Sequence[Series], values: npt.NDArray[np.generic], dims: Sequence[str]
) -> xr.DataArray:
    rows = [row for row, line in enumerate(series) if line.variable == name]
    lines = [series[row] for row in rows]
    variable = VARIABLES[name]
    coordinates: dict[str, object] = {variable.dim: [line.label for line in lines]}
    attributes: dict[str, object] = {"units": variable.unit, "long_name": variable.long_name}
    if variable.low is None:
        coordinates |= _own_ranges(variable.dim, lines)
    else:
        attributes |= {"valid_min": variable.low, "valid_max": variable.high}
    return xr.DataArray(values[rows], coordinates, (variable.dim, *dims), attrs=attributes)


def _own_ranges(dim: str, lines: Sequence[Series]) -> dict[str, tuple[str, list[object]]]:
    """Return unit, meaning and range of each label, where they are not those of the variable."""
    return {
        f"{dim}_units": (dim, [line.unit for line in lines]),
        f"{dim}_meaning": (dim, [line.long_name for line in lines]),
        f"{dim}_valid_min": (dim, [line.low for line in lines]),
        f"{dim}_valid_max": (dim, [line.high for line in lines]),
    }
