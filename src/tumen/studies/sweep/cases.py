"""Cases of interest among the points of a sweep, and the boxes of factors that lead to them."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tumen.ensemble.columns import MONTH
from tumen.studies.discovery.cart import Leaves, cart
from tumen.studies.discovery.prim import prim
from tumen.studies.discovery.trade_off import TradeOff

if TYPE_CHECKING:
    from tumen.studies.sweep.results import SweepResults

FEWEST = 50  # points, below which boxes mean little


class Cases(NamedTuple):
    """Points of a sweep as scenario discovery takes them.

    Attributes
    ----------
    factors
        Values of each factor by its address, shape (points,).
    cases
        Whether each point is of interest, or which share of its histories is, shape (points,).
    months
        Factors that are months.
    units
        Of the factors, where they have one.
    """

    factors: dict[str, npt.NDArray[np.float64]]
    cases: npt.NDArray[Any]
    months: list[str]
    units: dict[str, str]


def cases_of(
    results: "SweepResults",
    output: str,
    *,
    above: float | None = None,
    below: float | None = None,
    scenario: str | None = None,
) -> Cases:
    """Return which points of a sweep are of interest: those with an output above or below something.

    A probability may go without a bound: then each point counts as far as its histories show it. Points that
    failed are left out.

    Parameters
    ----------
    results
        Of a sweep.
    output
        Name of an output, as in `results.outputs`.
    above, below
        The bound; one of the two.
    scenario
        The first by default.

    Raises
    ------
    ValueError
        If there is no such output or scenario, the bound is missing or double, or points are too few.
    """
    values = results.of(output, scenario)
    sound = np.isfinite(values)
    if sound.sum() < FEWEST:
        raise ValueError(f"{sound.sum()} points are too few to find boxes in. Sweep {FEWEST} or more.")
    values = values[sound]
    if above is not None and below is not None:
        raise ValueError("above and below are both given. Give one of the two.")
    told = str(results.data["told"].sel(output=output).item())
    if above is None and below is None and not told.startswith("probability"):
        raise ValueError(f'"{output}" is no probability. Tell what is of interest: above or below a number.')
    cases: npt.NDArray[Any] = values
    if above is not None:
        cases = values > above
    elif below is not None:
        cases = values < below
    points = results.data["factors"].values[sound]
    pairs = zip(results.factors, results.data["unit"].values.tolist(), strict=True)
    units = {name: unit for name, unit in pairs if unit}
    months = [name for name, unit in units.items() if unit == MONTH]
    return Cases(
        {name: points[:, place] for place, name in enumerate(results.factors)},
        cases,
        months,
        {name: unit for name, unit in units.items() if unit != MONTH},
    )


def boxes(
    results: "SweepResults",
    output: str,
    *,
    above: float | None = None,
    below: float | None = None,
    scenario: str | None = None,
    **options: Any,
) -> TradeOff:
    """Find boxes of factors that lead to an output above or below something; see `cases_of` and `prim`.

    Raises
    ------
    ValueError
        As these do.
    """
    factors, cases, months, units = cases_of(results, output, above=above, below=below, scenario=scenario)
    return prim(factors, cases, months=months, units=units, **options)


def leaves(
    results: "SweepResults",
    output: str,
    *,
    above: float | None = None,
    below: float | None = None,
    scenario: str | None = None,
    **options: Any,
) -> Leaves:
    """Grow a classification tree on the points of a sweep; see `cases_of` and `cart`.

    Raises
    ------
    ValueError
        As these do.
    ImportError
        If scikit-learn is not installed.
    """
    factors, cases, months, units = cases_of(results, output, above=above, below=below, scenario=scenario)
    return cart(factors, cases, months=months, units=units, **options)
