r"""What it would be worth to know a parameter: the expected value of perfect partial information.

.. math:: \operatorname{Var}(E[Y \mid \theta_i])

is what knowing :math:`\theta_i` takes off the expected Brier score of a forecast of :math:`Y`, and, over
:math:`p (1 - p)`, the first-order sensitivity index of the answer. One ensemble is enough, since a regression
of the answers on the values drawn tells :math:`E[Y \mid \theta_i]` [1]_; here on bins of equally likely
values [2]_, from which the bias of many bins is taken off. What varies within a bin is left out: of a linear
relation to a normal parameter, twenty bins hold 98 %.

References
----------
.. [1] M. Strong, J. E. Oakley, A. Brennan, "Estimating multiparameter partial expected value of perfect
   information from a probabilistic sensitivity analysis sample: a nonparametric regression approach," Medical
   Decision Making 34(3), 2014, 311-326.
.. [2] M. Strong, J. E. Oakley, "An efficient method for computing single-parameter partial expected value of
   perfect information," Medical Decision Making 33(6), 2013, 755-766.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tumen.ensemble.columns import scenario_columns
from tumen.parameters.draws import Draws
from tumen.parameters.particles import Particles
from tumen.parameters.registry import load_registry
from tumen.scenarios.schema import Scenario
from tumen.studies.watch.value import Estimate, Places, cuts, resolution, tally

AT_ONCE: Final = 32  # columns, so that large ensembles fit the memory


def values_drawn(
    scenario: Scenario, seed: int, replicates: int, particles: Particles | None
) -> Iterator[tuple[str, npt.NDArray[np.floating[Any]]]]:
    """Yield each column that varies, by address, with its value in each history, shape (replicates,)."""
    columns = scenario_columns(scenario, load_registry())
    varying = [address for address, column in columns.items() if column.varies]
    histories = range(replicates)
    for start in range(0, len(varying), AT_ONCE):
        some = {address: columns[address] for address in varying[start : start + AT_ONCE]}
        given: Mapping[str, Any] = {} if particles is None else particles.lived(some, histories).shares
        yield from Draws.from_columns(some, seed, histories, given).columns.items()


def evppi(
    values: npt.NDArray[Any], answers: npt.NDArray[np.bool_], groups: Places, *, least: int
) -> Estimate:
    """Return what knowing a parameter takes off the expected Brier score of a question.

    Parameters
    ----------
    values
        Of the parameter in each history, shape (replicates,).
    answers
        Whether each history answers yes.
    groups
        The group of each history: those of one particle, which share a value, are together.
    least
        Histories in a bin, at least.
    """
    return resolution(tally(values, cuts(values, least), answers, groups))
