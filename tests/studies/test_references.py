"""References forecast a series from its own past."""

import numpy as np
import pytest

from tumen.studies.references import autoregression, climatology, random_walk, why_not
from tumen.studies.scores import crps_normal


def test_a_random_walk_spreads_with_the_root_of_time():
    past = np.array([0.0, 1.0, 0.0, 1.0])

    assert random_walk(past, 4, 2.0) == pytest.approx(float(crps_normal(1.0, 2.0, 2.0)))


def test_a_change_over_a_gap_is_shared_among_its_months():
    past = np.array([0.0, np.nan, np.nan, np.nan, 2.0])

    assert random_walk(past, 1, 2.0) == pytest.approx(float(crps_normal(2.0, 1.0, 2.0)))


def test_an_autoregression_finds_mean_persistence_and_variance():
    chance = np.random.default_rng(1)
    past = np.zeros(20_000)
    for month in range(1, len(past)):
        past[month] = 0.6 * past[month - 1] + chance.normal()
    past += 5 - past[-1] + 1
    mean = past.mean()

    expected = crps_normal(mean + 0.36 * (past[-1] - mean), np.sqrt(1 + 0.36), 4.0)

    assert autoregression(past, 2, 4.0) == pytest.approx(float(expected), abs=0.03)


def test_an_autoregression_takes_neighbours_only():
    whole = np.sin(np.arange(40.0))
    holed = whole.copy()
    holed[20] = np.nan

    assert autoregression(holed, 3, 0.0) == pytest.approx(autoregression(whole, 3, 0.0), abs=0.05)


def test_a_series_that_runs_away_still_has_a_finite_forecast():
    assert np.isfinite(autoregression(np.exp(np.arange(30.0) / 5), 12, 1.0))


def test_climatology_is_the_past():
    assert climatology(np.array([0.0, np.nan, 2.0]), 12, 1.0) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("past", "message"),
    [
        (np.arange(30.0), "30 months are known, and the first forecast needs 40"),
        (np.where(np.arange(90) % 2, np.nan, np.arange(90.0)), "only 0 of its months follow a known one"),
        (np.ones(50), "its values never change"),
        (np.concatenate([np.ones(30), np.arange(20.0)]), "its values never change"),
        (np.arange(50.0), ""),
    ],
)
def test_a_series_that_cannot_be_forecast_is_told_why(past, message):
    assert why_not(past, 40) == message
