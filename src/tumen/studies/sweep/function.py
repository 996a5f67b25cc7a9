"""The model as a plain function of its factors, for other libraries to call."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, final

import numpy as np
import numpy.typing as npt

from tumen.ensemble.posterior import DEFAULT, PosteriorOf, posterior_of
from tumen.studies.sweep.asked import answer_key
from tumen.studies.sweep.designs import Design
from tumen.studies.sweep.outputs import statistic_of
from tumen.studies.sweep.reading import read_sweep
from tumen.studies.sweep.running import TILE, Job, Runner

Table = npt.NDArray[np.float64]


@final
class Function:
    """Outputs of a sweep file as a function of its factors; its design does not matter here.

    The same histories, with the same luck, are run for all values: so it is a smooth function as far as the
    model is one, without noise of its own.

    Parameters
    ----------
    file
        Path of a sweep file, or name of one that ships with tumen.
    scenario
        The one whose outputs are returned; the first by default.
    replicates
        Number of histories, in place of the file's.
    posterior
        Where parameters and the past come from, as in `tumen.run`.
    workers
        Number of processes or threads; all usable cores by default.

    Raises
    ------
    InputError
        With every fault of the file.
    ValueError
        If the sweep has no such scenario, or a factor that only lists values.
    """

    def __init__(
        self,
        file: str | Path,
        *,
        scenario: str | None = None,
        replicates: int | None = None,
        posterior: PosteriorOf = DEFAULT,
        workers: int | None = None,
    ) -> None:
        self._sweep = read_sweep(file, replicates=replicates)
        known = [one.name for one in self._sweep.scenarios]
        self.scenario = known[0] if scenario is None else scenario
        if self.scenario not in known:
            raise ValueError(f'"{scenario}" is not in this sweep. Known: {", ".join(known)}.')
        self._posterior, self._workers = posterior_of(posterior), workers
        self.names = [factor.address for factor in self._sweep.design.factors]
        self.outputs = [output.name for output in self._sweep.outputs]

    @property
    def problem(self) -> dict[str, Any]:
        """What SALib calls a problem, in shares of each factor's distribution: from 0 to 1."""
        groups = {place: name for name, places in self._sweep.design.groups.items() for place in places}
        return {
            "num_vars": len(self.names),
            "names": list(self.names),
            "bounds": [[0.0, 1.0] for _ in self.names],
            "groups": [groups[place] for place in range(len(self.names))],
            "outputs": list(self.outputs),
        }

    def __call__(self, parameters: Mapping[str, npt.ArrayLike]) -> dict[str, Any]:
        """Return the outputs by name, for a value of each factor by address.

        Values may be numbers, and the outputs are numbers then; or arrays of shape (points,), which run at
        once, much faster than one after another. Months are numbers of months since year 0.

        Raises
        ------
        ValueError
            If factors are missing or unknown, or arrays differ in length.
        """
        if set(parameters) != set(self.names):
            wanted, got = ", ".join(self.names), ", ".join(map(str, parameters))
            raise ValueError(f"the factors are {wanted}; given were {got or 'none'}. Give a value of each.")
        columns = [np.asarray(parameters[name], np.float64) for name in self.names]
        values = np.stack(np.broadcast_arrays(*map(np.atleast_1d, columns)), axis=1)
        found = self._run(values)
        if all(column.ndim == 0 for column in columns):
            return {name: float(found[0, place]) for place, name in enumerate(self.outputs)}
        return {name: found[:, place] for place, name in enumerate(self.outputs)}

    def at(self, shares: npt.ArrayLike) -> Table:
        """Return outputs (points, outputs) at shares (points, factors) of the factors' distributions.

        Raises
        ------
        ValueError
            If the shape is another, or a share lies outside 0 to 1.
        """
        table = np.asarray(shares, np.float64)
        if table.ndim != 2 or table.shape[1] != len(self.names):
            raise ValueError(f"the shares have shape {table.shape}. Give (points, {len(self.names)}).")
        if not ((table >= 0) & (table <= 1)).all():
            raise ValueError("a share lies outside 0 to 1. Give shares of each factor's distribution.")
        factors = self._sweep.design.factors
        listed = [factor.address for factor in factors if factor.spread is None]
        if listed:
            raise ValueError(f"{listed[0]} lists its values. Give it a distribution in the sweep file.")
        return self._run(np.stack([f.values(table[:, k]) for k, f in enumerate(factors)], axis=1))

    def _run(self, values: Table) -> Table:
        design = self._sweep.design
        unknown = np.full(values.shape, np.nan)
        here = Design(design.written, design.factors, values, unknown, design.groups)
        runner = Runner(replace(self._sweep, design=here), self._posterior, self._workers)
        replicates = range(self._sweep.file.replicates)
        ready = runner.engines(len(values) * len(replicates), show=False)
        tables = []
        for first in range(0, len(values), TILE):
            job = Job(range(first, min(first + TILE, len(values))), "", replicates)
            chunk = runner.run(job, ready, lambda _: None)
            if chunk.failures:
                failure = chunk.failures[0]
                raise ValueError(f"point {failure.point}, {here.point(failure.point)}: {failure.message}")
            keys = ["/".join(answer_key(output, self.scenario)) for output in self._sweep.outputs]
            columns = [
                statistic_of(output.statistic, chunk.answers[key])[0]
                for output, key in zip(self._sweep.outputs, keys, strict=True)
            ]
            tables.append(np.stack(columns, axis=1))
        return np.concatenate(tables)


def function(file: str | Path, **of: Any) -> Function:
    """Return the outputs of a sweep file as a plain function of its factors; see `Function`."""
    return Function(file, **of)
