"""Methods for any sample find what an output hangs on, and leave alone what they do not need."""

import numpy as np
import pytest
import xarray as xr
from SALib.analyze import pawn, rbd_fast

from tumen.studies.sensitivity.given import given_data

METHODS = {"delta": "delta", "pawn": "pawn", "rbd_fast": "first"}  # with what each tells of a factor
FACTORS = ["a", "b", "c"]


def sample(runs=400):
    return np.random.default_rng(5).random((runs, 3))


def found_of(values, results, method, **choice):
    names = [f"y{number}" for number in range(results.shape[1])]
    named = {"factors": FACTORS, "outputs": names}
    return given_data(values, results, method=method, resamples=5, **named, **choice)


@pytest.mark.parametrize("method", METHODS)
def test_the_factor_with_more_weight_comes_first_and_one_without_is_noise(method):
    values = sample()

    found = found_of(values, values @ [[4.0, 0.0], [1.0, 1.0], [0.0, 4.0]], method)

    share = found[METHODS[method]]
    assert share[0, 0] > share[1, 0] + 0.05
    assert share[2, 1] > share[1, 1] + 0.05
    np.testing.assert_allclose(share.values[[2, 0], [0, 1]], found["noise"], atol=0.1)
    assert (found.attrs["runs"], found.attrs["dropped"], found.attrs["method"]) == (400, 0, method)


def test_first_orders_are_those_of_the_closed_form():
    values = sample(2000)

    found = found_of(values, values @ [[4.0], [1.0], [0.0]], "rbd_fast")

    np.testing.assert_allclose(found["first"][:, 0], [16 / 17, 1 / 17, 0], atol=0.03)
    assert (found["first_low"] < found["first"]).all()


@pytest.mark.parametrize(
    ("method", "library", "key"), [("pawn", pawn, "median"), ("rbd_fast", rbd_fast, "S1")]
)
def test_numbers_are_those_of_the_library(method, library, key):
    values = sample()
    results = np.sin(6 * values[:, :1]) + values[:, 1:2] ** 2
    problem = {"num_vars": 3, "names": FACTORS}

    theirs = library.analyze(problem, values, results[:, 0])

    np.testing.assert_allclose(
        found_of(values, results, method)[METHODS[method]][:, 0], theirs[key], atol=1e-2
    )


@pytest.mark.parametrize("method", METHODS)
def test_only_the_ranks_of_a_factor_matter(method):
    values = sample(200)
    results = values[:, :1] + values[:, 1:2] ** 2

    stretched = found_of(np.exp(9 * values) - 1000, results, method)

    xr.testing.assert_identical(stretched, found_of(values, results, method))


@pytest.mark.parametrize("method", METHODS)
def test_what_does_not_vary_has_no_share(method):
    values = sample(200)
    values[:, 1] = 0.4
    results = np.column_stack([values[:, 0], np.full(200, 3.0)])

    found = found_of(values, results, method)

    share = found[METHODS[method]]
    assert np.isnan(share[1]).all()
    assert np.isnan(share[:, 1]).all()
    assert np.isfinite(share.values[[0, 2], 0]).all()
    assert np.isnan(found["noise"]).values.tolist() == [False, True]


def test_an_output_that_hardly_ever_varies_has_no_density():
    values = sample(200)
    results = np.zeros((200, 1))
    results[17] = 1.0

    assert np.isnan(found_of(values, results, "delta")["delta"]).all()


@pytest.mark.parametrize("method", METHODS)
def test_a_failed_run_is_left_out(method):
    values = sample(200)
    results = values[:, :1] + values[:, 1:2]
    broken, undefined = results.copy(), values.copy()
    broken[20] = np.nan
    undefined[30, 2] = np.inf

    found = found_of(undefined, broken, method)

    xr.testing.assert_equal(
        found, found_of(np.delete(values, [20, 30], axis=0), np.delete(results, [20, 30], axis=0), method)
    )
    assert (found.attrs["runs"], found.attrs["dropped"]) == (198, 2)


@pytest.mark.parametrize("method", METHODS)
def test_nobody_elses_luck_is_touched(method):
    before = np.random.get_state()[1].copy()  # noqa: NPY002

    found_of(sample(100), sample(100)[:, :1], method)

    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


@pytest.mark.parametrize(
    ("values", "results", "method", "message"),
    [
        (sample(99), np.zeros((99, 1)), "pawn", "99 of 99 runs are finite. Give 100 or more."),
        (sample(100), np.zeros((99, 1)), "pawn", r"values have the shape \(100, 3\) and results \(99, 1\)"),
        (sample(100), np.zeros((100, 1)), "dalte", 'method is "dalte". Write one of: delta, pawn, rbd_fast.'),
        (sample(100)[:, :2], np.zeros((100, 1)), "pawn", "3 factors are named, but the arrays hold 2"),
    ],
)
def test_what_does_not_fit_is_refused(values, results, method, message):
    with pytest.raises(ValueError, match=message):
        found_of(values, results, method)
