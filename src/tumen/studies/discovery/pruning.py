"""Pruning of a tree: which branches are worth their leaves, as told by cases that did not grow it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from tumen.studies.discovery.factors import Numbers

if TYPE_CHECKING:
    import pandas as pd

LEAF = -1  # in place of the child of a leaf
Nodes: TypeAlias = npt.NDArray[np.intp]
Tree: TypeAlias = Any  # arrays over nodes, as scikit-learn holds them: a node stands before its children
Grow: TypeAlias = Callable[[npt.NDArray[np.float32], Numbers], Tree]


def worths(tree: Tree) -> Numbers:
    r"""Return the complexity from which each node is better a leaf, by weakest links [1]_; 0 for leaves.

    Cut off again and again is the branch whose leaves take least off the mean squared error, each:

    .. math:: \frac{R(t) - R(T_t)}{|T_t| - 1}

    References
    ----------
    .. [1] L. Breiman, J. H. Friedman, R. A. Olshen, C. J. Stone, Classification and Regression Trees, 1984,
       chapter 3.
    """
    errors = tree.impurity * tree.weighted_n_node_samples / tree.weighted_n_node_samples[0]
    worth = np.where(tree.children_left == LEAF, 0.0, np.inf)
    level = 0.0
    while np.isinf(worth[0]):
        links = dict(_links(tree, errors, worth))
        weakest = min(links.values())
        level = max(level, weakest)
        worth[[node for node, link in links.items() if link <= weakest]] = level
        gone = ends(tree, worth, level) != np.arange(tree.node_count)
        worth[gone] = np.minimum(worth[gone], level)
    return worth


def ends(tree: Tree, worth: Numbers, complexity: float) -> Nodes:
    """Return, for each node, where its cases end if branches of less worth are cut off."""
    end = np.arange(tree.node_count)
    for node, (left, right) in enumerate(zip(tree.children_left, tree.children_right, strict=True)):
        if left != LEAF and (end[node] != node or worth[node] <= complexity):
            end[[left, right]] = end[node]
    return end


def leaves_of(tree: Tree, worth: Numbers, complexity: float) -> set[int]:
    """Return the nodes that are leaves if branches of less worth are cut off."""
    return set(ends(tree, worth, complexity)[tree.children_left == LEAF].tolist())


def errors_of(grow: Grow, design: npt.NDArray[np.float32], cases: Numbers, part: Nodes) -> "pd.DataFrame":
    """Return how well trees of each complexity do in cases that did not grow them.

    Parameters
    ----------
    grow
        Grows a tree in a design and its cases.
    design, cases
        Of shape (cases, columns) and (cases,).
    part
        Of each case: the part that it belongs to, which is tested with a tree grown in the other parts.

    Returns
    -------
    Columns `complexity`, `leaves`, `error`, `standard_error` and `chosen`: of the most complexity, and so the
    fewest leaves, whose error is within a standard error of the least.
    """
    import pandas as pd

    tree = grow(design, cases)
    worth = worths(tree)
    tried = np.unique(np.append(0.0, worth))
    between = np.append(np.sqrt(tried[:-1] * tried[1:]), np.inf)  # where each stands for its neighbourhood
    squares = np.empty((len(tried), len(cases)))
    for number in np.unique(part):
        tested = part == number
        other = grow(design[~tested], cases[~tested])
        other_worth, leaf = worths(other), other.apply(design[tested])
        for row, complexity in enumerate(between):
            told = other.value[:, 0, 0][ends(other, other_worth, complexity)[leaf]]
            squares[row, tested] = (told - cases[tested]) ** 2
    error, spread = squares.mean(axis=1), squares.std(axis=1) / np.sqrt(len(cases))
    least = int(error.argmin())
    chosen = int(np.flatnonzero(error <= error[least] + spread[least])[-1])
    return pd.DataFrame(
        {
            "complexity": tried,
            "leaves": [len(leaves_of(tree, worth, one)) for one in tried],
            "error": error,
            "standard_error": spread,
            "chosen": np.arange(len(tried)) == chosen,
        }
    )


def _links(tree: Tree, errors: Numbers, worth: Numbers) -> Iterator[tuple[int, float]]:
    """Yield every branch that still stands, and what each of its leaves but one takes off the error."""
    below, leaves = errors.copy(), np.ones(tree.node_count)
    standing = np.isinf(worth)
    for node in np.flatnonzero(standing)[::-1]:
        children = [tree.children_left[node], tree.children_right[node]]
        below[node], leaves[node] = below[children].sum(), leaves[children].sum()
        yield int(node), (errors[node] - below[node]) / (leaves[node] - 1)
