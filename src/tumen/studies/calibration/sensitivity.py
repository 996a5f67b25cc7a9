"""Sensitivity: what ties at the cutoff would be had the conventions of the reading been others."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from tumen.studies.calibration.calibrate import Calibration
from tumen.studies.calibration.coded import Region
from tumen.studies.calibration.coding import Coded
from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.weights import (
    effective_size,
    normalised,
    pareto_k,
    weighted_mean,
    weighted_sd,
)

NARROWER, WIDER = 0.7, 1.5
CUT_MOVES: Final = (-0.1, 0.1)  # of the cutpoints of words, on the scale of the quantity


def sensitivity_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each other convention: what becomes of the outputs, by re-weighting the sample.

    Columns are `change`, `effective_size` and `k` of the weights, and for each output how far its mean moves,
    in standard deviations of the posterior. Where `k` is above 0.7, only a new calibration would tell.
    """
    features = found.sample.histories.features
    outputs = {name: found.coding.output(name, features) for name in found.coding.outputs}
    values = np.stack(list(outputs.values()))
    mean, sd = weighted_mean(values, found.sample.weights), weighted_sd(values, found.sample.weights)
    rows = []
    for change, log_weights in _changes(found):
        moved = (weighted_mean(values, normalised(log_weights)) - mean) / np.maximum(sd, 1e-9)
        rows.append(
            {"change": change, "effective_size": effective_size(log_weights), "k": pareto_k(log_weights)}
            | dict(zip(outputs, moved.tolist(), strict=True))
        )
    return pd.DataFrame(rows)


def _changes(found: Calibration) -> Iterator[tuple[str, Floats]]:
    sample, coding = found.sample, found.coding
    for factor in (NARROWER, WIDER):
        other = coding.with_items(_rescaled(item, factor) for item in coding.items)
        yield f"every sd times {factor:g}", sample.log_ratio + sample.log_likelihood(other).sum(axis=0)
    for move in CUT_MOVES:
        other = coding.with_items(_moved(item, move) for item in coding.items)
        yield f"cutpoints of words {move:+g}", sample.log_ratio + sample.log_likelihood(other).sum(axis=0)
    for family in coding.families:
        own = [place for place, item in enumerate(coding.items) if item.family == family]
        yield f"without {family}", sample.log_weights - sample.by_item[own].sum(axis=0)
    unbiased = coding.log_likelihood(sample.histories.features, 0 * sample.histories.biases)
    yield "no source leans", sample.log_ratio + unbiased.sum(axis=0)


def _rescaled(item: Coded, factor: float) -> Coded:
    return replace(item, reading=replace(item.reading, factor=item.reading.factor * factor))


def _moved(item: Coded, move: float) -> Coded:
    reading = item.reading
    if item.kind != "ordinal" or not isinstance(reading, Region):
        return item
    return replace(item, reading=replace(reading, low=reading.low + move, high=reading.high + move))
