"""Designs: points where they should be, and the first of a longer design those of a shorter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.parameters.draws import Column
from tumen.parameters.priors import Triangular, Uniform
from tumen.studies.sweep.designs import design_of
from tumen.studies.sweep.factors import Factor
from tumen.studies.sweep.written_designs import Listing, Morris, OneAtATime, Random, Saltelli

A = Factor("a", Column(Uniform(uniform=(10, 20))), (), "")
B = Factor("b", Column(Triangular(triangular=(0, 1, 4))), (), "USD")
C = Factor("events/c/month", Column(Uniform(uniform=(24_300.0, 24_306.0))), (), "month")


def listed(name, *values):
    return Factor(name, None, values, "")


def test_a_grid_holds_every_combination_the_last_factor_fastest():
    design = design_of(Listing(method="grid"), [listed("a", 1.0, 2.0), listed("b", 5.0, 6.0, 7.0)], {}, 1)

    assert design.values.tolist() == [[1, 5], [1, 6], [1, 7], [2, 5], [2, 6], [2, 7]]


def test_zip_takes_first_with_first():
    design = design_of(Listing(method="zip"), [listed("a", 1.0, 2.0), listed("b", 5.0, 6.0)], {}, 1)

    assert design.values.tolist() == [[1, 5], [2, 6]]


def test_one_at_a_time_moves_one_factor_from_the_centre():
    design = design_of(OneAtATime(method="one_at_a_time", low=0.2, high=0.8), [A, C], {}, 1)

    assert design.values.tolist() == [
        [15, 24_303],
        [12, 24_303],
        [18, 24_303],
        [15, 24_301],
        [15, 24_304],
    ]


def test_a_latin_hypercube_has_one_point_in_each_stripe():
    design = design_of(Random(method="lhs", points=50), [A, B], {}, 3)

    for column in design.shares.T:
        assert sorted((column * 50).astype(int)) == list(range(50))


@pytest.mark.parametrize("method", ["sobol", "saltelli"])
def test_the_first_points_of_a_longer_design_are_the_shorter(method):
    def values(number):
        of = Random(method="sobol", points=number) if method == "sobol" else None
        return design_of(of or Saltelli(method="saltelli", base_points=number), [A, B, C], {}, 5).values

    short, long = values(16), values(64)

    np.testing.assert_array_equal(long[: len(short)], short)
    assert len(long) == 4 * len(short)


def test_saltelli_swaps_one_group_at_a_time():
    written = Saltelli(method="saltelli", base_points=8, second_order=True)
    design = design_of(written, [A, B, C], {"both": ["a", "events/c/month"]}, 2)
    blocks = design.shares.reshape(8, 6, 3)  # a, two groups from b, two groups from a, b
    a, b = blocks[:, 0], blocks[:, 5]

    assert list(design.groups) == ["both", "b"]
    np.testing.assert_array_equal(blocks[:, 1], np.stack([b[:, 0], a[:, 1], b[:, 2]], axis=1))
    np.testing.assert_array_equal(blocks[:, 2], np.stack([a[:, 0], b[:, 1], a[:, 2]], axis=1))
    np.testing.assert_array_equal(blocks[:, 3], np.stack([a[:, 0], b[:, 1], a[:, 2]], axis=1))
    np.testing.assert_array_equal(blocks[:, 4], np.stack([b[:, 0], a[:, 1], b[:, 2]], axis=1))


@given(trajectories=st.integers(2, 6), levels=st.sampled_from([2, 4, 6]), seed=st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_a_morris_trajectory_moves_each_group_once_by_the_same_step(trajectories, levels, seed):
    written = Morris(method="morris", trajectories=trajectories, levels=levels)
    design = design_of(written, [A, B, C], {"both": ["a", "b"]}, seed)
    walks = design.shares.reshape(trajectories, 3, 3)
    steps = np.abs(np.diff(walks, axis=1))
    moved = steps > 0

    assert (moved.sum(axis=1) == 1).all()  # each factor once
    assert (moved[..., 0] == moved[..., 1]).all()  # the group together
    np.testing.assert_allclose(steps[moved], levels / (2 * (levels - 1)))
    assert (design.shares > -1e-12).all()
    assert (design.shares < 1 + 1e-12).all()


def test_months_are_whole_and_held_by_their_middle():
    design = design_of(Random(method="sobol", points=32), [A, C], {}, 1)
    months = design.values[:, 1]

    assert set(months) == set(range(24_300, 24_306))
    np.testing.assert_array_equal(design.given(slice(0, 3))["events/c/month"], months[:3] + 0.5)
    assert design.point(0)["events/c/month"].startswith("2025-")
