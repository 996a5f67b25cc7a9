"""A small sweep, and what it comes to."""

import pytest

from tumen.base.problems import InputError
from tumen.studies.sweep.reading import read_sweep
from tumen.studies.sweep.sweeping import sweep

SHORT = """
extends: ceasefire
title: A ceasefire, for a year
until: 2026-04
"""
SWEEP = """
schema_version: 1
title: A small sweep
scenarios: [short.yaml, other.yaml]
replicates: 6
seed: 3
design: {method: saltelli, base_points: 4}
factors:
  mechanisms/exchange/price: from_prior
  events/ceasefire/probability: {uniform: [0, 1]}
  events/ceasefire/month: {window: {earliest: 2025-06, latest: 2025-12}}
groups: {war: [events/ceasefire/probability, events/ceasefire/month]}
measures:
  falls: {probability_of: {change: strength dprk-russia, from: 2025-03, to: 2026-03, below: -0.1}}
  tie: {mean_of: {path: strength dprk-russia, from: 2025-12, to: 2026-03, every: 3}}
  median: {median_of: {value: strength dprk-russia, at: 2026-03}}
  spread: {spread_of: {value: strength dprk-russia, at: 2026-03}}
"""


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Return the file of a small sweep."""
    folder = tmp_path_factory.mktemp("sweep")
    (folder / "short.yaml").write_text(SHORT, encoding="utf-8")
    (folder / "other.yaml").write_text(SHORT.replace("ceasefire", "baseline_war", 1), encoding="utf-8")
    file = folder / "small.yaml"
    file.write_text(SWEEP, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def of():
    """Return how small sweeps are run."""
    return {"workers": 1, "show_progress": False}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Return the folder of the small sweep."""
    return tmp_path_factory.mktemp("done") / "small"


@pytest.fixture(scope="session")
def results(written, folder, of):
    """Return what the small sweep comes to."""
    return sweep(written, output=folder, **of)


@pytest.fixture
def faults(tmp_path):
    """Return the problems of a sweep file with some text."""

    def of(text):
        file = tmp_path / "broken.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError) as refused:
            read_sweep(file)
        return refused.value.problems

    return of
