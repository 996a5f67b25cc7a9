"""Factors of a design, and the cases that they may lead to: read once, and every fault told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.problems import counted, nearest

Kind: TypeAlias = Literal["number", "whole", "month", "category"]
Numbers: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Column: TypeAlias = tuple[npt.NDArray[Any], str | None]  # values, and what is wrong with them

UNKNOWN: Final = -1.0  # code of a category that the sample does not hold
TRUTH: Final = ("no", "yes")


@final
@dataclass(frozen=True)
class Factor:
    """A column of the design.

    Attributes
    ----------
    name
        As the caller knows it.
    kind
        `number`, `whole` number, `month` counted as in `tumen.base.calendar`, or `category`.
    title
        What sentences and figures call it.
    unit
        Of its values; may be empty.
    lowest, highest
        Among the cases; infinite for a category, so that equal factors compare equal.
    categories
        Those that occur, in order of the alphabet; truth values are `no` and `yes`.
    """

    name: str
    kind: Kind
    title: str
    unit: str
    lowest: float
    highest: float
    categories: tuple[str, ...] = ()

    def coded(self, values: npt.ArrayLike) -> Numbers:
        """Return values as numbers: of categories, their places among the known ones, or -1.

        Raises
        ------
        ValueError
            If values are missing, or text where numbers belong or the other way round.
        """
        given, fault = _read_factor(values)
        if fault is None and (given.dtype.kind == "U") != (self.kind == "category"):
            fault = f"are {'text' if given.dtype.kind == 'U' else 'numbers'}, unlike those read first"
        if fault is not None:
            raise ValueError(f'values of "{self.name}" {fault}.')
        return _codes(given, self.categories)


@final
@dataclass(frozen=True, eq=False)
class Sample:
    """Cases, and what led to them.

    Attributes
    ----------
    factors
        The columns of the design.
    values
        Their numbers, and codes of categories, shape (factors, cases).
    cases
        How far each is of interest, 0 to 1, shape (cases,).
    left
        Those that no earlier box took, shape (cases,).
    """

    factors: tuple[Factor, ...]
    values: Numbers
    cases: Numbers
    left: Mask

    @property
    def shares(self) -> bool:
        """Whether cases tell shares of their histories."""
        return not np.isin(self.cases, (0, 1)).all()

    def part(self, rows: npt.NDArray[np.intp]) -> "Sample":
        """Return some of the cases, as if there were no others."""
        return replace(self, values=self.values[:, rows], cases=self.cases[rows], left=self.left[rows])

    def without(self, taken: Mask) -> "Sample":
        """Return all cases, of which some are now taken."""
        return replace(self, left=self.left & ~taken)


def read_sample(
    factors: Mapping[str, npt.ArrayLike],
    cases: npt.ArrayLike,
    *,
    threshold: float | None = None,
    months: Collection[str] = (),
    units: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Sample:
    """Read factors and cases.

    Text and truth values are categories, integers are whole numbers, and floating-point numbers are numbers.

    Parameters
    ----------
    factors
        Values of each factor by its name, each of shape (cases,).
    cases
        Whether each case is of interest, or how far: a share of its histories, 0 to 1, shape (cases,).
    threshold
        A case counts in full where `cases` lies above, and else not at all; by default it counts as far as
        `cases` says.
    months
        Names of factors that are months, counted as in `tumen.base.calendar`.
    units, titles
        Units and readable names of factors, of those that have any.

    Raises
    ------
    ValueError
        If anything is missing or does not fit, with every fault, or if no case is of interest.
    """
    interest, problems = _read_cases(cases)
    units, titles = units or {}, titles or {}
    for word, names in (("months", months), ("units", units), ("titles", titles)):
        unknown = (name for name in names if name not in factors)
        problems += [f'{word}: "{name}" is no factor. {nearest(name, factors)}' for name in unknown]
    read = {name: _read_factor(values) for name, values in factors.items()}
    for name, column in read.items():
        problems += _faults(name, column, len(interest), name in months)
    if not factors:
        problems.append("no factor is given. Give the values of at least one by its name.")
    if problems:
        raise ValueError("\n".join(problems))
    if threshold is not None:
        interest = (interest > threshold).astype(np.float64)
    if not interest.any():
        raise ValueError(
            f"none of {counted(len(interest), 'case')} is of interest, so there is nothing to find. "
            "Choose a lower threshold, or another measure."
        )
    described = tuple(
        _described(name, column, name in months, titles.get(name, name), units.get(name, ""))
        for name, (column, _) in read.items()
    )
    values = np.array(
        [_codes(read[factor.name][0], factor.categories) for factor in described], dtype=np.float64
    )
    return Sample(described, values, interest, np.ones(len(interest), dtype=np.bool_))


def _read_cases(cases: npt.ArrayLike) -> tuple[Numbers, list[str]]:
    given, fault = _read(cases)
    if fault is None and given.dtype.kind == "U":
        fault = "hold text"
    if fault is not None:
        return np.zeros(given.shape[:1] or 1), [f"the cases {fault}. Give a truth value or a share for each."]
    interest = given.astype(np.float64)
    if not interest.size:
        return interest, ["there are no cases. Give at least one."]
    if interest.min() < 0 or interest.max() > 1:
        return interest, [
            f"the cases run from {interest.min():g} to {interest.max():g}. Give truth values or shares from "
            "0 to 1; of another measure, say what is of interest, as in `measure > 3`."
        ]
    return interest, []


def _read_factor(values: npt.ArrayLike) -> Column:
    given, fault = _read(values)
    return np.array(TRUTH)[given.astype(np.intp)] if given.dtype.kind == "b" else given, fault


def _read(values: npt.ArrayLike) -> Column:
    """Return values as truth values, numbers or text, and what is wrong with them."""
    given = np.asarray(values)
    if given.ndim != 1:
        return given, f"have the shape {given.shape}, not one value a case"
    if given.dtype.kind == "O":
        from pandas import isna

        lacking = np.asarray(isna(given))
        if lacking.any():
            return given, _lacking(lacking)
        kinds = {isinstance(value, str) for value in given.tolist()}
        given = np.array(given.tolist())
        if len(kinds) > 1:
            return given, "mix text and numbers"
    if given.dtype.kind == "f" and not np.isfinite(given).all():
        return given, _lacking(~np.isfinite(given))
    if given.dtype.kind not in "biufU":
        return given, f"are neither numbers nor text but {given.dtype}"
    return given, None


def _lacking(lacking: Mask) -> str:
    first = int(lacking.argmax())
    return (
        f"lack a finite one in {lacking.sum():,} of {counted(lacking.size, 'case')}, first in case {first}, "
        "counted from 0; leave such cases out, or fill them in"
    )


def _faults(name: str, column: Column, size: int, month: bool) -> Iterator[str]:
    values, fault = column
    if fault is not None:
        yield f'values of "{name}" {fault}.'
    elif len(values) != size:
        yield f'values of "{name}" are {len(values):,}, and the cases {size:,}. Give one for each case.'
    elif month and (values.dtype.kind == "U" or not np.equal(np.mod(values, 1), 0).all()):
        yield f'values of "{name}" are said to be months, but are not whole numbers.'


def _described(name: str, values: npt.NDArray[Any], month: bool, title: str, unit: str) -> Factor:
    if values.dtype.kind == "U":
        return Factor(name, "category", title, unit, -np.inf, np.inf, tuple(np.unique(values).tolist()))
    kind: Kind = "month" if month else "number" if values.dtype.kind == "f" else "whole"
    return Factor(name, kind, title, unit, float(values.min()), float(values.max()))


def _codes(values: npt.NDArray[Any], categories: tuple[str, ...]) -> Numbers:
    if not categories:
        return values.astype(np.float64)
    known = np.array(categories)
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.where(known[places] == values, places.astype(np.float64), UNKNOWN)
