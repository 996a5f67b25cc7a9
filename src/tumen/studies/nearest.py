"""Which history to look at: the one nearest to a quantile."""

import numpy as np

from tumen.base.calendar import month_number
from tumen.results.labels import dates
from tumen.results.results import Results
from tumen.results.subject import months_of, quantity_of, require, scenario_of, subject_of


def nearest_history(
    results: Results, level: float, of: str, month: str, *, scenario: str | None = None
) -> int:
    """Return the history, of those kept, that comes nearest to a quantile in a month.

    Parameters
    ----------
    results
        Where to choose.
    level
        Of the quantile, from 0 to 1, among the histories kept.
    of
        The dyad, whose strength, or the directed pair, whose alignment is meant.
    month
        As in `2024-12`.
    scenario
        Whose histories; those of the first scenario by default.

    Raises
    ------
    ValueError
        If no path was kept, or the results do not hold the dyad, the month or the scenario.
    """
    name = scenario_of(results, scenario)
    subject = subject_of(results, name, of)
    require("month", month, months_of(results, name))
    variable, dim = quantity_of(subject)
    [date] = dates([month_number(month)])
    values = results.paths[variable].sel({"scenario": name, dim: subject, "time": date})
    if not values.size:
        raise ValueError("the path of no history was kept, so that none can be chosen by its quantile.")
    distances = np.abs(values.values - np.quantile(values, level))
    return int(values["replicate"][distances.argmin()])
