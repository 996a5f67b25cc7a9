"""Copies of the checkout, changed by the files of a fixture and by the steps of a guide."""

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import final

FIXTURES = Path(__file__).parent
KEPT = ("docs", "scenarios", "seeds", "src", "tests", "pyproject.toml")
PROGRAMS = {"tumen": ("-m", "tumen"), "pytest": ("-m", "pytest", "-q", "-p", "no:cacheprovider")}


@final
@dataclass(frozen=True)
class Copy:
    """A copy of the checkout, in which programs find its own tumen."""

    folder: Path

    @classmethod
    def of(cls, repository: Path, folder: Path) -> "Copy":
        """Copy what a run and its tests need; the times of files are kept, and with them compiled modules."""
        for name in KEPT:
            source = repository / name
            if source.is_dir():
                shutil.copytree(source, folder / name)
            elif source.is_file():
                shutil.copy2(source, folder / name)
        return cls(folder)

    def lay(self, fixture: str) -> None:
        """Lay the files of a fixture over the copy."""
        shutil.copytree(FIXTURES / fixture, self.folder, dirs_exist_ok=True)

    def put(self, file: Path, name: str) -> None:
        """Put a file under a name."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, self.folder / name)

    def remove(self, *names: str) -> None:
        """Remove files and folders."""
        for name in names:
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def change(self, name: str, hunk: str) -> None:
        """Change a file as a hunk of a diff says, whose old lines must stand in it exactly once."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        old, new = (_side(hunk, sign) for sign in "-+")
        assert text.count(old) == 1, f"{name} has {text.count(old)} times:\n{old}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, command: str) -> str:
        """Run a command line of tumen or pytest and return what it prints; it must succeed."""
        program, *arguments = shlex.split(command, comments=True)
        done = subprocess.run(
            [sys.executable, *PROGRAMS[program], *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "src")},
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def _side(hunk: str, sign: str) -> str:
    """Return the lines of a hunk before (-) or after (+) the change."""
    return "".join(f"{line[1:]}\n" for line in hunk.splitlines() if line[:1] in {"", " ", sign})
