"""Classification and regression trees: the cases split in two again and again, each leaf a box."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple, final

import numpy as np
import numpy.typing as npt

from tumen.base.randomness import check_seed, stream_id
from tumen.studies.discovery.boxes import Box, measured
from tumen.studies.discovery.factors import Numbers, Sample, read_sample
from tumen.studies.discovery.limits import Limit, between, whole
from tumen.studies.discovery.pruning import Tree, errors_of, leaves_of, worths

if TYPE_CHECKING:
    import pandas as pd

SMALLEST: Final = 0.05  # of all cases
FOLDS: Final = 10
HIGH: Final = 0.5  # density


@final
@dataclass(frozen=True, eq=False)
class Leaves:
    """Leaves of a tree as boxes: each case lies in one of them, and their coverages add up to 1.

    Attributes
    ----------
    boxes
        The leaves, the densest first.
    complexity
        What a leaf had to take off the mean squared error to stay.
    errors
        By complexities tried, the mean squared error in cases not used for the tree, its standard error, and
        the number of leaves: columns `complexity`, `error`, `standard_error`, `leaves` and `chosen`.
    """

    boxes: tuple[Box, ...]
    complexity: float
    errors: "pd.DataFrame" = field(repr=False)

    def __getitem__(self, number: int) -> Box:
        return self.boxes[number]

    def __len__(self) -> int:
        return len(self.boxes)

    def __iter__(self) -> Iterator[Box]:
        return iter(self.boxes)

    def dense(self, at_least: float = HIGH) -> tuple[Box, ...]:
        """Return the leaves of some density, which are also denser than all cases together."""
        return tuple(
            box
            for box in self
            if box.restricted and box.density >= max(at_least, box.of_shown / box.of_points)
        )

    def sentences(self, at_least: float = HIGH, *, shows: str = "show it") -> list[str]:
        """Return a sentence for each dense leaf."""
        return [box.sentence(shows) for box in self.dense(at_least)]

    def table(self) -> "pd.DataFrame":
        """Return a row a leaf, the densest first.

        Columns: `number`, `density`, `coverage`, `mass`, `points`, `dimensions` and `sentence`.
        """
        import pandas as pd

        rows = [
            (number, box.density, box.coverage, box.mass, box.points, len(box.restricted), box.sentence())
            for number, box in enumerate(self)
        ]
        columns = ["number", "density", "coverage", "mass", "points", "dimensions", "sentence"]
        return pd.DataFrame(rows, columns=columns)

    def __str__(self) -> str:
        return "\n".join(box.sentence() for box in self)


@final
class _Column(NamedTuple):
    """What the tree sees of a factor: ranks of its numbers, or whether it is of a category."""

    place: int  # of the factor
    category: str | None
    values: Numbers  # those that occur, in order


def cart(
    factors: Mapping[str, npt.ArrayLike],
    cases: npt.ArrayLike,
    *,
    threshold: float | None = None,
    smallest: float = SMALLEST,
    folds: int = FOLDS,
    seed: int = 0,
    months: Collection[str] = (),
    units: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Leaves:
    """Return the leaves of a tree that tells cases of interest from others [1]_.

    The tree grows by least squares, which for whole cases is Gini's impurity, and also serves shares. It sees
    numbers by their ranks, so that no scale matters, and each category as one against all others. Then it is
    pruned to the smallest tree whose error, in cross-validation, is within a standard error of the least.

    Parameters
    ----------
    factors, cases, threshold, months, units, titles
        What to look in, as in `tumen.studies.discovery.factors.read_sample`.
    smallest
        Share of all cases that a leaf holds at least.
    folds
        Parts into which the cases are divided, 2 or more; each tests a tree grown in the others.
    seed
        Which cases go into which part: a whole number from 0 to 2**64 - 1.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.
    ValueError
        If anything does not fit, or no case is of interest.

    References
    ----------
    .. [1] L. Breiman, J. H. Friedman, R. A. Olshen, C. J. Stone, Classification and Regression Trees, 1984,
       chapters 3 and 8.
    """
    sample = read_sample(factors, cases, threshold=threshold, months=months, units=units, titles=titles)
    size = sample.cases.size
    if not 0 < smallest <= 0.5:
        raise ValueError(f"smallest is {smallest:g}. Write a share above 0, and 0.5 at most.")
    if not 2 <= folds <= size:
        raise ValueError(f"folds is {folds}. Write a number from 2 to that of the cases, {size}.")
    columns = list(_columns(sample))
    design = np.array([_seen(column, sample) for column in columns], dtype=np.float32).T
    grow = partial(_grown, smallest=smallest)
    chance = np.random.default_rng([check_seed(seed), stream_id("discovery/cart")])
    errors = errors_of(grow, design, sample.cases, chance.permutation(size) % folds)
    complexity = float(errors.loc[errors["chosen"], "complexity"].iloc[0])
    tree = grow(design, sample.cases)
    leaf = leaves_of(tree, worths(tree), complexity)
    limits = _leaves(tree, leaf, columns, tuple(whole(factor) for factor in sample.factors))
    boxes = [measured(one, sample) for one in limits]
    return Leaves(tuple(sorted(boxes, key=lambda box: -box.density)), complexity, errors)


def _columns(sample: Sample) -> Iterator[_Column]:
    for place, (factor, values) in enumerate(zip(sample.factors, sample.values, strict=True)):
        occur = np.unique(values)
        if factor.kind == "category":
            yield from (_Column(place, name, occur) for name in factor.categories)
        else:
            yield _Column(place, None, occur)


def _seen(column: _Column, sample: Sample) -> Numbers:
    values = sample.values[column.place]
    if column.category is None:
        seen = np.searchsorted(column.values, values)
    else:
        seen = values == sample.factors[column.place].categories.index(column.category)
    return np.asarray(seen, dtype=np.float64)


def _grown(design: npt.NDArray[np.float32], cases: Numbers, *, smallest: float) -> Tree:
    try:
        from sklearn.tree import DecisionTreeRegressor
    except ModuleNotFoundError:
        raise ImportError(
            'trees need scikit-learn. Install it with: python -m pip install "tumen[analysis]"'
        ) from None
    fewest = max(ceil(smallest * len(cases)), 1)
    return DecisionTreeRegressor(min_samples_leaf=fewest, random_state=0).fit(design, cases).tree_


def _leaves(
    tree: Tree, leaf: set[int], columns: Sequence[_Column], limits: tuple[Limit, ...], node: int = 0
) -> Iterator[tuple[Limit, ...]]:
    """Yield the limits of each leaf below a node whose limits are given."""
    if node in leaf:
        yield limits
        return
    column = columns[tree.feature[node]]
    left, right = _split(limits[column.place], column, tree.threshold[node])
    for child, limit in ((tree.children_left[node], left), (tree.children_right[node], right)):
        narrowed = (*limits[: column.place], limit, *limits[column.place + 1 :])
        yield from _leaves(tree, leaf, columns, narrowed, child)


def _split(limit: Limit, column: _Column, threshold: float) -> tuple[Limit, Limit]:
    if column.category is not None:
        others = tuple(name for name in limit.among if name != column.category)
        return replace(limit, among=others), replace(limit, among=(column.category,))
    last = int(threshold)
    below, above = column.values[last], column.values[last + 1]
    return (
        replace(limit, high=between(limit.factor, above, below)),
        replace(limit, low=between(limit.factor, below, above)),
    )
