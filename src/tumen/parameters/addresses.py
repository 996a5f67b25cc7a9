"""The addresses of all parameters, without reading what the files say of them: a cheap check of names."""

import re
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"

_OPENS_A_MAP = re.compile(r"(?P<indent>(?:  )*)(?P<key>[^\s#:]+):\s*(?:#.*)?")


def parameter_addresses(folder: Path = DATA) -> tuple[str, ...]:
    """Return the address of every parameter below a folder, in the order of its files."""
    files = sorted(folder.rglob("*.yaml"))
    return tuple(address for file in files for address in _addresses(file, folder))


def _addresses(file: Path, folder: Path) -> Iterator[str]:
    """Yield the address of each entry: on level 0 of a file, or on level 2 of its section `pairs`."""
    stem = file.relative_to(folder).with_suffix("").as_posix()
    route: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if match := _OPENS_A_MAP.fullmatch(line):
            route = [*route[: len(match["indent"]) // 2], match["key"]]
            if route[0] == "pairs" and len(route) == 3:
                yield "/".join(route)
            elif route[0] != "pairs" and len(route) == 1:
                yield f"{stem}/{route[0]}"
