"""What an explanation is about: names that results must know."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tumen.base.names import ARROW

if TYPE_CHECKING:
    from tumen.results.results import Results

LONGEST_LIST = 30


def quantity_of(of: str) -> tuple[str, str]:
    """Return which variable moves, and its dimension: the strength of a dyad or the alignment of a pair."""
    return ("alignment", "pair") if ARROW in of else ("strength", "dyad")


def subject_of(results: "Results", scenario: str, of: str) -> str:
    """Return the name of a pair, or of a dyad written in either order.

    Raises
    ------
    ValueError
        If the scenario has no such pair or dyad.
    """
    variable, dim = quantity_of(of)
    levels = results.bands[f"{variable}_mean"].sel(scenario=scenario)
    known = levels.dropna(dim, how="all")[dim].values.tolist()
    turned = "-".join(reversed(of.split("-")))
    if dim == "dyad" and turned in known:
        return turned
    require(dim, of, known)
    return of


def scenario_of(results: "Results", scenario: str | None) -> str:
    """Return the name of a scenario: the first one, if none is given.

    Raises
    ------
    ValueError
        If it was not run.
    """
    if scenario is None:
        return results.scenarios[0]
    require("scenario", scenario, results.scenarios)
    return scenario


def months_of(results: "Results", scenario: str) -> list[str]:
    """Return the months of a scenario, as `YYYY-MM`."""
    time = results.bands["strength_mean"].sel(scenario=scenario).dropna("time", how="all")["time"]
    months: list[str] = time.dt.strftime("%Y-%m").values.tolist()
    return months


def require(dim: str, label: object, known: Sequence[object]) -> None:
    """Refuse a label that is not known; of many that are, tell the first and the last."""
    if label not in known:
        listed = ", ".join(map(str, known)) if len(known) <= LONGEST_LIST else f"{known[0]} to {known[-1]}"
        raise ValueError(f'the results have no {dim} "{label}". They have: {listed}.')
