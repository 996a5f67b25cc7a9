"""Files by path, or by name from those that ship with tumen."""

from pathlib import Path

from tumen.base.problems import InputError, Problem, nearest

SUFFIX = ".yaml"


def find_file(name_or_path: str | Path, folder: Path, what: str) -> Path:
    """Return an existing file, else the one of this name in a folder; messages call it `what`.

    Raises
    ------
    InputError
        If there is neither.
    """
    path = Path(name_or_path)
    for candidate in (path, folder / f"{name_or_path}{SUFFIX}"):
        if candidate.is_file():
            return candidate
    hint = nearest(path.stem, (file.stem for file in folder.glob(f"*{SUFFIX}")))
    message = f"is neither a file nor the name of {what} that ships with tumen. {hint}"
    raise InputError([Problem(str(name_or_path), 0, 0, "", message)])
