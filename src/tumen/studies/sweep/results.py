"""What a sweep came to: numbers of each point, as labelled arrays and tables."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from tumen.base.calendar import month_text
from tumen.results import netcdf
from tumen.studies.sweep.store import Failure

if TYPE_CHECKING:
    from tumen.studies.discovery.cart import Leaves
    from tumen.studies.discovery.trade_off import TradeOff
    from tumen.studies.sensitivity.sobol import SobolIndices

SWEEP: Final = "sweep.nc"
GROUP: Final = "sweep"


@final
@dataclass(frozen=True)
class SweepResults:
    """What a sweep came to.

    Attributes
    ----------
    data
        ``value`` and ``standard_error`` (point, scenario, output), ``factors`` and ``shares`` (point, factor)
        in the unit of the factor, months as numbers; failed points hold no numbers.
    failures
        Points that could not be run, and why.
    design
        Method, groups and seed, as the file says them.
    """

    data: xr.Dataset
    failures: Sequence[Failure]
    design: Mapping[str, Any]

    @property
    def factors(self) -> list[str]:
        """Addresses of what varies."""
        return [str(name) for name in self.data["factor"].values]

    @property
    def outputs(self) -> list[str]:
        """Names of what is measured."""
        return [str(name) for name in self.data["output"].values]

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios."""
        return [str(name) for name in self.data["scenario"].values]

    @property
    def replicates(self) -> int:
        """Number of histories of each point."""
        return int(self.data.attrs["replicates"])

    def sobol(self, **of: Any) -> "SobolIndices":
        """Return Sobol indices of all outputs; see `tumen.studies.sweep.analysis.sobol`."""
        from tumen.studies.sweep.analysis import sobol

        return sobol(self, **of)

    def morris(self, **of: Any) -> xr.Dataset:
        """Return elementary effects of all outputs; see `tumen.studies.sweep.analysis.morris`."""
        from tumen.studies.sweep.analysis import morris

        return morris(self, **of)

    def tornado(self, **of: Any) -> pd.DataFrame:
        """Return how far outputs swing with each factor; see `tumen.studies.sweep.analysis.swings`."""
        from tumen.studies.sweep.analysis import swings

        return swings(self, **of)

    def given(self, **of: Any) -> xr.Dataset:
        """Return how outputs depend on factors, from any design; see `tumen.studies.sweep.analysis.given`."""
        from tumen.studies.sweep.analysis import given

        return given(self, **of)

    def prim(self, output: str, **of: Any) -> "TradeOff":
        """Find boxes of factors that lead to an output above or below something; see `sweep.cases.boxes`."""
        from tumen.studies.sweep.cases import boxes

        return boxes(self, output, **of)

    def cart(self, output: str, **of: Any) -> "Leaves":
        """Grow a classification tree on the points; see `tumen.studies.sweep.cases.leaves`."""
        from tumen.studies.sweep.cases import leaves

        return leaves(self, output, **of)

    def export(self, path: Path) -> None:
        """Write the table as CSV or Parquet, by the ending of the path.

        Raises
        ------
        ValueError
            If the ending is another, or what writes Parquet is not installed.
        """
        match path.suffix:
            case ".csv":
                self.table().to_csv(path, index=False)
            case ".parquet":
                try:
                    self.table().to_parquet(path, index=False)
                except ImportError as error:
                    message = "to write Parquet, install: python -m pip install pyarrow"
                    raise ValueError(message) from error
            case _:
                raise ValueError(f"{path} ends neither in .csv nor in .parquet. Write one of the two.")

    def table(self) -> pd.DataFrame:
        """Return a row a point and scenario: factors as they are told, outputs, standard errors."""
        points, scenarios = self.data.sizes["point"], self.scenarios
        rows = pd.MultiIndex.from_product([range(points), scenarios], names=["point", "scenario"])
        factors = {name: np.repeat(self.told(name), len(scenarios)) for name in self.factors}
        values = self.data["value"].values.reshape(-1, len(self.outputs))
        errors = self.data["standard_error"].values.reshape(-1, len(self.outputs))
        columns: dict[str, Any] = dict(factors)
        for place, name in enumerate(self.outputs):
            columns[name], columns[f"{name} se"] = values[:, place], errors[:, place]
        return pd.DataFrame(columns, index=rows).reset_index()

    def told(self, factor: str) -> npt.NDArray[Any]:
        """Return the values of a factor at every point, months as texts."""
        values = self.data["factors"].sel(factor=factor).values
        if self.data["unit"].sel(factor=factor).item() != "month":
            return np.asarray(values)
        return np.array([month_text(int(value)) for value in values])

    def of(self, output: str, scenario: str | None = None) -> npt.NDArray[np.float64]:
        """Return an output at every point, shape (points,), in a scenario, by default the first.

        Raises
        ------
        ValueError
            If there is no such output or scenario.
        """
        place = self.scenarios[0] if scenario is None else scenario
        for name, known in ((output, self.outputs), (place, self.scenarios)):
            if name not in known:
                raise ValueError(f'"{name}" is not in this sweep. Known: {", ".join(known[:8])}.')
        found: npt.NDArray[np.float64] = self.data["value"].sel(output=output, scenario=place).values
        return found

    def write(self, path: Path) -> None:
        """Write everything to a NetCDF file, the same bytes for the same sweep."""
        facts = {
            "design": dict(self.design),
            "failures": [[failure.point, failure.message] for failure in self.failures],
        }
        data = self.data.assign_attrs(facts=json.dumps(facts))  # the order of groups is that of the design
        netcdf.write(xr.DataTree.from_dict({GROUP: data}), path)

    def __repr__(self) -> str:
        return f"{self.headline()}\n\n{self.summary().to_string(float_format='{:.4g}'.format)}"

    def _repr_html_(self) -> str:
        table: str = self.summary().to_html(float_format="{:.4g}".format)
        return f"<p>{self.headline()}</p>{table}"

    def headline(self) -> str:
        """Return what was swept, in a line."""
        sizes = self.data.sizes
        failed = f"; {len(self.failures)} points failed" if self.failures else ""
        return (
            f"tumen sweep: {self.design['title']}; {sizes['point']:,} points ({self.design['method']}) of "
            f"{sizes['factor']} factors, {self.data.attrs['replicates']:,} histories each in "
            f"{', '.join(self.scenarios)}; seed {self.design['seed']}{failed}"
        )

    def summary(self) -> pd.DataFrame:
        """Return, for each scenario and output, its least, middle and largest value over the points."""
        values, rows = self.data["value"], []
        for scenario in self.scenarios:
            for output in self.outputs:
                cell = values.sel(scenario=scenario, output=output).values
                error = self.data["standard_error"].sel(scenario=scenario, output=output).values
                known = cell[np.isfinite(cell)]
                ends = np.quantile(known, [0, 0.5, 1]) if known.size else np.full(3, np.nan)
                typical = np.nanmedian(error) if np.isfinite(error).any() else np.nan
                rows.append((scenario, output, *ends, typical))
        columns = ["scenario", "output", "least", "median", "most", "typical se"]
        return pd.DataFrame(rows, columns=columns).set_index(["scenario", "output"])


def read_results(path: Path) -> SweepResults:
    """Read a sweep that was written.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    file = path / SWEEP if path.is_dir() else path
    if not file.is_file():
        raise FileNotFoundError(f"{file} does not exist. Give the folder of a sweep that is finished.")
    data = netcdf.read(file)[GROUP].to_dataset()
    facts = json.loads(data.attrs.pop("facts"))
    failures = [Failure(point, message) for point, message in facts["failures"]]
    return SweepResults(data, failures, facts["design"])
