"""Arrays over replicates: the only axis inside the model."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

PerReplicate: TypeAlias = npt.NDArray[np.floating[Any]]  # shape (replicates,)
PerReplicateMask: TypeAlias = npt.NDArray[np.bool_]  # shape (replicates,)


def total(amounts: Iterable[PerReplicate]) -> PerReplicate:
    """Return the sum of one or more arrays; of one alone, the array itself."""
    return reduce(add, amounts)
