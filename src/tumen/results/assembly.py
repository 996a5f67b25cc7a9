"""From what blocks came to, to the groups of labelled arrays that `schema` lists."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.base.names import pair_text
from tumen.results.answers import Answers, answer_groups
from tumen.results.differences import Difference
from tumen.results.events import events_dataset
from tumen.results.facts import ScenarioFacts
from tumen.results.labels import ORDER, dates, labelled
from tumen.results.ledger import Ledger
from tumen.results.recorder import BlockResult
from tumen.results.schema import CHANNELS

Comparison = tuple[str, str]


def groups(
    scenarios: Sequence[ScenarioFacts],
    blocks: Mapping[str, BlockResult],
    differences: Mapping[Comparison, Difference],
    answers: Answers | None,
    quantiles: Sequence[float],
    *,
    size: float,
) -> dict[str, xr.Dataset]:
    """Return every group of the results by name; they are worth `size` independent histories."""
    names = [facts.name for facts in scenarios]
    ordered = [blocks[name] for name in names]
    result = {
        "scenarios": _scenarios(scenarios),
        "summary": _joined([_summary(block, quantiles) for block in ordered], "scenario", names),
        "trajectories": _joined([_trajectories(block) for block in ordered], "scenario", names),
        "events": events_dataset(scenarios, ordered, size),
        "parameters": _joined([_parameters(block) for block in ordered], "scenario", names),
    }
    if answers is not None:
        result |= answer_groups(scenarios, answers, {name: blocks[name].months for name in names}, size)
    ledgers = [block.ledger for block in ordered if block.ledger is not None and block.ledger.told()]
    if ledgers:
        result["ledger"] = _ledgers(ledgers, names)
    if differences:
        spreads = {name: _spreads(block) for name, block in blocks.items()}
        compared = [
            _difference(difference, quantiles, [spreads[name] for name in pair])
            for pair, difference in differences.items()
        ]
        result["differences"] = _joined(compared, "comparison", [" - ".join(pair) for pair in differences])
        result["differences"] = result["differences"].assign_coords(
            minuend=("comparison", [first for first, _ in differences]),
            subtrahend=("comparison", [second for _, second in differences]),
        )
    return result


def _joined(datasets: Sequence[xr.Dataset], dim: str, names: Sequence[str]) -> xr.Dataset:
    """Join along a new dimension; where casts or months differ, what one lacks is not a number."""
    joined = xr.concat(
        datasets,
        dim,
        data_vars="all",
        coords="minimal",
        compat="override",
        join="outer",
        combine_attrs="override",
    )
    ordered = joined.assign_coords({dim: list(names)})
    return ordered.transpose(*(name for name in ORDER if name in ordered.dims), ...)


def _scenarios(scenarios: Sequence[ScenarioFacts]) -> xr.Dataset:
    texts = {
        "title": [facts.title for facts in scenarios],
        "question": [facts.question for facts in scenarios],
        "sha256": [facts.sha256 for facts in scenarios],
        "resolved_text": [facts.resolved_text for facts in scenarios],
        "forecast_from": dates(facts.forecast_from for facts in scenarios),
    }
    columns = {name: ("scenario", values) for name, values in texts.items()}
    return xr.Dataset(columns, {"scenario": [facts.name for facts in scenarios]})


def _summary(block: BlockResult, quantiles: Sequence[float]) -> xr.Dataset:
    counted = block.histograms
    of_quantiles = labelled(block.series, counted.quantiles(quantiles), ("time", "quantile"))
    figures: dict[str, npt.NDArray[np.generic]] = {
        "_mean": counted.means().astype(np.float32),
        "_minimum": counted.minimum,
        "_maximum": counted.maximum,
        "_overflow": counted.overflow,
    }
    others = [labelled(block.series, values, ("time",), suffix) for suffix, values in figures.items()]
    variables = {name: array for group in (of_quantiles, *others) for name, array in group.items()}
    return xr.Dataset(variables, {"time": dates(block.months), "quantile": list(quantiles)})


def _trajectories(block: BlockResult) -> xr.Dataset:
    variables = labelled(block.series, block.trajectories, ("time", "replicate"))
    return xr.Dataset(variables, {"time": dates(block.months), "replicate": np.asarray(block.kept)})


def _ledgers(ledgers: Sequence[Ledger], names: Sequence[str]) -> xr.Dataset:
    joined = _joined([_ledger(ledger) for ledger in ledgers], "scenario", names)
    moved, causes = zip(*(str(entry).split(" ", 1) for entry in joined["entry"].values), strict=True)
    return joined.assign_coords(moved=("entry", list(moved)), cause=("entry", list(causes)))


def _ledger(ledger: Ledger) -> xr.Dataset:
    entries, pairs = ledger.told(), list(ledger.start)
    unit = {"units": "alignment/month", "long_name": "contribution to the movement of the alignment"}
    columns: dict[str, tuple[object, ...]] = {
        "mean": (("entry", "time"), ledger.mean([ledger.sums[entry] for entry in entries]), unit),
        "start": ("pair", ledger.mean([ledger.start[pair] for pair in pairs]), {"units": "alignment"}),
        "weight": ("channel", ledger.weights, {"long_name": "weight of the channel in the strength"}),
    }
    coordinates: dict[str, object] = {
        "entry": [f"{pair_text(*pair)} {cause}" for pair, cause in entries],
        "time": dates(ledger.months),
        "pair": [pair_text(*pair) for pair in pairs],
        "channel": list(CHANNELS),
    }
    if ledger.kept:
        amounts = np.stack([ledger.histories[entry] for entry in entries])
        columns["histories"] = (("entry", "time", "replicate"), amounts, unit)
        coordinates["replicate"] = np.asarray(ledger.kept)
    return xr.Dataset(columns, coordinates)


def _parameters(block: BlockResult) -> xr.Dataset:
    values: npt.NDArray[np.float32] = np.array(list(block.parameters.values()), np.float32)
    coordinates = {"parameter": list(block.parameters), "replicate": np.asarray(block.described)}
    shape = (len(block.parameters), len(block.described))
    array = xr.DataArray(values.reshape(shape), coordinates, ("parameter", "replicate"))
    return xr.Dataset(
        {"parameters": array.assign_attrs(long_name="value drawn, in the unit of the parameter")}
    )


def _spreads(block: BlockResult) -> xr.DataArray:
    """Return the variance of the strength of each dyad (dyad, time)."""
    rows = [row for row, line in enumerate(block.series) if line.variable == "strength"]
    coordinates = {"dyad": [block.series[row].label for row in rows], "time": dates(block.months)}
    return xr.DataArray(block.histograms.variances(rows), coordinates, ("dyad", "time"))


def _difference(
    difference: Difference, quantiles: Sequence[float], variances: Sequence[xr.DataArray]
) -> xr.Dataset:
    """Quantiles come with their mirror images, so that the difference can be read either way round."""
    dyads, time = list(difference.dyads), dates(difference.months)
    apart = np.sqrt(sum(one.sel(dyad=dyads, time=time).values for one in variances))
    mirrored = sorted({*quantiles, *(round(1 - quantile, 12) for quantile in quantiles)})
    size = len(difference.replicates)
    unit = {"units": "strength"}
    columns = {
        "difference": (
            ("dyad", "time", "quantile"),
            difference.histograms.quantiles(mirrored),
            {"long_name": "paired difference of strength", **unit},
        ),
        "mean": (("dyad", "time"), difference.histograms.means().astype(np.float32), unit),
        "spread": (
            ("dyad", "time"),
            np.sqrt(difference.histograms.variances(range(len(dyads)))),
            {"long_name": "standard deviation of the paired difference", **unit},
        ),
        "spread_unpaired": (
            ("dyad", "time"),
            apart,
            {"long_name": "standard deviation of a difference of histories that share no luck", **unit},
        ),
        "below": (("dyad", "time"), difference.below / size, {"long_name": "share of histories below zero"}),
        "above": (("dyad", "time"), difference.above / size, {"long_name": "share of histories above zero"}),
    }
    return xr.Dataset(columns, {"dyad": dyads, "time": time, "quantile": mirrored})
