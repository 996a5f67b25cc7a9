"""Where the scenarios, the questions and the evidence that ship with tumen lie."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
CHECKOUT = PACKAGE.parents[1]


def scenarios_folder() -> Path:
    """Return the folder of the shipped scenarios."""
    return _shipped("scenarios")


def questions_folder() -> Path:
    """Return the folder of the shipped files of questions."""
    return scenarios_folder() / "questions"


def sweeps_folder() -> Path:
    """Return the folder of the shipped sweeps."""
    return scenarios_folder() / "sweeps"


def seeds_folder() -> Path:
    """Return the folder of the evidence records."""
    return _shipped("seeds")


def _shipped(name: str) -> Path:
    """Return the copy inside the installed package, or the checkout's own where there is none."""
    inside = PACKAGE / f"_{name}"
    return inside if inside.is_dir() else CHECKOUT / name
