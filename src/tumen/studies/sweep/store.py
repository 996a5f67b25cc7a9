"""A store of what histories answered, in chunks that are there whole or not at all.

A chunk is named by the hash of everything that decides its content: so whatever is found is right, and what
an interruption left undone is simply not there.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple, final
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

Answers = Mapping[str, npt.NDArray[np.generic]]
TOLD: Final = "told"  # what of a chunk is text


@final
@dataclass(frozen=True)
class Failure:
    """A point that could not be run."""

    point: int
    message: str


class Chunk(NamedTuple):
    """What some points of a sweep answered: by name of the answer, shape (points, replicates)."""

    answers: Answers
    failures: Sequence[Failure]


@final
class Store:
    """Chunks in a folder.

    Parameters
    ----------
    folder
        Made when the first chunk is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def held(self, tile: str, replicates: int) -> list[range]:
        """Return the stretches of histories, from the first on end, that are there of a tile."""
        found = sorted((_replicates(path) for path in self.folder.glob(f"{tile}-*.npz")), key=_widest_first)
        chain: list[range] = []
        stop = 0
        for stretch in found:
            if stop < replicates and stretch.start == stop:
                chain.append(stretch)
                stop = stretch.stop
        return chain

    def keep(self, tile: str, replicates: range, chunk: Chunk) -> None:
        """Write a chunk, in one go.

        Raises
        ------
        OSError
            If it cannot be written; nothing is left of it then.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        told = json.dumps([[failure.point, failure.message] for failure in chunk.failures])
        content = BytesIO()
        arrays: dict[str, Any] = {name: _packed(values) for name, values in chunk.answers.items()}
        arrays[TOLD] = np.frombuffer(told.encode(), np.uint8)
        np.savez(content, allow_pickle=False, **arrays)
        path = self._path(tile, replicates)
        unfinished = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
        try:
            with unfinished.open("wb") as file:
                file.write(content.getbuffer())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def read(self, tile: str, replicates: range, names: Sequence[str]) -> Chunk | None:
        """Return some answers of a chunk; None if its file is damaged, which then is removed."""
        path = self._path(tile, replicates)
        try:
            with np.load(path, allow_pickle=False) as kept:
                told = json.loads(kept[TOLD].tobytes())
                answers = {name: kept[name] for name in names}
        except (BadZipFile, ValueError, EOFError, KeyError):
            path.unlink(missing_ok=True)
            return None
        return Chunk(answers, [Failure(point, message) for point, message in told])

    def tidy(self) -> None:
        """Remove what was being written when somebody pulled the plug."""
        for path in self.folder.glob(".*.npz.*"):
            path.unlink(missing_ok=True)

    def _path(self, tile: str, replicates: range) -> Path:
        return self.folder / f"{tile}-{replicates.start}-{replicates.stop}.npz"


def missing(held: Sequence[range], replicates: int, largest: int) -> Iterator[range]:
    """Yield the stretches of histories that are not held, none larger than told."""
    start = held[-1].stop if held else 0
    for first in range(start, replicates, largest):
        yield range(first, min(first + largest, replicates))


def _replicates(path: Path) -> range:
    _, start, stop = path.stem.rsplit("-", 2)
    return range(int(start), int(stop))


def _widest_first(stretch: range) -> tuple[int, int]:
    return stretch.start, -stretch.stop


def _packed(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Return values in single precision, or as truth values where they are such."""
    return values if values.dtype == np.bool_ else values.astype(np.float32)
