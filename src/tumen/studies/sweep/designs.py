"""Designs: the points at which factors are looked at, as rows of a table [1]_ [2]_ [3]_.

References
----------
.. [1] A. B. Owen, "Scrambled Sobol' points", in: A. Owen, Practical Quasi-Monte Carlo Integration, 2023.
.. [2] A. Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics
   Communications 181, 2010, 259-270.
.. [3] M. D. Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33,
   1991, 161-174.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, final

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

from tumen.studies.sweep.factors import Factor
from tumen.studies.sweep.written_designs import (
    AnyDesign,
    Listing,
    Morris,
    OneAtATime,
    PointList,
    Random,
    Saltelli,
)

Table = npt.NDArray[np.float64]
CENTRE = 0.5  # the share at which a factor stays while others change


@final
@dataclass(frozen=True)
class Design:
    """Points, and how they were chosen.

    Attributes
    ----------
    written
        The method and its numbers.
    factors
        What varies.
    values
        Of each factor at each point, shape (points, factors), in the unit of the factor; months as numbers.
    shares
        Where in its distribution each value lies, of the same shape; not a number where values are listed.
    groups
        Name of each group to the places of its factors; a factor alone is a group of its own name.
    """

    written: AnyDesign
    factors: tuple[Factor, ...]
    values: Table
    shares: Table
    groups: Mapping[str, tuple[int, ...]]

    def __len__(self) -> int:
        """Count the points."""
        return len(self.values)

    def given(self, points: slice) -> dict[str, npt.NDArray[np.float32]]:
        """Return the values of some points by address, as histories hold them."""
        rows = self.values[points]
        return {factor.address: factor.given(rows[:, k]) for k, factor in enumerate(self.factors)}

    def point(self, number: int) -> dict[str, str]:
        """Return the values of a point by address, as texts."""
        return {f.address: f.told(value) for f, value in zip(self.factors, self.values[number], strict=True)}


def design_of(
    written: AnyDesign, factors: Sequence[Factor], groups: Mapping[str, Sequence[str]], seed: int
) -> Design:
    """Return the points of a design; those of a longer Sobol or Saltelli design begin with the shorter's."""
    grouped = _grouped(factors, groups)
    if isinstance(written, Listing | PointList):
        listed = [factor.listed for factor in factors]
        rows = product(*listed) if written.method == "grid" else zip(*listed, strict=True)
        values = np.array(list(rows), np.float64)
        return Design(written, tuple(factors), values, np.full(values.shape, np.nan), grouped)
    shares = _shares(written, len(factors), grouped, seed)
    values = np.stack([factor.values(shares[:, k]) for k, factor in enumerate(factors)], axis=1)
    return Design(written, tuple(factors), values, shares, grouped)


def _grouped(factors: Sequence[Factor], groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, ...]]:
    places = {factor.address: place for place, factor in enumerate(factors)}
    named = {name: tuple(places[address] for address in members) for name, members in groups.items()}
    taken = {place for members in named.values() for place in members}
    alone = {address: (place,) for address, place in places.items() if place not in taken}
    return {**named, **alone}


def _shares(written: AnyDesign, factors: int, groups: Mapping[str, tuple[int, ...]], seed: int) -> Table:
    match written:
        case OneAtATime():
            rows = np.full((1 + 2 * factors, factors), CENTRE)
            for place in range(factors):
                rows[1 + 2 * place, place], rows[2 + 2 * place, place] = written.low, written.high
            return rows
        case Random(method="lhs"):
            return _table(qmc.LatinHypercube(factors, rng=_generator(seed)).random(written.points))
        case Random():
            return _sobol(factors, written.points, seed)
        case Saltelli():
            both = _sobol(2 * factors, written.base_points, seed)
            return _saltelli(both[:, :factors], both[:, factors:], groups, written.second_order)
        case Morris():
            return _morris(written, factors, groups, seed)
        case _:
            raise TypeError(f"{written} lists its values")


def _sobol(dimensions: int, points: int, seed: int) -> Table:
    return _table(qmc.Sobol(dimensions, rng=_generator(seed)).random_base2(points.bit_length() - 1))


def _saltelli(a: Table, b: Table, groups: Mapping[str, tuple[int, ...]], second_order: bool) -> Table:
    """Return, base point by base point: a, a with each group from b, perhaps the reverse, and b."""
    mixed = []
    for one, other in ((a, b), (b, a))[: 1 + second_order]:
        for members in groups.values():
            taken = one.copy()
            taken[:, members] = other[:, members]
            mixed.append(taken)
    return np.stack([a, *mixed, b], axis=1).reshape(-1, a.shape[1])


def _morris(written: Morris, factors: int, groups: Mapping[str, tuple[int, ...]], seed: int) -> Table:
    """Return trajectories on a grid of levels, each a walk that moves every group once by half the range.

    With p levels a step is p / (2 (p - 1)) of the range, which visits all levels equally often [3]_.
    """
    rng, levels = _generator(seed), written.levels
    step = levels / (2 * (levels - 1))
    starts = np.arange(levels // 2) / (levels - 1)
    rows = []
    for _ in range(written.trajectories):
        low = rng.choice(starts, factors)
        up = rng.random(factors) < CENTRE
        point = np.where(up, low, low + step)
        rows.append(point)
        for name in rng.permutation(list(groups)):
            members = list(groups[name])
            point = point.copy()
            point[members] = np.where(up, low + step, low)[members]
            rows.append(point)
    return np.array(rows)


def _generator(seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, 0x5EE9])


def _table(rows: Any) -> Table:
    return np.asarray(rows, np.float64)
