"""The manifest says what is needed to get the same numbers again."""

import json

import numpy as np

from ensembles import a_manifest, scenarios
from tumen.base.randomness import SCHEME
from tumen.results.provenance import document_hashes, lasting, registry_hash


def test_the_manifest_names_versions_seed_scheme_and_inputs():
    manifest = a_manifest(scenarios())

    assert manifest["dependencies"]["numpy"] == np.__version__
    assert (manifest["seed"], manifest["random_scheme"]) == (7, SCHEME)
    assert manifest["machine"]["cpu_features"]
    assert manifest["scenarios"]["ceasefire"] == {"sha256": "0" * 64, "resolved": "title: Ceasefire\n"}
    assert manifest["run"]["command"] == ["tumen", "run", "baseline_war", "ceasefire"]
    assert manifest["run"]["started"] == "2025-03-01T12:00:00+00:00"


def test_no_optional_dependency_is_listed():
    assert "pytest" not in a_manifest(scenarios())["dependencies"]


def test_the_lasting_part_tells_nothing_of_the_single_run():
    text = lasting(a_manifest(scenarios()))

    assert "2025-03-01T12" not in text
    assert json.loads(text)["seed"] == 7


def test_every_document_has_a_hash():
    hashes = document_hashes()

    assert hashes
    assert {len(value) for value in hashes.values()} == {64}


def test_the_hash_of_the_parameters_is_always_the_same():
    assert registry_hash() == registry_hash()
