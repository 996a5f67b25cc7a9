"""Measurement models: densities that add up to one, known values, and samplers that match them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from tumen.studies.calibration.coded import Amount, Counted, First, Reading, Region
from tumen.studies.calibration.densities import ABOVE, BELOW, INSIDE, amount_log_density, mixed

FINITE = st.floats(-2, 2)
SCALE = st.floats(0.05, 2)
SIZE = 20_000


def region(low=-0.5, high=0.25, **more):
    return Region(measures=[None], observed=INSIDE, low=low, high=high, sd=0.2, **more)


MODELS = {
    "word": (region(), np.full((1, SIZE), 0.1)),
    "lowest word": (region(low=-np.inf), np.full((1, SIZE), -0.4)),
    "trend": (region(low=0, high=np.inf, factor=2.5), np.full((1, SIZE), 0.1)),
    "comparison": (
        Region(measures=[None, None], observed=INSIDE, low=0, high=np.inf, sd=0.3),
        np.stack([np.full(SIZE, 0.5), np.full(SIZE, 0.3)]),
    ),
    "bound of an amount": (region(low=np.log(900), high=np.inf, log=True), np.full((1, SIZE), 1000.0)),
    "amount": (
        Amount(measures=[None, None], observed=3.0, sd=0.5, weights=[0.6, 0.4]),
        np.stack([np.full(SIZE, 2.0), np.full(SIZE, 6.0)]),
    ),
    "count": (
        Counted(measures=[None], observed=3, overdispersion=0.0, weights=[1.0]),
        np.full((1, SIZE), 4.5),
    ),
    "count with spread": (
        Counted(measures=[None, None], observed=3, overdispersion=0.3, weights=[0.7, 0.3], factor=1.5),
        np.stack([np.full(SIZE, 3.0), np.full(SIZE, 6.0)]),
    ),
    "first month": (
        First(measures=[None] * 3, observed=1),
        np.array([[0.2], [0.5], [0.1]]).repeat(SIZE, axis=1),
    ),
}
DISCRETE = {
    "word": (BELOW, INSIDE, ABOVE),
    "lowest word": (INSIDE, ABOVE),
    "trend": (BELOW, INSIDE),
    "comparison": (BELOW, INSIDE),
    "bound of an amount": (BELOW, INSIDE),
    "count": range(80),
    "count with spread": range(200),
    "first month": range(4),
}


def model(name: str) -> tuple[Reading, np.ndarray]:
    return MODELS[name]


@pytest.mark.parametrize("name", DISCRETE)
def test_probabilities_add_up_to_one(name):
    reading, features = model(name)

    whole = sum(np.exp(reading.log_density(told, features[:, :1], 0.3)) for told in DISCRETE[name])

    assert whole == pytest.approx(1, abs=1e-9)


def test_the_density_of_an_amount_integrates_to_one():
    reading, features = model("amount")

    whole, _ = integrate.quad(
        lambda log_told: np.exp(reading.log_density(np.exp(log_told), features[:, :1], -0.4))[0], -8, 10
    )

    assert whole == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("name", MODELS)
def test_what_is_sampled_has_uniform_ranks(name):
    reading, features = model(name)
    chance = np.random.default_rng(5)
    bias = 0.4

    told = reading.sample(features, bias, chance)
    lower, up_to = reading.between(told, features, bias)
    ranks = lower + chance.random(SIZE) * (up_to - lower)

    assert stats.kstest(ranks, "uniform").pvalue > 0.001


@pytest.mark.parametrize("name", DISCRETE)
def test_density_and_distribution_agree(name):
    reading, features = model(name)
    for told in DISCRETE[name][:4]:
        lower, up_to = reading.between(np.full(1, told), features[:, :1], 0.2)
        density = np.exp(reading.log_density(told, features[:, :1], 0.2))
        assert up_to - lower == pytest.approx(density, abs=1e-9)


@given(FINITE, FINITE, SCALE, st.floats(-3, 3))
def test_a_bias_moves_what_is_seen_by_so_many_readings(x, cut, scale, bias):
    reading = Region(measures=[None], observed=INSIDE, low=cut, high=np.inf, sd=scale)

    leaning = reading.log_density(INSIDE, np.array([[x]]), bias)
    moved = reading.log_density(INSIDE, np.array([[x + scale * bias]]), 0.0)

    np.testing.assert_allclose(leaning, moved, rtol=1e-9, atol=1e-9)


@given(st.floats(-30, 30), st.floats(0.01, 3))
@settings(max_examples=60)
def test_an_interval_far_in_a_tail_keeps_its_probability(low, width):
    reading = Region(measures=[None], observed=INSIDE, low=low, high=low + width, sd=1.0)

    found = reading.log_density(INSIDE, np.zeros((1, 1)), 0.0)[0]

    exact = stats.norm.logsf(low) if low > 0 else stats.norm.logcdf(low + width)
    assert np.isfinite(found)
    assert found <= exact + 1e-9


def test_an_amount_that_is_told_exactly_has_the_density_of_a_normal_at_its_middle():
    assert amount_log_density(3.0, np.array([3.0]), 0.5, 0.0) == pytest.approx(
        [stats.norm.logpdf(0, scale=0.5)]
    )


def test_a_mixture_weighs_its_readings():
    halves = [np.log(np.array([0.2])), np.log(np.array([0.6]))]
    assert np.exp(mixed(halves, [0.25, 0.75])) == pytest.approx([0.5])


def test_a_count_is_poisson_and_negative_binomial():
    poisson, features = model("count")
    assert poisson.log_density(3, features[:, :1], 0) == pytest.approx(stats.poisson.logpmf(3, 4.5))
    spread = Counted(measures=[None], observed=3, overdispersion=0.25, weights=[1.0])
    size = 4.0
    assert spread.log_density(3, features[:, :1], 0) == pytest.approx(
        stats.nbinom.logpmf(3, size, size / (size + 4.5))
    )


def test_months_without_an_event_count_too():
    reading, features = model("first month")
    one = features[:, :1]
    assert np.exp(reading.log_density(1, one, 0)) == pytest.approx(np.exp(-0.2) * (1 - np.exp(-0.5)))
    assert np.exp(reading.log_density(3, one, 0)) == pytest.approx(np.exp(-0.8))
