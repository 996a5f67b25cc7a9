"""What a sweep came to: numbers of each point, as labelled arrays and tables."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from tumen.base.calendar import month_text
from tumen.results import netcdf
from tumen.results.chances import worth
from tumen.studies.sweep.asked import answer_key
from tumen.studies.sweep.outputs import Output, statistic_of
from tumen.studies.sweep.running import Runner
from tumen.studies.sweep.store import Chunk, Failure, Store

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
        data = self.data.assign_attrs(facts=json.dumps(facts, sort_keys=True))
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


def assemble(runner: Runner, store: Store, *, origin: Mapping[str, Any] | None) -> SweepResults | None:
    """Return what the chunks of a store come to; None where one turned out damaged, and is to be run again.

    Memory holds the answers of one output of one tile at a time.
    """
    sweep = runner.sweep
    scenarios = [scenario.name for scenario in sweep.scenarios]
    shape = len(sweep.design), len(scenarios), len(sweep.outputs)
    values, errors = np.full(shape, np.nan), np.full(shape, np.nan)
    failures: dict[int, Failure] = {}
    replicates = sweep.file.replicates
    inflated = np.sqrt(replicates / worth(replicates, origin))
    for points, tile in runner.tiles:
        held = store.held(tile, replicates)
        for row, scenario in enumerate(scenarios):
            for column, output in enumerate(sweep.outputs):
                name = "/".join(answer_key(output, scenario))
                chunks = [store.read(tile, stretch, [name]) for stretch in held]
                if any(chunk is None for chunk in chunks):
                    return None
                found = _told(output, name, [chunk for chunk in chunks if chunk is not None], replicates)
                place = slice(points.start, points.stop)
                values[place, row, column], errors[place, row, column] = found[0], found[1] * inflated
                failures |= {one.point: one for chunk in chunks if chunk for one in chunk.failures}
    for point in failures:
        values[point], errors[point] = np.nan, np.nan
    lost = [failures[point] for point in sorted(failures)]
    return SweepResults(_data(runner, values, errors), lost, _facts(runner))


def _told(
    output: Output, name: str, chunks: Sequence[Chunk], replicates: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    answers = np.concatenate([chunk.answers[name] for chunk in chunks], axis=1)[:, :replicates]
    return statistic_of(output.statistic, answers)


def _data(runner: Runner, values: Any, errors: Any) -> xr.Dataset:
    sweep = runner.sweep
    design, outputs = sweep.design, sweep.outputs
    dims = ("point", "scenario", "output")
    return xr.Dataset(
        {
            "value": (dims, values),
            "standard_error": (dims, errors),
            "factors": (("point", "factor"), design.values),
            "shares": (("point", "factor"), design.shares),
        },
        {
            "scenario": [scenario.name for scenario in sweep.scenarios],
            "output": [output.name for output in outputs],
            "measure": ("output", [output.measure for output in outputs]),
            "month": ("output", ["" if one.month is None else month_text(one.month) for one in outputs]),
            "told": ("output", [output.told for output in outputs]),
            "factor": [factor.address for factor in design.factors],
            "unit": ("factor", [factor.unit for factor in design.factors]),
            "low": ("factor", [factor.span[0] for factor in design.factors]),
            "high": ("factor", [factor.span[1] for factor in design.factors]),
        },
        attrs={"replicates": sweep.file.replicates},
    )


def _facts(runner: Runner) -> dict[str, Any]:
    sweep = runner.sweep
    return {
        "title": sweep.file.title,
        "seed": sweep.file.seed,
        "luck": sweep.file.luck,
        "groups": {name: list(places) for name, places in sweep.design.groups.items()},
        "sweep_sha256": sweep.sha256,
        **sweep.file.design.model_dump(),
    }
