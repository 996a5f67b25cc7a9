"""What a reading is worth: as closed forms have it, without bias, and with errors that are what they say."""

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from tumen.studies.scores import brier
from tumen.studies.watch.evppi import evppi
from tumen.studies.watch.value import cross_fitted, cuts, resolution, splits, tally

SLOPE, DIRECT, THROUGH, CUT, BEYOND = 1.0, 0.8, 0.5, 0.5, 0.3
SIGNAL = np.sqrt(SLOPE**2 + 1)  # standard deviations
LATENT = np.sqrt((DIRECT + THROUGH * SLOPE) ** 2 + THROUGH**2 + 1)
OF_SIGNAL = (SLOPE * (DIRECT + THROUGH * SLOPE) + THROUGH) / (SIGNAL * LATENT)  # correlations with the latent
OF_PARAMETER = (DIRECT + THROUGH * SLOPE) / LATENT
P = stats.norm.sf(BEYOND / LATENT)

numbers = arrays.arrays(np.float64, 60, elements=st.integers(0, 6))
answers = arrays.arrays(np.bool_, 60)
TWELVE = np.arange(60) % 12


def linear_gaussian(seed, histories, particles=None):
    """Return parameter Z, signal X = a Z + noise, answer b Z + c X + noise > t, and groups of particles."""
    chance = np.random.default_rng(seed)
    parameter = np.resize(chance.normal(size=particles or histories), histories)
    signal = SLOPE * parameter + chance.normal(size=histories)
    latent = DIRECT * parameter + THROUGH * signal + chance.normal(size=histories)
    return parameter, signal, latent > BEYOND, np.arange(histories) % (particles or histories) % 200


def value_of_the_split():
    """Return the value of X > s, from the distribution of both at once."""
    together = stats.multivariate_normal([0, 0], [[1, OF_SIGNAL], [OF_SIGNAL, 1]])
    above, both = stats.norm.sf(CUT / SIGNAL), together.cdf([-CUT / SIGNAL, -BEYOND / LATENT])
    return above * (1 - above) * (both / above - (P - both) / (1 - above)) ** 2


def value_of_knowing(correlation):
    """Return Var(P(Y | z)) of a standard normal z that has this correlation with the latent number."""
    rest = np.sqrt(1 - correlation**2)

    def squared(z):
        return stats.norm.pdf(z) * stats.norm.cdf((correlation * z - BEYOND / LATENT) / rest) ** 2

    return integrate.quad(squared, -9, 9)[0] - P**2


def all_three(seed, histories, particles=None):
    """Return the estimates of a split, of the whole signal and of the parameter."""
    parameter, signal, yes, groups = linear_gaussian(seed, histories, particles)
    split = splits(tally(signal, np.array([CUT]), yes, groups)).worth
    whole = resolution(tally(signal, cuts(signal, 20), yes, groups))
    known = evppi(parameter, yes, groups, least=20)
    return np.array([[split.value[0], whole.value, known.value], [split.error[0], whole.error, known.error]])


@pytest.mark.parametrize(("histories", "particles"), [(20_000, None), (20_000, 4_000)])
def test_values_are_those_of_the_closed_form(histories, particles):
    truth = [value_of_the_split(), value_of_knowing(OF_SIGNAL), value_of_knowing(OF_PARAMETER)]

    value, error = all_three(1, histories, particles)

    assert (np.abs(value - truth) < 3 * error).all()
    assert (error < 0.05 * value).all()


def test_probabilities_are_those_of_the_closed_form():
    _, signal, yes, groups = linear_gaussian(2, 20_000)
    together = stats.multivariate_normal([0, 0], [[1, OF_SIGNAL], [OF_SIGNAL, 1]])
    above, both = stats.norm.sf(CUT / SIGNAL), together.cdf([-CUT / SIGNAL, -BEYOND / LATENT])

    found = splits(tally(signal, np.array([CUT]), yes, groups))

    assert abs(found.above[0] - both / above) < 3 * found.above_error[0] < 0.03
    assert abs(found.below[0] - (P - both) / (1 - above)) < 3 * found.below_error[0] < 0.03
    assert found.share[0] == np.mean(signal >= CUT)


@pytest.mark.parametrize(("histories", "particles"), [(1_000, None), (1_500, 500)])
def test_errors_are_the_spread_over_repeated_samples(histories, particles):
    repeats = np.array([all_three(seed, histories, particles) for seed in range(50)])

    spread, told = repeats[:, 0].std(axis=0, ddof=1), np.sqrt((repeats[:, 1] ** 2).mean(axis=0))

    assert (np.abs(told / spread - 1) < 0.35).all()  # the spread of 50 is known to 10 %


@pytest.mark.parametrize("shared", [1, 3])
def test_what_tells_nothing_is_worth_nothing(shared):
    chance = np.random.default_rng(4)
    found = []
    for seed in range(60):
        _, _, yes, groups = linear_gaussian(seed, 600, 600 // shared)
        noise = np.tile(chance.normal(size=600 // shared), shared)
        found.append(evppi(noise, yes, groups, least=20))

    value, error = np.array(found).T

    assert abs(value.mean()) < 3 * value.std(ddof=1) / np.sqrt(60)
    assert np.mean(np.abs(value) < 2 * error) > 0.85
    assert value.std(ddof=1) < 1.3 * np.sqrt((error**2).mean())


def test_the_best_of_many_cuts_is_not_worth_more_for_being_picked():
    chance = np.random.default_rng(5)
    picked, fitted = [], []
    for seed in range(60):
        _, _, yes, groups = linear_gaussian(seed, 600)
        noise = chance.normal(size=600)
        of = tally(noise, cuts(noise, 20), yes, groups)
        picked.append(splits(of).worth.value.max())
        fitted.append(float(cross_fitted(splits(of.half(0)).worth, splits(of.half(1)).worth, 0.5).value))

    of_mean = np.std(fitted, ddof=1) / np.sqrt(60)

    assert abs(np.mean(fitted)) < 3 * of_mean
    assert np.mean(picked) > 5 * of_mean


def test_cross_fitting_scores_the_choice_of_one_half_in_the_other():
    first, second = (splits(tally(*sample)).worth for sample in two_samples())

    fitted = cross_fitted(first, second, 0.25)

    by_first, by_second = first.value.argmax(), second.value.argmax()
    assert by_first != by_second
    assert fitted.value == pytest.approx(0.25 * first.value[by_second] + 0.75 * second.value[by_first])
    assert fitted.error == pytest.approx(
        np.hypot(0.25 * first.error[by_second], 0.75 * second.error[by_first])
    )


def two_samples():
    values, groups = np.arange(40) % 4, np.arange(40) % 10
    for cut in (1, 3):
        yes = values >= cut
        yes[:10] = np.arange(10) % 2
        yield values, np.array([1, 2, 3]), yes, groups


def test_the_value_of_eight_histories_by_hand():
    signal, yes = np.repeat([1, 0], 4), np.array([1, 1, 1, 0, 0, 0, 0, 1], bool)

    found = splits(tally(signal, np.array([1]), yes, np.arange(8)))

    assert (found.share[0], found.above[0], found.below[0]) == (0.5, 0.75, 0.25)
    assert found.worth.value[0] == pytest.approx(0.25 * 0.5**2 - 0.25 * 2 * 0.75 * 0.25 / 3)


def test_a_reading_takes_off_what_another_sample_scores_it_takes_off():
    _, signal, yes, groups = linear_gaussian(6, 20_000)
    _, later, came, _ = linear_gaussian(7, 100_000)
    limits = cuts(signal, 20)
    of = tally(signal, limits, yes, groups)
    told = (of.yes.sum(axis=0) / of.counts.sum(axis=0))[np.searchsorted(limits, later, side="right")]

    found = resolution(of)

    better = brier(yes.mean(), came) - brier(told, came)
    assert abs(better.mean() - found.value) < 3 * np.hypot(found.error, better.std() / np.sqrt(len(came)))


def test_the_error_is_that_of_a_jackknife_over_groups():
    _, signal, yes, groups = linear_gaussian(8, 6_000, 1_200)
    of = tally(signal, np.array([-1.0, 0.0, 1.0]), yes, groups)

    def plain(counts, answered):
        counts, answered = counts.sum(axis=0), answered.sum(axis=0)
        return np.sum(counts * (answered / counts - answered.sum() / counts.sum()) ** 2) / counts.sum()

    without = [plain(np.delete(of.counts, row, 0), np.delete(of.yes, row, 0)) for row in range(200)]

    jackknife = np.sqrt(199 / 200 * np.square(np.array(without) - np.mean(without)).sum())
    assert resolution(of).error == pytest.approx(jackknife, rel=0.02)


def test_histories_of_one_particle_count_once_if_they_are_all_alike():
    _, signal, yes, groups = linear_gaussian(9, 2_000)
    once = resolution(tally(signal, np.array([0.0]), yes, groups))

    thrice = resolution(tally(np.tile(signal, 3), np.array([0.0]), np.tile(yes, 3), np.tile(groups, 3)))

    assert thrice.value == pytest.approx(once.value)
    assert thrice.error == pytest.approx(once.error, rel=0.01)


def test_a_rare_reading_that_no_yes_follows_is_not_called_sure():
    signal = np.arange(10_000) < 100
    yes = np.arange(10_000) % 100 == 99
    yes[:100] = False

    found = splits(tally(signal, np.array([True]), yes, np.arange(10_000) % 200))

    assert found.above[0] == 0 < found.above_error[0] < 0.03
    assert found.worth.value[0] < 2 * found.worth.error[0]


def test_few_values_are_cut_between_each_two_and_many_at_quantiles():
    counts = np.repeat([0, 1, 2, 5], [50, 30, 19, 1])

    assert cuts(counts, 10).tolist() == [1, 2]
    assert cuts(np.arange(100.0), 5, most=4).tolist() == [25, 50, 75]
    assert cuts(np.zeros(100), 5).tolist() == []


@given(numbers, st.integers(1, 40), st.integers(2, 8))
def test_every_bin_holds_as_many_as_it_must(values, least, most):
    limits = cuts(values, least, most)

    sizes = np.bincount(np.searchsorted(limits, values, side="right"), minlength=len(limits) + 1)
    assert len(limits) < max(most, 7)
    assert not len(limits) or sizes.min() >= least


@given(numbers, answers, st.integers(-1_000, 1_000))
def test_a_constant_added_to_an_indicator_changes_no_value(values, yes, constant):
    one = resolution(tally(values, cuts(values, 5), yes, TWELVE))
    other = resolution(tally(values + constant, cuts(values + constant, 5), yes, TWELVE))

    assert one == other


@given(numbers, answers)
def test_the_opposite_question_has_the_same_values(values, yes):
    of, opposite = (tally(values, cuts(values, 5), one, TWELVE) for one in (yes, ~yes))

    np.testing.assert_allclose(resolution(of), resolution(opposite), atol=1e-12)
    np.testing.assert_allclose(splits(of).worth, splits(opposite).worth, atol=1e-12)


@given(numbers, answers)
def test_nothing_takes_off_more_than_there_is(values, yes):
    of = tally(values, cuts(values, 5), yes, TWELVE)
    most = yes.mean() * (1 - yes.mean()) + 1e-12

    assert resolution(of).value <= most
    assert (splits(of).worth.value <= most).all()


@given(numbers, answers)
def test_the_halves_are_the_whole(values, yes):
    of = tally(values, cuts(values, 5), yes, TWELVE)

    halves = of.half(0), of.half(1)

    assert sum(half.histories for half in halves) == of.histories == 60
    np.testing.assert_array_equal(sum(half.yes.sum(axis=0) for half in halves), of.yes.sum(axis=0))


def test_a_question_that_is_its_indicator_is_told_whole():
    yes = np.arange(1_000) % 10 < 3

    found = splits(tally(yes, np.array([True]), yes, np.arange(1_000) % 200))

    assert found.worth.value[0] == pytest.approx(0.21)
    assert (found.above[0], found.below[0]) == (1, 0)
