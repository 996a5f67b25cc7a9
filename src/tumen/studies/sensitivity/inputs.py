"""What all analyses ask of what they are given: names that fit, and the library that some of them need."""

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

ROUNDING: Final = 1e-12  # of the largest value: outputs that vary by less do not vary


def salib(method: str) -> ModuleType:
    """Return a module of SALib that analyses.

    Raises
    ------
    ImportError
        If SALib is not installed.
    """
    try:
        return import_module(f"SALib.analyze.{method}")
    except ModuleNotFoundError as missing:
        package = (missing.name or "SALib").partition(".")[0]
        raise ImportError(
            f'{package} is not installed. Install it with: python -m pip install "tumen[analysis]"'
        ) from missing


@contextmanager
def untouched() -> Iterator[None]:
    """Undo what SALib changes for everybody: NumPy's global generator, and how warnings are told.

    Meanwhile linear algebra keeps to one thread, as several lose time on arrays as small as SALib's.
    """
    from threadpoolctl import threadpool_limits

    luck = np.random.get_state()  # noqa: NPY002 - SALib draws from it
    wording = warnings.formatwarning
    try:
        with warnings.catch_warnings(record=True), threadpool_limits(1):
            yield
    finally:
        np.random.set_state(luck)  # noqa: NPY002
        warnings.formatwarning = wording


def check_names(what: str, names: Sequence[str], size: int) -> list[str]:
    """Return names as a list.

    Raises
    ------
    ValueError
        If there are more or fewer than things to be named, or two are the same.
    """
    if len(names) != size:
        raise ValueError(f"{len(names)} {what} are named, but the arrays hold {size}. Name each of them.")
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise ValueError(f'two of the {what} are named "{twice[0]}". Give each a name of its own.')
    return list(names)


def check_level(level: float) -> float:
    """Return the probability that an interval should hold.

    Raises
    ------
    ValueError
        If it is out of range.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level is {level:g}. Write a number above 0 and below 1, for example 0.9.")
    return level


def is_constant(values: Floats) -> Mask:
    """Return which columns vary by no more than rounding, shape (outputs,)."""
    constant: Mask = np.ptp(values, axis=0) <= ROUNDING * np.abs(values).max(axis=0)
    return constant


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names in a line, the first few of many."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"
