"""A calibration as one file of labelled arrays, in groups with the names that ArviZ knows."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr

from tumen.ensemble.posterior import PARTICLES, Posterior
from tumen.parameters.particles import as_shares
from tumen.studies.calibration.calibrate import Calibration
from tumen.studies.calibration.importance import Stage
from tumen.studies.calibration.sample import Sample
from tumen.studies.calibration.target import Histories
from tumen.studies.calibration.weights import resampled

DRAWS: Final = ("chain", "draw")
TOLD: Final = 20  # the stage of luck for what sources would tell


def tree_of(found: Calibration, posterior: Posterior, tables: dict[str, pd.DataFrame]) -> xr.DataTree:
    """Return a calibration as labelled arrays.

    Groups are `particles`, from which scenarios start; `posterior` and `prior` with the values of
    `parameters`, `bias` and `outputs`; `log_likelihood` of each item; `prior_predictive` and
    `posterior_predictive`, what sources would tell; `observed_data`, what they told; and one for each table.
    """
    size = len(posterior.particles)
    after = found.sample.histories.some(_places(found, found.sample, size))
    before = found.bank.histories.some(np.arange(min(size, found.bank.histories.steps.shape[1])))
    groups = {
        PARTICLES: posterior.group(),
        "posterior": _values(found, after),
        "prior": _values(found, before),
        "log_likelihood": _by_item(found, found.target.by_item(after)),
        "posterior_predictive": _by_item(found, _told(found, after, 1)),
        "prior_predictive": _by_item(found, _told(found, before, 0)),
        "observed_data": xr.Dataset(
            {"told": ("item", [item.reading.observed for item in found.coding.items])}, _items(found)
        ),
        **{name: xr.Dataset.from_dataframe(table) for name, table in tables.items()},
    }
    return xr.DataTree.from_dict(groups)


def _places(found: Calibration, sample: Sample, size: int) -> npt.NDArray[np.int64]:
    return resampled(sample.weights, size, float(Stage(found.target.seed, 0).generator(9).random()))


def _values(found: Calibration, histories: Histories) -> xr.Dataset:
    columns = found.target.columns
    values = [
        column.values(as_shares(steps))
        for column, steps in zip(columns.values(), histories.steps, strict=True)
    ]
    outputs = [found.coding.output(name, histories.features) for name in found.coding.outputs]
    return xr.Dataset(
        {
            "parameters": ((*DRAWS, "parameter"), np.stack(values, axis=1)[None].astype(np.float32)),
            "bias": ((*DRAWS, "family"), histories.biases.T[None].astype(np.float32)),
            "outputs": ((*DRAWS, "output"), np.stack(outputs, axis=1)[None].astype(np.float32)),
        },
        {
            "chain": [0],
            "parameter": list(columns),
            "family": list(found.coding.families),
            "output": list(found.coding.outputs),
        },
    )


def _by_item(found: Calibration, values: npt.NDArray[np.float64]) -> xr.Dataset:
    return xr.Dataset(
        {"told": ((*DRAWS, "item"), values.T[None].astype(np.float32))}, {"chain": [0], **_items(found)}
    )


def _told(found: Calibration, histories: Histories, which: int) -> npt.NDArray[np.float64]:
    """Return what sources would tell of each history, shape (items, histories)."""
    chance = Stage(found.target.seed, which).generator(TOLD)
    return np.stack(
        [
            item.reading.sample(
                found.coding.features_of(item, histories.features),
                found.coding.bias_of(item, histories.biases),
                chance,
            )
            for item in found.coding.items
        ]
    )


def _items(found: Calibration) -> dict[str, list[str]]:
    return {"item": [item.name for item in found.coding.items]}
