"""Checks of a calibration: what was learned of parameters, and how items and documents fit the others."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from tumen.base.calendar import month_text
from tumen.parameters.particles import as_shares
from tumen.studies.calibration.calibrate import Calibration
from tumen.studies.calibration.coding import Coded
from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.proposal import informed_directions
from tumen.studies.calibration.sample import Sample
from tumen.studies.calibration.weights import log_evidence, normalised, pareto_k, weighted_mean, weighted_sd

LEVELS: Final = {"low": 0.05, "median": 0.5, "high": 0.95}
PRIOR_DRIVEN: Final = 0.1, 0.25  # shrinkage and shift below which something is what the prior says
INFORMED: Final = 0.3  # shrinkage above which a direction is informed
MOST_DIRECTIONS, SHOWN_LOADINGS = 40, 4
TINY: Final = 1e-9
ODD: Final = 0.05  # a PIT nearer than this to 0 or 1 is flagged
WORSE: Final = 0.1  # by how much less likely than under the prior is a conflict [log density]


def parameter_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each parameter that varies.

    Columns are quantiles of prior and posterior in the unit of the parameter, the `shift` of the mean in
    standard deviations of the prior and the `shrinkage` of the variance, both of normal scores, and
    `prior_driven`.
    """
    rows = []
    weights = found.sample.weights
    for row, (address, column) in enumerate(found.target.columns.items()):
        shares = as_shares(found.sample.histories.steps[row]).astype(float)
        scores = special.ndtri(shares)
        mean, sd = float(scores @ weights), float(weighted_sd(scores[None], weights)[0])
        levels = np.array(list(LEVELS.values()))
        prior = column.values(levels.astype(np.float32))
        posterior = column.values(_quantiles(shares, weights, levels).astype(np.float32))
        rows.append(
            {"parameter": address}
            | {f"prior_{name}": float(value) for name, value in zip(LEVELS, prior, strict=True)}
            | {name: float(value) for name, value in zip(LEVELS, posterior, strict=True)}
            | {"shift": mean, "shrinkage": 1 - sd**2}
        )
    return _badged(pd.DataFrame(rows))


def direction_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each direction of parameters along which items tell histories apart.

    Directions are the principal ones of the posterior among those in which items inform; `shrinkage` is that
    of the variance, `mostly` names the parameters and biases with the largest shares.
    """
    scores = _scores(found, found.sample)
    informed = informed_directions(_scores(found, found.bank), found.bank.by_item, MOST_DIRECTIONS)
    along = informed.T @ scores
    away = along - (along @ found.sample.weights)[:, None]
    spread, turns = np.linalg.eigh((away * found.sample.weights) @ away.T)
    names = np.array([*found.target.columns, *(f"bias {family}" for family in found.coding.families)])
    rows = []
    for variance, direction in zip(spread, (informed @ turns).T, strict=True):
        largest = np.argsort(-np.abs(direction))[:SHOWN_LOADINGS]
        loadings = (f"{direction[place]:+.2f} {names[place]}" for place in largest)
        rows.append({"shrinkage": 1 - float(variance), "mostly": "; ".join(loadings)})
    return pd.DataFrame(rows, columns=["shrinkage", "mostly"])


def output_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each tie and alignment at the cutoff: prior, posterior, and what was learned."""
    rows = []
    for name in found.coding.outputs:
        parts = {}
        for which, sample in (("prior", found.bank), ("posterior", found.sample)):
            values = found.coding.output(name, sample.histories.features)
            weights = normalised(sample.log_ratio) if which == "prior" else sample.weights
            parts[which] = values, weights
        mean = {which: float(v @ w) for which, (v, w) in parts.items()}
        spread = {which: float(weighted_sd(v[None], w)[0]) for which, (v, w) in parts.items()}
        rows.append(
            {"output": name}
            | {
                f"{which}_{word}": float(value)
                for which, (v, w) in parts.items()
                for word, value in zip(LEVELS, _quantiles(v, w, np.array(list(LEVELS.values()))), strict=True)
            }
            | {"shift": (mean["posterior"] - mean["prior"]) / max(spread["prior"], TINY)}
            | {"shrinkage": _shrinkage(spread["prior"], spread["posterior"])}
        )
    return _badged(pd.DataFrame(rows))


def _badged(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the badge of what neither narrowed nor moved."""
    shrinkage, shift = PRIOR_DRIVEN
    driven = (table["shrinkage"] < shrinkage) & (table["shift"].abs() < shift)
    return table.assign(prior_driven=driven)


def _shrinkage(prior: float, posterior: float) -> float:
    """Return which share of a variance is gone; none where there was none."""
    return 1 - (posterior / prior) ** 2 if prior else 0.0


def item_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each item.

    `prior` is the log predictive density under the prior, `left_out` given all other items, by re-weighting,
    and `k` the Pareto shape of those weights. `pit` is the probability of less than what was told, half of
    what was told counted, given all other items; `odd` flags one near 0 or 1. `conflict` tells that the
    other items make it less likely than the prior does.
    """
    rows = []
    for place, item in enumerate(found.coding.items):
        without = found.sample.log_weights - found.sample.by_item[place]
        left_out = _predictive(without, found.sample.by_item[place])
        prior = log_evidence(found.bank.by_item[place])
        pit = _pit(found, item, normalised(without))
        rows.append(
            {
                "item": item.name,
                "document": item.document,
                "model": item.kind,
                "month": month_text(item.month),
                "records": " ".join(item.records),
                "prior": prior,
                "left_out": left_out,
                "k": pareto_k(without),
                "pit_prior": _pit(found, item, None),
                "pit": pit,
                "odd": not ODD <= pit <= 1 - ODD,
                "conflict": left_out < prior - WORSE,
            }
        )
    return pd.DataFrame(rows)


def document_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each document: how likely the others make it, beside the prior.

    Columns are the number of `items`, the log predictive density of all of them under the `prior` and given
    the other documents (`left_out`), `k` of the weights, and whether they are in `conflict`: less likely
    given the others than under the prior.
    """
    rows = []
    for document in sorted({item.document for item in found.coding.items}):
        own = [place for place, item in enumerate(found.coding.items) if item.document == document]
        joint = found.sample.by_item[own].sum(axis=0)
        without = found.sample.log_weights - joint
        prior = log_evidence(found.bank.by_item[own].sum(axis=0))
        left_out = _predictive(without, joint)
        rows.append(
            {
                "document": document,
                "items": len(own),
                "prior": prior,
                "left_out": left_out,
                "k": pareto_k(without),
                "conflict": left_out < prior - WORSE,
            }
        )
    return pd.DataFrame(rows)


def dated_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each month with items: their log predictive density given all earlier ones.

    Scores add up to the log evidence of the sample.
    """
    months = sorted({item.month for item in found.coding.items})
    rows, before = [], 0.0
    told = found.sample.log_ratio.copy()
    for month in months:
        own = [place for place, item in enumerate(found.coding.items) if item.month == month]
        told = told + found.sample.by_item[own].sum(axis=0)
        after = log_evidence(told)
        rows.append(
            {
                "month": month_text(month),
                "items": " ".join(found.coding.items[place].name for place in own),
                "score": after - before,
                "prior": log_evidence(found.bank.by_item[own].sum(axis=0)),
            }
        )
        before = after
    return pd.DataFrame(rows)


def informed_actors(table: pd.DataFrame) -> pd.DataFrame:
    """Return of which own parameter of each actor, and of which of its pairs, most was learned."""
    rows = []
    for prefix in dict.fromkeys("/".join(one.split("/")[:2]) for one in table["parameter"]):
        folder, _, actor = prefix.partition("/")
        if folder != "actors":
            continue
        for kind, pattern in (("own", f"^actors/{actor}/"), ("of a pair", rf"^pairs/{actor}->")):
            mine = table[table["parameter"].str.contains(pattern)]
            if len(mine):
                best = mine.nlargest(1, "shrinkage").iloc[0]
                rows.append((actor, kind, best["parameter"], best["shrinkage"]))
    return pd.DataFrame(rows, columns=["actor", "kind", "parameter", "shrinkage"])


def _scores(found: Calibration, sample: Sample) -> Floats:
    """Return the coordinates of histories, standard normal a priori."""
    shares = special.ndtri(as_shares(sample.histories.steps).astype(np.float64))
    biases = found.coding.families.values()
    means, sds = (np.array([[getattr(bias, name)] for bias in biases]) for name in ("mean", "sd"))
    return np.concatenate([shares, (sample.histories.biases - means) / sds])


def _predictive(log_weights: Floats, log_density: Floats) -> float:
    """Return the log density of what is left out, under weights that do not know it."""
    return float(special.logsumexp(log_weights + log_density) - special.logsumexp(log_weights))


def _pit(found: Calibration, item: Coded, weights: Floats | None) -> float:
    """Return the probability of less than what was told, half of what was told counted."""
    sample: Sample = found.bank if weights is None else found.sample
    features = found.coding.features_of(item, sample.histories.features).astype(float)
    bias = found.coding.bias_of(item, sample.histories.biases)
    lower, up_to = item.reading.between(item.reading.observed, features, bias)
    middle = (lower + up_to) / 2
    return float(middle.mean() if weights is None else weighted_mean(middle[None], weights)[0])


def _quantiles(values: Floats, weights: Floats, levels: npt.NDArray[np.float64]) -> Floats:
    """Return quantiles of weighted values."""
    order = np.argsort(values)
    places = np.searchsorted(np.cumsum(weights[order]), levels)
    return np.asarray(values[order][np.minimum(places, len(values) - 1)], float)
