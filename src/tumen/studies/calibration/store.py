"""The store: what a calibration has computed already, so that it can go on where it was cut off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, final
from uuid import uuid4

import numpy as np

from tumen.studies.calibration.importance import Drawn
from tumen.studies.calibration.target import Histories

PARTS: Final = ("coordinates", "steps", "numbers", "features", "biases", "by_item", "log_ratio")


@final
class Store:
    """Keeps blocks of histories in a folder, each under the hash of what it rests on.

    Parameters
    ----------
    folder
        Where to keep them; None keeps nothing.
    key
        What everything rests on.
    """

    def __init__(self, folder: Path | None, key: str) -> None:
        self._folder, self._key = folder, key

    def kept(self, name: str, make: Callable[[], Drawn[Histories]]) -> Drawn[Histories]:
        """Return a block: the one that is kept, or else a new one, which is kept."""
        if self._folder is None:
            return make()
        path = self._folder / f"{self._key[:16]}-{name}.npz"
        if path.exists():
            with np.load(path) as file:
                parts = {part: file[part] for part in PARTS}
            return _drawn(parts)
        drawn = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.stem}-{uuid4().hex[:8]}.npz")
        np.savez(unfinished, **_parts(drawn))
        unfinished.replace(path)
        return drawn

    def clear(self) -> None:
        """Remove what is kept."""
        for path in [] if self._folder is None else self._folder.glob(f"{self._key[:16]}-*.npz"):
            path.unlink()
        if self._folder is not None and self._folder.is_dir() and not any(self._folder.iterdir()):
            self._folder.rmdir()


def _parts(drawn: Drawn[Histories]) -> dict[str, Any]:
    kept = drawn.kept
    arrays = (drawn.coordinates, *kept, drawn.by_item, drawn.log_ratio)
    return dict(zip(PARTS, arrays, strict=True))


def _drawn(parts: dict[str, Any]) -> Drawn[Histories]:
    kept = Histories(parts["steps"], parts["numbers"], parts["features"], parts["biases"])
    return Drawn(parts["coordinates"], kept, parts["by_item"], parts["log_ratio"])
