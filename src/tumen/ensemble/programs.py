"""Programs: a scenario as machine code, written once and kept for the next time."""

import json
import os
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import tumen
from tumen.ensemble.program import Program, read_program
from tumen.scenarios.schema import Scenario


def can_compile() -> bool:
    """Tell whether the compiler is installed."""
    return find_spec("llvmlite") is not None


def is_compiled(scenario: Scenario, *, ledger: bool, expected: bool = False) -> bool:
    """Tell whether a scenario is compiled already."""
    return _paths(scenario, ledger, expected).ready


def known_program(scenario: Scenario) -> Program | None:
    """Return what is known of a scenario that is compiled already, with or without a ledger."""
    for ledger in (True, False) if can_compile() else ():
        paths = _paths(scenario, ledger, expected=False)
        if paths.ready:
            return _read(paths.known)
    return None


def compiled(scenario: Scenario, *, ledger: bool, expected: bool = False) -> tuple[Program, bytes]:
    """Return a scenario's program and its code, compiled if need be and kept for the next time."""
    paths = _paths(scenario, ledger, expected)
    if not paths.ready:
        from tumen.compiled.machine import machine_code
        from tumen.ensemble.writing import write

        written, text = write(scenario, ledger=ledger, expected=expected)
        _keep(paths.known, json.dumps(asdict(written)).encode())
        _keep(paths.code, machine_code(text))
    return _read(paths.known), paths.code.read_bytes()


def key_of(scenario: Scenario, *, ledger: bool, expected: bool = False) -> str:
    """Return what tells programs apart: scenario, processor, compiler, and the source of tumen."""
    from tumen.compiled.machine import processor

    decides = [scenario.sha256, f"{ledger} {expected}", processor(), _sources()]
    return sha256("\n".join(decides).encode()).hexdigest()[:32]


class _Paths(NamedTuple):
    """Where a program is kept."""

    known: Path
    code: Path

    @property
    def ready(self) -> bool:
        """Whether it is there."""
        return self.known.exists() and self.code.exists()


def _paths(scenario: Scenario, ledger: bool, expected: bool) -> _Paths:
    path = _folder() / key_of(scenario, ledger=ledger, expected=expected)
    return _Paths(path.with_suffix(".json"), path.with_suffix(".o"))


@lru_cache(maxsize=8)
def _read(known: Path) -> Program:
    return read_program(json.loads(known.read_bytes()))


def _folder() -> Path:
    """Return where programs are kept."""
    if "TUMEN_CACHE" in os.environ:
        return Path(os.environ["TUMEN_CACHE"])
    from platformdirs import user_cache_path

    return user_cache_path("tumen")


@lru_cache(maxsize=1)
def _sources() -> str:
    """Return a hash of everything in the package that decides what a program does."""
    folder = Path(tumen.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".yaml"))
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def _keep(path: Path, content: bytes) -> None:
    """Write a file in one go, whoever else may be writing it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
