"""Histories are grouped by what they share, and parameters are those that the histories had."""

from dataclasses import replace

import numpy as np
import pytest

import tumen
from posteriors import made_up_posterior
from tumen.ensemble.setting import begin
from tumen.studies.watch.evppi import values_drawn
from tumen.studies.watch.gather import GROUPS, groups_of
from tumen.studies.watch.watch import _spread


@pytest.fixture(scope="module")
def scenario():
    return tumen.scenario("ceasefire")


@pytest.fixture(scope="module")
def posterior(scenario):
    return made_up_posterior(scenario, 450)


def test_histories_of_one_particle_are_in_one_group(posterior):
    groups = groups_of(posterior.particles, 1_000)

    np.testing.assert_array_equal(groups[:450], groups[450:900])
    assert len(np.unique(groups)) == GROUPS
    assert np.bincount(groups).max() <= 9


def test_particles_with_the_same_parameters_are_in_one_group(posterior):
    twice = posterior.particles.some(np.array([0, 1, 2, 1, 3, 0]))

    groups = groups_of(twice, 6)

    assert groups.tolist() == [0, 1, 2, 1, 3, 0]


def test_without_particles_each_history_stands_alone():
    assert groups_of(None, 150).tolist() == list(range(150))
    assert np.bincount(groups_of(None, 1_000)).tolist() == [5] * GROUPS


@pytest.mark.parametrize("calibrated", [True, False])
def test_parameters_are_those_that_the_histories_had(scenario, posterior, calibrated):
    particles = posterior.particles if calibrated else None
    start = begin(scenario, 7, range(30), particles)

    found = dict(values_drawn(scenario, 7, 30, particles))

    varying = {address for address, column in start.columns.items() if column.varies}
    assert set(found) == varying
    for address, values in found.items():
        np.testing.assert_array_equal(values, start.draws.columns[address])


def test_errors_are_as_much_larger_as_particles_are_worth_less(posterior):
    worth_half = replace(posterior, facts={**posterior.facts, "effective_size": 225.0})

    assert _spread(None, 1_000) == 1
    assert _spread(posterior, 1_000) == 1  # worth more than their number: that is no gain
    assert _spread(worth_half, 1_000) == pytest.approx(np.sqrt(2))
    assert _spread(worth_half, 225) == pytest.approx(np.sqrt(1.5))
