"""The released posterior: made of what is installed, and not more sure than the documents allow."""

import numpy as np
import pytest
from scipy import stats

import tumen
from tumen.ensemble.posterior import RELEASED, outdated, posterior_of


@pytest.fixture(scope="module")
def released():
    return posterior_of("released")


def test_it_was_calibrated_with_what_is_installed(released):
    assert list(outdated(released)) == []
    assert released.facts["verdict"].startswith("calibrated")


def test_it_is_worth_what_it_says(released):
    assert released.effective_size >= 1_000
    assert released.facts["pareto_k"] < 0.7
    assert released.facts["items"] >= 50
    assert RELEASED.stat().st_size < 4_000_000


@pytest.mark.slow
def test_every_shipped_scenario_starts_from_it(released):
    results = tumen.run(["baseline_war", "ceasefire"], replicates=8, show_progress=False)

    assert results.manifest["posterior"]["sha256"] == released.sha256
    assert "calibrated, worth 8 draws" in repr(results)


@pytest.mark.slow
def test_what_no_document_tells_of_stays_as_it_was():
    found = [
        tumen.run("history", replicates=600, posterior=posterior, workers=1, show_progress=False)
        for posterior in ("released", None)
    ]
    tails = [one.strength.sel(dyad="china-ukraine").isel(time=62).values.ravel() for one in found]

    np.testing.assert_allclose(*tails, atol=0.05)


def test_what_documents_tell_of_moves(released):
    shares = released.particles.steps[list(released.particles.priors).index("mechanisms/rivalry/coupling")]

    assert np.mean(shares) / 2**16 > 0.75
    assert stats.kstest(shares / 2**16, "uniform").pvalue < 1e-6
