"""A sweep from its file to its results, in a folder from which it can be resumed."""

import json
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tumen.base.problems import InputError, Problem
from tumen.ensemble.posterior import DEFAULT, PosteriorOf, outdated, posterior_of
from tumen.studies.sweep.assembly import assemble
from tumen.studies.sweep.costs import check_budget
from tumen.studies.sweep.reading import Sweep, read_sweep
from tumen.studies.sweep.results import SWEEP, SweepResults
from tumen.studies.sweep.running import Runner, carry_out
from tumen.studies.sweep.store import Store

CHUNKS: Final = "chunks"
FACTS: Final = "sweep.json"
FOLDER: Final = Path("sweeps")


def sweep(
    file: str | Path,
    *,
    output: str | Path | None = None,
    replicates: int | None = None,
    posterior: PosteriorOf = DEFAULT,
    workers: int | None = None,
    show_progress: bool = True,
) -> SweepResults:
    """Run the same histories at every point of a design.

    What was run is kept in the folder, chunk by chunk: the same call goes on after an interruption, and one
    with more replicates, or more points of a Sobol or Saltelli design, runs only what is new.

    Parameters
    ----------
    file
        Path of a sweep file, or name of one that ships with tumen.
    output
        Folder for chunks and results; by default ``sweeps/NAME``.
    replicates
        Number of histories of each point, in place of the file's.
    posterior
        Where parameters and the past come from, as in `tumen.run`.
    workers
        Number of processes or threads; all usable cores by default.
    show_progress
        Tell on the standard error how far the run is.

    Raises
    ------
    InputError
        With every fault of the file, or what the sweep would take beyond its budget.
    OSError
        If a chunk cannot be kept; all others are.
    """
    chosen = posterior_of(posterior)
    for text in () if chosen is None else outdated(chosen):
        warnings.warn(text, stacklevel=2)
    read = read_sweep(file, replicates=replicates)
    folder = folder_of(read, output)
    runner, store = Runner(read, chosen, workers), Store(folder / CHUNKS)
    check_budget(read, chosen, folder / CHUNKS, workers)
    _begin(folder, read)
    origin = None if chosen is None else chosen.origin
    results = None
    while results is None:  # a damaged chunk is run once more
        carry_out(runner, store, runner.plan(store), show=show_progress)
        results = assemble(runner, store, origin=origin)
    results.write(folder / SWEEP)
    return results


def folder_of(read: Sweep, output: str | Path | None) -> Path:
    """Return the folder of a sweep."""
    return FOLDER / read.name if output is None else Path(output)


def _begin(folder: Path, read: Sweep) -> None:
    """Make the folder, and keep in it what is run.

    Raises
    ------
    InputError
        If the folder holds something else.
    """
    facts = folder / FACTS
    if folder.is_dir() and any(folder.iterdir()) and not facts.exists():
        message = "holds something else than a sweep. Give another folder."
        raise InputError([Problem(str(folder), 0, 0, "", message)])
    (folder / CHUNKS).mkdir(parents=True, exist_ok=True)
    told = {
        "tumen": version("tumen"),
        "sweep": read.document.value,
        "scenarios": {one.name: json.loads(one.resolved_text) for one in read.scenarios},
    }
    unfinished = facts.with_name(f".{FACTS}")
    unfinished.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.replace(facts)
