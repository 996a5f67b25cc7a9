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


def filled(value: Any, size: int, dtype: type[np.floating[Any]]) -> PerReplicate:
    """Return an array over so many replicates from one, or from a number for all of them."""
    whole: PerReplicate = value if hasattr(value, "dtype") else np.full(size, value)
    return whole.astype(dtype)
