"""A history once more: simulated again from what its results hold, and compared with them, bit for bit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.base.randomness import SCHEME
from tumen.ensemble.blocks import run_block
from tumen.ensemble.facts import scenario_facts
from tumen.ensemble.posterior import DEFAULT, PosteriorOf, posterior_of
from tumen.ensemble.tasks import Task
from tumen.model import ArrayModel
from tumen.parameters.particles import Particles
from tumen.results.provenance import registry_hash
from tumen.results.results import Results
from tumen.results.subject import scenario_of
from tumen.scenarios.load import scenario_of_text
from tumen.world.vocabulary import Key

Flows: TypeAlias = Mapping[Key, npt.NDArray[np.float64]]  # what was given in each month, shape (months,)


@final
@dataclass(frozen=True)
class Rerun:
    """One history, once more.

    Attributes
    ----------
    results
        The history as results of its own: its means are its values, its ledger tells why they moved.
    flows
        What actors gave each other, month by month.
    kept
        Whether its path was kept, and is the same. The numbers drawn and the months of events always are.
    """

    results: Results
    flows: Flows
    kept: bool


def rerun(
    results: Results, replicate: int, *, scenario: str | None = None, posterior: PosteriorOf = DEFAULT
) -> Rerun:
    """Simulate a history of some results again, with the posterior that they came from.

    Raises
    ------
    ValueError
        If there is no such history, if other software made the results, or if it comes out otherwise.
    """
    name = scenario_of(results, scenario)
    _check(results, replicate)
    text = results.tree["scenarios"]["resolved_text"].sel(scenario=name).item()
    loaded = scenario_of_text(text, name)
    flows: dict[Key, list[float]] = {}

    def watch(model: ArrayModel) -> None:
        for key, amount in model.moves.flows.items():
            flows.setdefault(key, []).append(float(amount[0]))

    particles = _particles(results, posterior)
    task = Task((loaded,), results.seed, full=True, ledger="histories", particles=particles)
    block = run_block(task, range(replicate, replicate + 1), watch)
    facts = [scenario_facts(loaded, block.results[name])]
    again = Results.assemble(facts, block.results, {}, manifest=results.manifest)
    differing = list(_differing(results, again, name, replicate))
    if differing:
        raise ValueError(
            f"history {replicate} came out otherwise than before, in: {', '.join(differing)}. "
            "Simulate it where the results were made: other code, NumPy or processors give other histories."
        )
    kept = replicate in results.paths["replicate"]
    return Rerun(again, {key: np.array(amounts) for key, amounts in flows.items()}, kept)


def _check(results: Results, replicate: int) -> None:
    if not 0 <= replicate < results.replicates:
        raise ValueError(
            f"there is no history {replicate}. Write a number from 0 to {results.replicates - 1}."
        )
    here = {"tumen": version("tumen"), "random_scheme": SCHEME, "parameters_sha256": registry_hash()}
    others = [name for name, value in here.items() if results.manifest[name] != value]
    if others:
        raise ValueError(
            f"no history can be simulated again: these results were made with another {', '.join(others)}. "
            "Install what made them, or run the scenario anew."
        )


def _particles(results: Results, posterior: PosteriorOf) -> Particles | None:
    """Return the particles that results came from, if any.

    Raises
    ------
    ValueError
        If they came from another posterior.
    """
    origin = results.manifest.get("posterior")
    if origin is None:
        return None
    found = posterior_of(posterior)
    if found is None or found.sha256 != origin["sha256"]:
        raise ValueError(
            "no history can be simulated again: these results were made with another posterior. "
            "Give the file of the calibration that they were run with."
        )
    return found.particles.turned(results.seed)


def _differing(results: Results, again: Results, scenario: str, replicate: int) -> Iterator[str]:
    """Yield the name of each part that is not the same; paths only where they were kept."""
    parts = {
        "drawn numbers": (results.parameters, again.parameters),
        "months of events": (results.events["month"], again.events["month"]),
    }
    if replicate in results.paths["replicate"]:
        parts |= {str(name): (results.paths[name], again.paths[name]) for name in again.paths}
    for name, (before, after) in parts.items():
        own = after.sel(scenario=scenario, replicate=replicate)
        if not _same(before.sel(scenario=scenario, replicate=replicate), own):
            yield name


def _same(before: xr.DataArray, after: xr.DataArray) -> bool:
    """Tell whether every value of `after` is that of `before`, which other scenarios may have made larger."""
    labels = {dim: after[dim] for dim in after.dims}
    return bool(np.array_equal(before.sel(labels).values, after.values, equal_nan=True))
