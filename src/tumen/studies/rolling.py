"""Rolling forecasts: a series forecast from some of its months, and what each forecast scores."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from tumen.base.calendar import month_text
from tumen.base.randomness import stream_id
from tumen.studies.measuring import Belief, Layer, Settings
from tumen.studies.paths import Paths
from tumen.studies.references import REFERENCES
from tumen.studies.scores import crps_ensemble
from tumen.studies.series import Series

Numbers: TypeAlias = npt.NDArray[np.float64]
Row: TypeAlias = dict[str, Any]

DRAWS: Final = 4  # of the series, for each history
BOUNDS: Final = (0.05, 0.95)
MODEL, ALONE = "model", "error_alone"
LAYERS: Final[Mapping[str, Settings]] = {MODEL: Settings.all(), ALONE: Settings.all(readings=(0.0,))}


def forecasts(
    series: Series, origins: Sequence[int], paths: Paths, horizons: Sequence[int], seed: int
) -> Iterator[Row]:
    """Yield the scores of forecasts from some months of a series, between which no event became known.

    Parameters
    ----------
    series
        The series, transformed.
    origins
        Months from which to forecast, in order; their values are known.
    paths
        The tie in histories that know of nothing after these months.
    horizons
        How many months ahead.
    seed
        Whole number from 0 to 2**64 - 1.
    """
    seen = range(series.first, origins[-1] + 1)
    typical = paths.typical(seen)
    moved = typical - typical[0]
    values = series.values[: len(seen)]
    layers = {name: Layer.of(values[: origins[0] - series.first + 1], own) for name, own in LAYERS.items()}
    beliefs = {name: list(layer.beliefs(values, moved)) for name, layer in layers.items()}
    for origin in origins:
        month = origin - series.first
        for horizon in horizons:
            target = month + horizon
            if target >= len(series.values) or not np.isfinite(series.values[target]):
                continue
            ahead = moved[month] + paths.at(origin + horizon) - paths.at(origin)
            drawn = {
                name: _draws(layers[name], beliefs[name][month], ahead, horizon, (seed, series.name, origin))
                for name in layers
            }
            past, observed = series.values[: month + 1], float(series.values[target])
            yield {
                "origin": month_text(origin),
                "horizon": horizon,
                "observed": observed,
                **_interval(drawn[MODEL], observed),
                **{name: float(crps_ensemble(draws, observed)) for name, draws in drawn.items()},
                **{name: score(past, horizon, observed) for name, score in REFERENCES.items()},
            }


def _draws(layer: Layer, belief: Belief, ahead: Numbers, horizon: int, luck: tuple[int, str, int]) -> Numbers:
    """Return draws whose luck depends on nothing but the seed, the series, the month and the horizon."""
    seed, name, origin = luck
    chance = np.random.default_rng([seed, stream_id(f"hindcast/{name}"), origin, horizon])
    return layer.draws(belief, np.tile(ahead, DRAWS), horizon, chance)


def _interval(draws: Numbers, observed: float) -> Row:
    low, high = np.quantile(draws, BOUNDS)
    return {"low": float(low), "high": float(high), "covered": bool(low <= observed <= high)}
