"""A results folder: never overwritten, and there only when it is complete."""

import json
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING
from uuid import uuid4

from tumen.results import netcdf
from tumen.results.results import Results

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENSEMBLE, MANIFEST, FIGURES = "ensemble.nc", "manifest.json", "figures"


def refuse_taken(folder: Path) -> None:
    """Refuse a folder, or file, that exists.

    Raises
    ------
    FileExistsError
        With what to do instead.
    """
    if folder.exists():
        raise FileExistsError(f"{folder} exists, and results are never overwritten. Give another folder.")


def free_name(path: Path) -> Path:
    """Return the name of a folder or file, or the next one that is not taken: `name-2`, `name-3`, ..."""
    candidate, number = path, 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def write_folder(folder: Path, results: Results, figures: Mapping[str, "Figure"]) -> None:
    """Write results, manifest and figures (by name, without ending) into a new folder.

    Raises
    ------
    FileExistsError
        If the folder exists.
    """
    refuse_taken(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}")
    try:
        (unfinished / FIGURES).mkdir(parents=True)
        results.to_netcdf(unfinished / ENSEMBLE)
        text = json.dumps(results.manifest, indent=2, ensure_ascii=False)
        (unfinished / MANIFEST).write_text(text + "\n", encoding="utf-8")
        for name, figure in figures.items():
            figure.savefig(unfinished / FIGURES / f"{name}.png")
        refuse_taken(folder)
        unfinished.rename(folder)
    finally:
        rmtree(unfinished, ignore_errors=True)


def load(path: str | Path) -> Results:
    """Read results from a results folder or from a NetCDF file.

    Raises
    ------
    FileNotFoundError
        If there are none.
    """
    place = Path(path)
    file = place / ENSEMBLE if place.is_dir() else place
    if not file.is_file():
        raise FileNotFoundError(
            f"{file} does not exist. Give a results folder, or a file that to_netcdf wrote."
        )
    tree = netcdf.read(file)
    beside = place / MANIFEST
    text = beside.read_text(encoding="utf-8") if place.is_dir() else tree.attrs["provenance"]
    return Results(tree, json.loads(text))
