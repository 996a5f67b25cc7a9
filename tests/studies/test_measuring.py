"""The layer learns from the past what a series shows of a tie, and forecasts it with the right spread."""

import numpy as np
import pytest

from tumen.studies.measuring import Layer, Settings

ALONE = Settings.all(readings=(0.0,))


def last(layer, values, moved):
    *_, belief = layer.beliefs(values, moved)
    return belief


def drawn(settings, values, moved, ahead, horizon=1):
    layer = Layer.of(values, settings)
    return layer.draws(last(layer, values, moved), ahead, horizon, np.random.default_rng(0))


@pytest.fixture
def noise():
    return np.random.default_rng(5).normal(size=80)


def test_noise_is_forecast_as_noise(noise):
    draws = drawn(ALONE, 3 + 2 * noise, np.zeros(80), np.zeros(20_000), horizon=6)

    assert np.median(draws) == pytest.approx(3, abs=0.8)
    assert np.quantile(draws, 0.95) - np.quantile(draws, 0.05) == pytest.approx(2 * 3.29, rel=0.3)


def test_a_random_walk_is_forecast_near_its_last_value_and_wider_further_ahead(noise):
    values = np.cumsum(noise)

    near, far = (drawn(ALONE, values, np.zeros(80), np.zeros(20_000), horizon) for horizon in (1, 12))

    assert np.median(near) == pytest.approx(values[-1], abs=1)
    assert far.std() > 2 * near.std()


def test_a_series_that_follows_its_tie_is_forecast_to_follow_it(noise):
    moved = np.where(np.arange(80) < 40, 0.0, 0.5)
    values = 6 * moved + 0.3 * noise

    stays, moves = (
        np.median(drawn(Settings.all(), values, moved, np.full(20_000, ahead), 12)) for ahead in (0.5, 0.7)
    )

    assert stays == pytest.approx(3, abs=0.5)
    assert moves - stays == pytest.approx(6 * 0.2, rel=0.3)


def test_a_tie_that_tells_nothing_is_learned_to_tell_nothing(noise):
    moved = np.where(np.arange(80) % 20 < 10, 0.0, 0.5)

    stays, moves = (
        np.median(drawn(Settings.all(), noise, moved, np.full(20_000, ahead))) for ahead in (0.0, 0.5)
    )

    assert abs(moves - stays) < 0.5


def test_without_a_relation_the_tie_does_not_matter(noise):
    one, other = (drawn(ALONE, noise, moved, ahead) for moved, ahead in [
        (np.zeros(80), np.zeros(100)),
        (np.linspace(0, 1, 80), np.ones(100)),
    ])  # fmt: skip

    np.testing.assert_allclose(one, other)


def test_what_comes_later_changes_no_earlier_belief(noise):
    changed = np.where(np.arange(80) < 50, noise, 99.0)
    layer = Layer.of(noise, Settings.all())

    first, second = ([*layer.beliefs(values, np.zeros(80))][49] for values in (noise, changed))

    np.testing.assert_array_equal(first.means, second.means)
    np.testing.assert_array_equal(first.weights, second.weights)


def test_an_unknown_month_teaches_nothing_and_widens_the_forecast(noise):
    values = np.cumsum(noise)
    holed = np.append(values, [np.nan] * 6)

    near, later = (
        drawn(ALONE, series, np.zeros(len(series)), np.zeros(20_000)) for series in (values, holed)
    )

    assert later.std() > 1.5 * near.std()


def test_the_unit_of_a_series_does_not_matter(noise):
    moved = np.linspace(0, 0.3, 80)

    one, other = (drawn(Settings.all(), 10 * scale * noise, moved, np.full(50, 0.4)) for scale in (1, 7))

    np.testing.assert_allclose(7 * one, other)


def test_lasting_surprises_gather_month_by_month():
    settings = Settings(*(np.array([number]) for number in (0.5, 0.6, 1.0, 0.0)))

    assert settings.gathered(1)[0] == pytest.approx(0.6)
    assert settings.gathered(3)[0] == pytest.approx(0.6 * (1 + 0.25 + 0.0625))
