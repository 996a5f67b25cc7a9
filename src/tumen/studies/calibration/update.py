"""Updates: a posterior weighed by what has been learned since, in seconds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, final

import numpy as np
import pandas as pd
from scipy import special

from tumen.base.calendar import month_text
from tumen.base.problems import InputError
from tumen.base.resources import seeds_folder
from tumen.base.yaml_source import read_yaml
from tumen.ensemble.posterior import DEFAULT, Posterior, PosteriorOf, posterior_of
from tumen.evidence.ids import ITEMS
from tumen.evidence.read import read_evidence
from tumen.parameters.particles import Particles, as_shares
from tumen.studies.calibration.coding import Coding
from tumen.studies.calibration.densities import Floats
from tumen.studies.calibration.importance import Stage
from tumen.studies.calibration.reading import coding_of
from tumen.studies.calibration.target import Target
from tumen.studies.calibration.weights import (
    effective_size,
    normalised,
    pareto_k,
    pareto_limit,
    resampled,
    weighted_mean,
    weighted_sd,
)

FEWEST: Final = 400  # effective particles below which the weights have collapsed
INHERITED: Final = ("schema_version", "history", "reading", "scales")
UPDATED: Final = "updated"
LUCK: Final = 30  # the stage of the luck of an update


@final
@dataclass(frozen=True)
class Update:
    """What has become of a posterior.

    Attributes
    ----------
    coding
        What has been learned.
    posterior
        The particles as they are after it.
    effective_size
        How many of the particles the weights leave.
    k
        Pareto shape of the weights.
    items
        A row for each item: its log predictive density under the posterior as it was.
    moved
        A row for each output and parameter, those that moved most first: mean before and after, and how far
        it moved in standard deviations.
    """

    coding: Coding
    posterior: Posterior
    effective_size: float
    k: float
    items: pd.DataFrame
    moved: pd.DataFrame

    @property
    def collapsed(self) -> bool:
        """Whether so few particles fit that only a new calibration would tell."""
        return self.effective_size < FEWEST or self.k >= pareto_limit(len(self.posterior.particles))


def read_added(path: Path, *, with_shipped: bool = False) -> Coding:
    """Read items that were added: alone, or together with those that ship with tumen.

    Families, scales and factors are those of the shipped file, unless the file has its own.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    shipped, evidence = read_yaml(seeds_folder() / ITEMS), read_evidence(seeds_folder())
    added = read_yaml(path)
    base: dict[str, Any] = dict(shipped.value)
    own: dict[str, Any] = dict(added.value) if isinstance(added.value, dict) else {}
    known: dict[str, Any] = base["items"]
    items: Any = own.get("items", {})
    twice: list[str] = [name for name in items if name in known] if isinstance(items, dict) else []
    if twice:
        message = "is the name of an item that ships with tumen. Give it another name."
        raise InputError([added.problem(("items", name), message, at_key=True) for name in twice])
    value: dict[str, Any] = {name: base[name] for name in INHERITED if name in base}
    value |= own
    families: Any = own.get("families", {})
    value["families"] = dict(base["families"]) | dict(families)
    if with_shipped and isinstance(items, dict):
        value["items"] = {**known, **items}
    return coding_of(replace(added, value=value), evidence)


def update(added: Coding, *, posterior: PosteriorOf = DEFAULT, workers: int | None = None) -> Update:
    """Weigh the particles of a posterior by what has been learned.

    Parameters
    ----------
    added
        What has been learned; may be dated after the calibration's cutoff.
    posterior
        What to start from: `released`, or the file of another.
    workers
        Number of processes or threads; all usable cores by default.

    Raises
    ------
    ValueError
        If there is no posterior to start from.
    """
    before = posterior_of(posterior)
    if before is None:
        raise ValueError("there is no posterior to update. Give the file that tumen calibrate wrote.")
    past = replace(before.particles.past, until=max(before.particles.past.until, added.cutoff))
    particles = replace(before.particles, past=past)
    target = Target(added, past.seed, workers=workers, periods=past.periods)
    features = target.features(particles)
    biases = _biases(before, added, past.seed)
    by_item = added.log_likelihood(features, biases)
    weights = normalised(by_item.sum(axis=0))
    left = effective_size(by_item.sum(axis=0))
    places = resampled(weights, len(particles), float(_stage(past.seed).generator(LUCK, 1).random()))
    places = _stage(past.seed).generator(LUCK, 2).permutation(places)
    facts = {
        **before.facts,
        "verdict": UPDATED,
        "effective_size": round(before.effective_size * left / len(particles), 1),
        "cutoff": month_text(past.until),
        "added": [item.name for item in added.items],
    }
    kept = {family: bias[places] for family, bias in before.biases.items()}
    return Update(
        coding=added,
        posterior=Posterior(particles.some(places), kept, facts),
        effective_size=left,
        k=pareto_k(by_item.sum(axis=0)),
        items=_item_table(added, by_item),
        moved=_moved(added, particles, features, weights),
    )


def _stage(seed: int) -> Stage:
    return Stage(seed, 0)


def _biases(posterior: Posterior, added: Coding, seed: int) -> Floats:
    """Return the biases of families: those of the particles, or fresh ones where they have none."""
    size = len(posterior.particles)
    fresh = _stage(seed).generator(LUCK, 0).standard_normal((len(added.families), size))
    drawn = added.biases(fresh)
    rows = zip(added.families, drawn, strict=True)
    return np.stack([posterior.biases.get(family, row) for family, row in rows]).astype(float)


def _item_table(added: Coding, by_item: Floats) -> pd.DataFrame:
    size = by_item.shape[1]
    scores = special.logsumexp(by_item, axis=1) - np.log(size)
    return pd.DataFrame({"item": [item.name for item in added.items], "predictive": scores.tolist()})


def _moved(added: Coding, particles: Particles, features: Any, weights: Floats) -> pd.DataFrame:
    outputs = {name: added.output(name, features) for name in added.outputs}
    shares = dict(zip(particles.priors, as_shares(particles.steps).astype(float), strict=True))
    scores = {address: special.ndtri(share) for address, share in shares.items()}
    parts = [_means("output", outputs, weights), _means("parameter", scores, weights)]
    table = pd.concat(parts, ignore_index=True)
    order = table["moved"].abs().sort_values(ascending=False).index
    return table.loc[order].reset_index(drop=True)


def _means(kind: str, values: dict[str, Floats], weights: Floats) -> pd.DataFrame:
    stacked: Sequence[Floats] = list(values.values())
    rows = np.stack(stacked)
    before, after = rows.mean(axis=1), weighted_mean(rows, weights)
    even = np.full(rows.shape[1], 1 / rows.shape[1])
    spread = np.maximum(weighted_sd(rows, even), 1e-9)
    return pd.DataFrame(
        {
            "kind": kind,
            "name": list(values),
            "before": before,
            "after": after,
            "moved": (after - before) / spread,
        }
    )
