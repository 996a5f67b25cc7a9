"""Sobol indices are those of closed forms and of other libraries, and change only with what matters."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import sobol as salib
from scipy.stats import qmc, uniform
from scipy.stats import sobol_indices as scipy_sobol

from tumen.studies.sensitivity import bootstrap
from tumen.studies.sensitivity.sobol import sobol_indices

seeds = st.integers(0, 2**32 - 1)


def ishigami(shares):
    x = np.pi * (2 * shares - 1)
    return np.sin(x[..., 0]) + 7 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])


def g_function(shares, weights):
    return ((np.abs(4 * shares - 2) + weights) / (1 + weights)).prod(axis=-1)


def outputs_of(function, factors, base_points, groups=None):
    """Return a function's outputs at a design: those of A, B, AB and BA."""
    points = qmc.Sobol(2 * factors, rng=7).random(base_points)
    a, b = points[:, :factors], points[:, factors:]
    moved = np.eye(factors, dtype=bool) if groups is None else np.array(groups, bool)
    ab = np.where(moved[:, np.newaxis], b, a)
    ba = np.where(moved[:, np.newaxis], a, b)
    return [function(one) for one in (a, b, ab, ba)]


def one_output(function, factors, base_points, groups=None):
    return [values[..., np.newaxis] for values in outputs_of(function, factors, base_points, groups)]


def two_outputs(shares):
    return np.stack([ishigami(shares), 100 + 3 * shares.sum(axis=-1) + shares[..., 0] ** 2], axis=-1)


def some_runs(seed, base_points=8, factors=3, outputs=4):
    luck = np.random.default_rng(seed)
    shapes = (base_points, outputs), (base_points, outputs), (factors, base_points, outputs)
    return [luck.normal(size=shape) for shape in (*shapes, shapes[-1])]


def indices_of(a, b, ab, ba=None, **choice):
    named = {
        "factors": [f"x{number}" for number in range(len(ab))],
        "outputs": [f"y{number}" for number in range(np.shape(a)[1])],
    }
    return sobol_indices(a, b, ab, ba, **{**named, **choice})


def test_ishigami_has_the_indices_of_its_closed_form():
    fourth, eighth = 0.1 * np.pi**4 / 5, 0.01 * np.pi**8
    alone = [(1 + fourth) ** 2 / 2, 49 / 8, 0.0]
    together = eighth * (1 / 18 - 1 / 50)
    variance = sum(alone) + together

    found = indices_of(*one_output(ishigami, 3, 8192)).indices.isel(output=0)

    np.testing.assert_allclose(found["first"], np.array(alone) / variance, atol=0.01)
    np.testing.assert_allclose(found["total"], np.add(alone, [together, 0, together]) / variance, atol=0.01)
    np.testing.assert_allclose(found["second"].values[0, 2], together / variance, atol=0.02)
    np.testing.assert_allclose(found["second"].values[[0, 1], [1, 2]], 0, atol=0.02)
    assert float(found["first_sum"]) == pytest.approx(1 - together / variance, abs=0.02)


def test_the_g_function_has_the_indices_of_its_closed_form():
    weights = np.array([0, 1, 4.5, 9, 99, 99])
    alone = 1 / (3 * (1 + weights) ** 2)
    every = np.prod(1 + alone)

    found = indices_of(*one_output(lambda shares: g_function(shares, weights), 6, 8192)[:3]).indices

    np.testing.assert_allclose(found["first"][:, 0], alone / (every - 1), atol=0.01)
    np.testing.assert_allclose(found["total"][:, 0], alone * every / (1 + alone) / (every - 1), atol=0.01)


@pytest.mark.parametrize("second", [True, False])
def test_estimates_are_those_of_another_library(second):
    a, b, ab, ba = outputs_of(two_outputs, 3, 64)
    problem = {"num_vars": 3, "names": ["x0", "x1", "x2"], "bounds": [[0, 1]] * 3}

    ours = indices_of(a, b, ab, ba if second else None).indices

    for output in range(2):
        runs = [a, *ab, *(ba if second else []), b]
        rows = np.stack([values[:, output] for values in runs], axis=1).ravel()
        theirs = salib.analyze(problem, rows, calc_second_order=second, num_resamples=2, seed=1)
        np.testing.assert_allclose(ours["first"][:, output], theirs["S1"], rtol=0, atol=1e-10)
        np.testing.assert_allclose(ours["total"][:, output], theirs["ST"], rtol=0, atol=1e-10)
        if second:
            upper = np.triu_indices(3, 1)
            np.testing.assert_allclose(
                ours["second"].values[..., output][upper], theirs["S2"][upper], rtol=0, atol=1e-10
            )


def test_intervals_are_as_wide_as_those_of_another_library():
    a, b, ab, ba = one_output(ishigami, 3, 512)
    rows = np.stack([values[:, 0] for values in [a, *ab, *ba, b]], axis=1).ravel()
    problem = {"num_vars": 3, "names": ["x0", "x1", "x2"], "bounds": [[0, 1]] * 3}

    ours = indices_of(a, b, ab, ba, resamples=1000).indices.isel(output=0)
    theirs = salib.analyze(problem, rows, num_resamples=1000, conf_level=0.9, seed=1)

    for name, key in (("first", "S1"), ("total", "ST")):
        width = (ours[f"{name}_high"] - ours[f"{name}_low"]).values
        np.testing.assert_allclose(width, 2 * theirs[f"{key}_conf"], rtol=0.15)
    upper = np.triu_indices(3, 1)
    width = (ours["second_high"] - ours["second_low"]).values[upper]
    np.testing.assert_allclose(width, 2 * theirs["S2_conf"][upper], rtol=0.15)


def test_estimates_agree_with_a_library_that_draws_its_own_design():
    theirs = scipy_sobol(
        func=lambda x: ishigami(x.T), n=4096, dists=[uniform()] * 3, rng=np.random.default_rng(3)
    )

    ours = indices_of(*one_output(ishigami, 3, 4096)[:3]).indices.isel(output=0)

    np.testing.assert_allclose(ours["first"], theirs.first_order, atol=0.02)
    np.testing.assert_allclose(ours["total"], theirs.total_order, atol=0.02)


def test_intervals_hold_the_truth_as_often_as_they_should():
    luck, weights = np.random.default_rng(4), np.array([3.0, 2.0, 1.0])
    truth = weights**2 / (weights**2).sum()
    held = []
    for trial in range(150):
        a, b = luck.random((2, 256, 3))
        ab = np.where(np.eye(3, dtype=bool)[:, np.newaxis], b, a)
        runs = [(shares @ weights)[..., np.newaxis] for shares in (a, b, ab)]
        found = indices_of(*runs, seed=trial).indices.isel(output=0)
        held.append((found["total_low"].values <= truth) & (truth <= found["total_high"].values))

    assert 0.84 < np.mean(held) < 0.95


def test_a_group_has_what_its_factors_have_together():
    found = indices_of(*one_output(ishigami, 3, 8192, groups=[[1, 0, 1], [0, 1, 0]])[:3]).indices

    np.testing.assert_allclose(found["first"][:, 0], [0.5576, 0.4424], atol=0.01)
    np.testing.assert_allclose(found["total"][:, 0], [0.5576, 0.4424], atol=0.01)


def test_second_orders_are_the_same_from_both_sides():
    found = indices_of(*some_runs(1)).indices

    for name in ("second", "second_low", "second_high"):
        values = found[name].values
        np.testing.assert_array_equal(values, values.swapaxes(0, 1))
        assert np.isnan(values[[0, 1, 2], [0, 1, 2]]).all()
        assert np.isfinite(values[0, 1]).all()


def test_an_output_without_variance_has_no_indices_and_is_told():
    a, b, ab, ba = some_runs(2, base_points=64)
    for runs in (a, b, ab, ba):
        runs[..., 1] = 0.1 * 3

    found = indices_of(a, b, ab, ba)

    assert np.isnan(found.indices["total"][:, 1]).all()
    assert np.isnan(found.indices["second_low"][..., 1]).all()
    assert np.isfinite(found.indices["total"][:, [0, 2, 3]]).all()
    assert found.constant == ("y1",)
    assert found.notes() == ["1 output without variance: y1."]


def test_an_output_that_hangs_on_a_few_runs_is_told():
    a, b, ab, _ = some_runs(3, base_points=64)
    for runs in (a, b, ab):
        runs[..., 2] = 0.0
    a[5, 2] = b[7, 2] = 1.0

    found = indices_of(a, b, ab)

    assert found.fragile == ("y2",)
    assert "of which a few runs cause nearly all variance" in found.notes()[0]
    assert np.isfinite(found.indices["total_low"][:, 2]).all()


@pytest.mark.parametrize("where", range(4))
def test_a_base_point_with_a_failed_run_is_left_out_for_all_and_told(where):
    runs = some_runs(4, base_points=64)
    broken = [values.copy() for values in runs]
    broken[where][..., 3, 2] = [np.nan, np.inf, -np.inf, np.nan][where]

    found = indices_of(*broken)

    without = indices_of(*(np.delete(values, 3, axis=-2) for values in runs))
    xr.testing.assert_identical(found.indices, without.indices)
    assert (found.base_points, found.dropped, found.worst) == (63, 1, "y2")
    assert found.notes() == [
        "1 base point of 64 left out, as a run of theirs gave no number, most often for y2. If that hangs on "
        "the factors, the indices are off."
    ]


def test_where_nearly_all_runs_failed_there_are_no_indices():
    a, b, ab, _ = some_runs(5)
    a[1:, 3] = np.nan

    with pytest.raises(ValueError, match=r"1 of 8 base points have finite outputs .* most often: y3"):
        indices_of(a, b, ab)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"b": np.zeros((7, 4))}, r"a has the shape \(8, 4\) and b \(7, 4\). Give both as"),
        ({"ab": np.zeros((3, 8, 5))}, r"ab has the shape \(3, 8, 5\), and a \(8, 4\)"),
        ({"ba": np.zeros((2, 8, 4))}, r"ba has the shape \(2, 8, 4\), and a \(8, 4\)"),
        ({"factors": ["x", "y"]}, "2 factors are named, but the arrays hold 3"),
        ({"outputs": ["p", "q", "p", "r"]}, 'two of the outputs are named "p"'),
        ({"level": 90}, "the level is 90. Write a number above 0 and below 1"),
        ({"resamples": 3}, "resamples is 3. Write 20 or more"),
    ],
)
def test_what_does_not_fit_is_refused(change, message):
    a, b, ab, _ = some_runs(6)

    with pytest.raises(ValueError, match=message):
        indices_of(**{"a": a, "b": b, "ab": ab, **change})


def test_how_many_resamples_are_weighted_together_does_not_matter(monkeypatch):
    runs = some_runs(7)
    at_once = indices_of(*runs).indices

    monkeypatch.setattr(bootstrap, "AT_ONCE", 100)

    xr.testing.assert_allclose(indices_of(*runs).indices, at_once, rtol=1e-12)


def test_advice_speaks_of_its_own_indices():
    few = indices_of(*one_output(ishigami, 3, 64)[:3])
    many = indices_of(*one_output(ishigami, 3, 8192)[:3])

    assert few.advice()[0].startswith("64 base points are too few for total indices")
    assert many.advice()[0].startswith("8,192 base points are enough for total indices")


@settings(max_examples=25)
@given(seeds, st.floats(0.01, 100), st.floats(-100, 100))
def test_neither_unit_nor_zero_of_an_output_matters(seed, scale, shift):
    runs = some_runs(seed)

    there = indices_of(*(scale * values + shift for values in runs), resamples=20).indices

    xr.testing.assert_allclose(there, indices_of(*runs, resamples=20).indices, rtol=1e-6, atol=1e-6)


@settings(max_examples=25)
@given(seeds)
def test_what_an_output_ignores_has_no_share_in_it(seed):
    a, b, ab, _ = some_runs(seed)
    ab[1] = a

    found = indices_of(a, b, ab, resamples=20).indices.sel(factor="x1")

    for name in ("first", "total", "total_low", "total_high"):
        np.testing.assert_array_equal(found[name], 0)


@settings(max_examples=25)
@given(seeds, st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_outputs_and_factors_does_not_matter(seed, outputs, factors):
    a, b, ab, ba = some_runs(seed)
    mixed = [a[:, outputs], b[:, outputs], ab[factors][..., outputs], ba[factors][..., outputs]]
    names = {"factors": [f"x{one}" for one in factors], "outputs": [f"y{one}" for one in outputs]}
    seen = ["first", "total", "first_sum", "total_low", "first_high", "first_sum_low"]

    there = indices_of(*mixed, **names, resamples=20).indices
    here = indices_of(a, b, ab, ba, resamples=20).indices

    xr.testing.assert_allclose(there.reindex_like(here)[seen], here[seen], rtol=1e-9, atol=1e-9)
    assert (there["total"] >= 0).all()
