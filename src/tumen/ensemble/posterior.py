"""Posteriors: the particles of a calibration in a file, and whether they still fit what is installed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias, final

import numpy as np
import numpy.typing as npt
import xarray as xr

import tumen
from tumen.base.calendar import month_number, month_text
from tumen.base.problems import InputError, Problem
from tumen.base.randomness import SCHEME, Past
from tumen.base.resources import seeds_folder
from tumen.ensemble.columns import scenario_columns
from tumen.evidence.ids import ITEMS, document_paths
from tumen.parameters.draws import Column
from tumen.parameters.particles import Particles
from tumen.parameters.registry import load_registry
from tumen.results import netcdf
from tumen.scenarios.extend import shipped_names
from tumen.scenarios.load import load_scenario

PARTICLES: Final = "particles"
RELEASED: Final = Path(tumen.__file__).parent / "parameters" / "data" / "posterior.nc"
MODEL: Final = ("actors", "events", "measurement", "mechanisms", "world", "model.py", "base")

PosteriorOf: TypeAlias = "str | Path | Posterior | None"  # a name, a file, one in memory; None for the prior
DEFAULT: Final = "released"


@final
@dataclass(frozen=True)
class Posterior:
    """Equally likely histories of the past, and what is known of how they came about.

    Attributes
    ----------
    particles
        The histories.
    biases
        Of each family of sources, shape (particles,), in standard deviations of a reading.
    facts
        What the calibration found of itself: `verdict`, `effective_size`, `pareto_k`, `log_evidence`, the
        hashes of its `inputs`, and more.
    """

    particles: Particles
    biases: Mapping[str, npt.NDArray[np.float32]]
    facts: Mapping[str, Any]

    @property
    def effective_size(self) -> float:
        """How many independent draws from the posterior the particles are worth."""
        return float(self.facts["effective_size"])

    @property
    def origin(self) -> dict[str, Any]:
        """What results keep of it."""
        kept = ("verdict", "effective_size", "pareto_k", "log_evidence", "inputs")
        return {"sha256": self.sha256, **{name: self.facts[name] for name in kept}}

    @property
    def sha256(self) -> str:
        """Hash of the particles."""
        past = self.particles.past
        told = json.dumps([dict(self.particles.priors), past.seed, past.until, past.periods])
        return sha256(told.encode() + self.particles.steps.tobytes() + past.numbers.tobytes()).hexdigest()

    def group(self) -> xr.Dataset:
        """Return the particles as labelled arrays."""
        particles, past = self.particles, self.particles.past
        return xr.Dataset(
            {
                "step": (("column", "draw"), particles.steps),
                "number": (("period", "draw"), past.numbers),
                "prior": ("column", list(particles.priors.values())),
                "bias": (("family", "draw"), np.stack(list(self.biases.values()))),
            },
            {
                "column": list(particles.priors),
                "period": [month_text(month) for month in past.periods],
                "family": list(self.biases),
            },
            attrs={
                "until": month_text(past.until),
                "seed": str(past.seed),
                "random_scheme": SCHEME,
                "facts": json.dumps(dict(self.facts), sort_keys=True),
            },
        )

    def write(self, path: Path) -> None:
        """Write the particles, and nothing else, to a NetCDF file."""
        netcdf.write(xr.DataTree.from_dict({PARTICLES: self.group()}), path)


def read_posterior(path: Path) -> Posterior:
    """Read the particles of a calibration.

    Raises
    ------
    InputError
        If there is no such file, if it holds no particles, or if other software drew their luck.
    """
    if not path.is_file():
        raise _fault(path, "is not there. Give the file that tumen calibrate wrote.")
    tree = netcdf.read(path)
    if PARTICLES not in tree.children:
        raise _fault(path, "holds no particles. Give the file that tumen calibrate wrote.")
    group = tree[PARTICLES].to_dataset()
    if group.attrs["random_scheme"] != SCHEME:
        raise _fault(path, "was made with another random scheme. Calibrate anew with: tumen calibrate")
    past = Past(
        int(group.attrs["seed"]),
        month_number(group.attrs["until"]),
        tuple(month_number(text) for text in group["period"].values.tolist()),
        group["number"].values.astype(np.int64),
    )
    priors = dict(zip(group["column"].values.tolist(), group["prior"].values.tolist(), strict=True))
    particles = Particles(priors, group["step"].values.astype(np.uint16), past)
    families = group["family"].values.tolist()
    biases = dict(zip(families, group["bias"].values.astype(np.float32), strict=True))
    return Posterior(particles, biases, json.loads(group.attrs["facts"]))


@lru_cache(maxsize=4)
def _read(path: Path) -> Posterior:
    return read_posterior(path)


def posterior_of(given: PosteriorOf) -> Posterior | None:
    """Return a posterior: the released one, that of a file, or none for the prior.

    A world for which none was released starts from its prior, as its results say.

    Raises
    ------
    InputError
        If the file cannot be used.
    """
    if given is None or isinstance(given, Posterior):
        return given
    if given == DEFAULT:
        return _read(RELEASED) if RELEASED.exists() else None
    return _read(Path(given))


def outdated(posterior: Posterior) -> Iterator[str]:
    """Yield what a posterior was made with and what is installed differs from, in a sentence each."""
    made = posterior.facts["inputs"]
    if made["history"] not in shipped_names():
        yield f"the posterior is of another world, with the history {made['history']}. Run: tumen calibrate"
        return
    current = inputs(made["history"])
    words = {"items": "the items", "evidence": "the records", "model": "the model", "scenario": "the history"}
    changed = [word for name, word in words.items() if made[name] != current[name]]
    if changed:
        yield f"the posterior was calibrated before {' and '.join(changed)} changed. Run: tumen calibrate"
    columns = _columns(made["history"])
    varying = [address for address, column in columns.items() if column.varies]
    lost = sorted({*varying} - {*posterior.particles.fitting(columns)})
    if lost:
        named = ", ".join(lost[:3]) + (f" and {len(lost) - 3} more" if len(lost) > 3 else "")
        yield f"the prior of {named} is not that of the calibration, and is drawn from. Run: tumen calibrate"


@lru_cache(maxsize=1)
def _columns(history: str) -> Mapping[str, Column]:
    return scenario_columns(load_scenario(history), load_registry())


@lru_cache(maxsize=1)
def inputs(history: str) -> Mapping[str, str]:
    """Return the name of a history and the hash of everything that a calibration rests on."""
    seeds = seeds_folder()
    return {
        "history": history,
        "scenario": load_scenario(history).sha256,
        "items": _hash([seeds / ITEMS]),
        "evidence": _hash(document_paths(seeds)),
        "model": model_hash(),
    }


@lru_cache(maxsize=1)
def model_hash() -> str:
    """Return the SHA-256 of everything that decides what a month does."""
    root = Path(tumen.__file__).parent
    parts = [root / name for name in MODEL]
    return _hash(
        [file for part in parts for file in ([part] if part.is_file() else sorted(part.rglob("*.py")))]
    )


def _hash(paths: list[Path]) -> str:
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in paths)).hexdigest()


def _fault(path: Path, message: str) -> InputError:
    return InputError([Problem(str(path), 0, 0, "", message)])
