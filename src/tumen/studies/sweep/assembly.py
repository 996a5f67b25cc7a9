"""From the chunks of a sweep to its results: statistics of whole columns of answers, batch by batch."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.base.calendar import month_text
from tumen.results.chances import worth
from tumen.studies.sweep.asked import answer_key
from tumen.studies.sweep.outputs import Output, statistic_of
from tumen.studies.sweep.results import SweepResults
from tumen.studies.sweep.running import Runner
from tumen.studies.sweep.store import Chunk, Failure, Store

AT_ONCE: Final = 2**22  # answers in memory while statistics are computed


def assemble(runner: Runner, store: Store, *, origin: Mapping[str, Any] | None) -> SweepResults | None:
    """Return what the chunks of a store come to; None where one turned out damaged, and is to be run again.

    Memory holds some million answers at a time, however many histories there are.
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
                for some in _batches(len(points), replicates):
                    chunks = [_some(store.read(tile, stretch, [name]), some) for stretch in held]
                    whole = [chunk for chunk in chunks if chunk is not None]
                    if len(whole) < len(chunks):
                        return None
                    found = _told(output, name, whole, replicates)
                    place = slice(points.start + some.start, points.start + some.stop)
                    values[place, row, column], errors[place, row, column] = found[0], found[1] * inflated
                    failures |= {one.point: one for chunk in whole for one in chunk.failures}
    for point in failures:
        values[point], errors[point] = np.nan, np.nan
    lost = [failures[point] for point in sorted(failures)]
    return SweepResults(_data(runner, values, errors), lost, _facts(runner))


def _batches(points: int, replicates: int) -> Iterator[slice]:
    """Yield so many points at once that their answers are few enough for any memory."""
    size = max(1, AT_ONCE // replicates)
    for first in range(0, points, size):
        yield slice(first, min(first + size, points))


def _some(chunk: Chunk | None, points: slice) -> Chunk | None:
    """Return a chunk with some of its points only."""
    if chunk is None:
        return None
    return chunk._replace(answers={name: values[points].copy() for name, values in chunk.answers.items()})


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
