"""Provenance: everything one needs to know to get the same numbers again."""

import json
import platform
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from importlib.metadata import requires, version
from typing import Any

import numpy as np

from tumen.base.randomness import SCHEME
from tumen.base.resources import seeds_folder
from tumen.evidence.ids import document_paths
from tumen.evidence.read import read_evidence
from tumen.parameters.registry import load_registry
from tumen.results.facts import ScenarioFacts

OF_THE_RUN = "run"  # the one part that differs between two runs of the same thing


def manifest(
    scenarios: Sequence[ScenarioFacts],
    *,
    seed: int,
    sizes: Mapping[str, int],
    command: Sequence[str],
    started: datetime,
    seconds: Mapping[str, float],
    posterior: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return how results came about, ready for JSON.

    Parameters
    ----------
    scenarios
        Those that were run.
    seed
        The seed.
    sizes
        Whatever sized the ensemble: replicates, months, series.
    command
        The command line, word by word.
    started
        When the run began, with its time zone.
    seconds
        How long each stage took.
    posterior
        What is known of the calibration that parameters and the past come from; None for the prior.
    """
    return {
        "tumen": version("tumen"),
        "python": platform.python_version(),
        "dependencies": _dependencies(),
        "machine": {
            "architecture": platform.machine(),
            "byte_order": sys.byteorder,
            "cpu_features": _cpu_features(),
        },
        "random_scheme": SCHEME,
        "seed": seed,
        "posterior": None if posterior is None else dict(posterior),
        "sizes": dict(sizes),
        "scenarios": {
            facts.name: {"sha256": facts.sha256, "resolved": facts.resolved_text} for facts in scenarios
        },
        "documents": document_hashes(),
        "evidence_sha256": evidence_hash(),
        "parameters_sha256": registry_hash(),
        OF_THE_RUN: {"command": list(command), "started": started.isoformat(), "seconds": dict(seconds)},
    }


def lasting(of: Mapping[str, Any]) -> str:
    """Return, as JSON, the part of a manifest that is the same whenever the same thing is run again."""
    kept = {name: value for name, value in of.items() if name not in {OF_THE_RUN, "scenarios"}}
    return json.dumps(kept, sort_keys=True)


def document_hashes() -> dict[str, str]:
    """Return the SHA-256 of every document that the evidence was taken from, by the document's id."""
    documents = read_evidence(seeds_folder()).documents
    return {name: document.sha256 for name, document in documents.items()}


def evidence_hash() -> str:
    """Return the SHA-256 of all records, file after file."""
    return sha256(b"".join(path.read_bytes() for path in document_paths(seeds_folder()))).hexdigest()


def registry_hash() -> str:
    """Return the SHA-256 of all parameters: addresses, priors and reasons."""
    registry = load_registry()
    lines = (f"{address} {registry[address].entry.model_dump_json()}" for address in sorted(registry))
    return sha256("\n".join(lines).encode()).hexdigest()


def _dependencies() -> dict[str, str]:
    """Return the versions of what tumen needs, without its optional parts."""
    needed = [text for text in requires("tumen") or () if "extra ==" not in text]
    names = sorted({re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in needed})
    return {name: version(name) for name in names}


def _cpu_features() -> list[str]:
    """Return the instruction sets that NumPy uses here: the bits of exp and tanh depend on them."""
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]
    return [*extensions.get("baseline", ()), *extensions.get("found", ())]
