"""The samplers find what is known in closed form: means, spreads and the evidence."""

import numpy as np
import pytest

from studies_toy import small_problem
from tumen.studies.calibration.importance import PRODUCE, Drawn, Effort, Stage, adapted, bank_of, weighed
from tumen.studies.calibration.tempered import Tempered, Tempering
from tumen.studies.calibration.weights import log_evidence, normalised, weighted_mean, weighted_sd

EFFORT = Effort(bank=20_000, rounds=3, batch=10_000, directions=6)


def quiet(_):
    pass


def importance(problem, seed, size):
    stage = Stage(seed, 0)
    proposal = adapted(problem, bank_of(problem, EFFORT, stage), EFFORT, stage, quiet)
    return proposal, weighed(problem, proposal, size, stage, (PRODUCE, 0))


def test_importance_sampling_finds_the_posterior_in_closed_form():
    problem = small_problem()
    mean, sd, evidence = problem.posterior()

    _, drawn = importance(problem, 3, 200_000)

    weights = normalised(drawn.log_weights)
    assert weighted_mean(drawn.coordinates, weights) == pytest.approx(mean, abs=0.02)
    assert weighted_sd(drawn.coordinates, weights) == pytest.approx(sd, abs=0.02)
    assert log_evidence(drawn.log_weights) == pytest.approx(evidence, abs=0.02)


def test_the_evidence_is_that_of_brute_force():
    problem = small_problem()
    brute = bank_of(problem, Effort(bank=1_000_000), Stage(5, 1))

    _, drawn = importance(problem, 3, 60_000)

    assert log_evidence(drawn.log_weights) == pytest.approx(log_evidence(brute.log_weights), abs=0.05)


def test_tempering_finds_the_posterior_in_closed_form():
    problem = small_problem()
    mean, sd, evidence = problem.posterior()
    lead = Tempered(problem, 3, Tempering(size=8_000, moves=15, directions=6), Stage(4, 0))

    population = lead.run(quiet)

    found = population.coordinates.astype(float)
    assert found.mean(axis=1) == pytest.approx(mean, abs=0.06)
    assert found.std(axis=1) == pytest.approx(sd, abs=0.06)
    assert lead.log_evidence == pytest.approx(evidence, abs=0.1)


def test_blocks_of_a_sample_do_not_depend_on_each_other():
    problem = small_problem()
    stage = Stage(3, 0)
    proposal, _ = importance(problem, 3, 1_000)

    second_alone = weighed(problem, proposal, 1_000, stage, (PRODUCE, 1))
    weighed(problem, proposal, 1_000, stage, (PRODUCE, 0))
    second_again = weighed(problem, proposal, 1_000, stage, (PRODUCE, 1))

    assert isinstance(second_alone, Drawn)
    np.testing.assert_array_equal(second_alone.coordinates, second_again.coordinates)
    np.testing.assert_array_equal(second_alone.log_weights, second_again.log_weights)


def test_an_item_told_twice_narrows_the_posterior():
    problem = small_problem()
    twice = type(problem)(
        np.vstack([problem.slopes, problem.slopes[:1]]),
        [*problem.observed, problem.observed[0]],
        luck=problem.luck,
        noise=problem.noise,
    )

    _, once = importance(problem, 3, 40_000)
    _, again = importance(twice, 3, 40_000)

    spreads = [weighted_sd(one.coordinates, normalised(one.log_weights))[0] for one in (once, again)]
    assert spreads[1] < spreads[0] - 0.05


def test_what_no_item_is_about_keeps_its_prior():
    _, drawn = importance(small_problem(), 3, 40_000)

    weights = normalised(drawn.log_weights)
    assert weighted_mean(drawn.coordinates[4:], weights) == pytest.approx(np.zeros(6), abs=0.03)
    assert weighted_sd(drawn.coordinates[4:], weights) == pytest.approx(np.ones(6), abs=0.03)
