"""The tornado: how far outputs swing as one factor at a time goes from low to high."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from tumen.studies.sensitivity.inputs import check_names


def tornado(
    central: npt.ArrayLike, ends: npt.ArrayLike, *, factors: Sequence[str], outputs: Sequence[str]
) -> pd.DataFrame:
    """Return the swing of each output with each factor, the widest first, from runs that move one at a time.

    Parameters
    ----------
    central
        Outputs where all factors have their central value, shape (outputs,).
    ends
        Outputs where one factor has its low value, or its high one, and all others their central value,
        shape (factors, 2, outputs).
    factors, outputs
        Their names.

    Returns
    -------
    A row for each output, in the order given, and in it for each factor by falling swing: `output`,
    `factor`, `central`, `at_low`, `at_high`, and `swing`, the distance of the lowest of these three from the
    highest, so that a factor counts which moves an output to the same side at both ends. A swing is nan, and
    stands last, where a run failed.

    Raises
    ------
    ValueError
        If shapes or names do not fit.
    """
    middle, moved = np.asarray(central, np.float64), np.asarray(ends, np.float64)
    if middle.ndim != 1 or moved.ndim != 3 or moved.shape[1:] != (2, len(middle)):
        raise ValueError(
            f"central has the shape {middle.shape} and ends {moved.shape}. Give them as (outputs,) and "
            "(factors, 2, outputs)."
        )
    named = check_names("factors", factors, len(moved)), check_names("outputs", outputs, len(middle))
    values = np.concatenate([np.broadcast_to(middle, (len(moved), 1, len(middle))), moved], axis=1)
    swing = np.ptp(values, axis=1)
    order = np.argsort(-swing, axis=0, kind="stable").T  # nan comes last
    column = np.arange(len(middle))[:, np.newaxis]
    rows = {
        name: values[order, place, column].ravel()
        for place, name in enumerate(("central", "at_low", "at_high"))
    }
    return pd.DataFrame(
        {
            "output": np.repeat(named[1], len(moved)),
            "factor": np.array(named[0])[order].ravel(),
            **rows,
            "swing": swing[order, column].ravel(),
        }
    )
