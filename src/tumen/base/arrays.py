"""Arrays over replicates: the only axis inside the model."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

PerReplicate: TypeAlias = npt.NDArray[np.floating[Any]]  # shape (replicates,)
PerReplicateMask: TypeAlias = npt.NDArray[np.bool_]  # shape (replicates,)
