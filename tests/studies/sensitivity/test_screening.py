"""Elementary effects are those worked out by hand, for factors and for groups."""

import numpy as np
import pytest
import xarray as xr
from SALib.sample import morris

from tumen.studies.sensitivity.screening import elementary_effects

FACTORS = ["a", "b", "c"]
STEP = 2 / 3  # of four levels


def trajectories(count=10, groups=None, levels=4):
    problem = {"num_vars": 3, "names": FACTORS, "bounds": [[0, 1]] * 3, "groups": groups}
    return morris.sample(problem, count, num_levels=levels, seed=3)


def effects_of(shares, values, **choice):
    names = [f"y{number}" for number in range(values.shape[1])]
    return elementary_effects(shares, values, **{"factors": FACTORS, "outputs": names, "levels": 4, **choice})


def test_a_linear_output_has_its_slopes_without_spread():
    shares = trajectories()

    found = effects_of(shares, np.stack([shares @ [2.0, -3.0, 0.0], shares @ [0.0, 0.0, 1.0]], axis=1))

    np.testing.assert_allclose(found["mu"], [[2, 0], [-3, 0], [0, 1]], atol=1e-12)
    np.testing.assert_allclose(found["mu_star"], [[2, 0], [3, 0], [0, 1]], atol=1e-12)
    np.testing.assert_allclose(found["sigma"], 0, atol=1e-12)
    np.testing.assert_allclose(found["mu_star_high"], found["mu_star_low"], atol=1e-12)
    assert (found.attrs["trajectories"], found.attrs["dropped"]) == (10, 0)


def test_a_product_of_two_trajectories_by_hand():
    shares = np.array(
        [
            [0, 0, 0], [STEP, 0, 0], [STEP, STEP, 0], [STEP, STEP, STEP],
            [0, 1, 0], [0, 1 - STEP, 0], [STEP, 1 - STEP, 0], [STEP, 1 - STEP, STEP],
        ]
    )  # fmt: skip

    found = effects_of(shares, shares[:, :1] * shares[:, 1:2]).isel(output=0)

    np.testing.assert_allclose(found["mu"], [(0 + 1 / 3) / 2, (2 / 3 + 0) / 2, 0])
    np.testing.assert_allclose(found["sigma"], [1 / 3 / np.sqrt(2), 2 / 3 / np.sqrt(2), 0])


def test_effects_of_both_signs_count_in_size():
    shares = trajectories(count=40)

    found = effects_of(shares, (shares[:, :1] - 0.5) * (shares[:, 1:2] - 0.5)).isel(output=0)

    assert abs(float(found["mu"][0])) < 0.2 < float(found["mu_star"][0])
    assert float(found["sigma"][0]) > float(found["mu_star"][0])
    assert 0 <= float(found["mu_star_low"][0]) < float(found["mu_star"][0]) < float(found["mu_star_high"][0])


def test_a_group_moves_as_one_and_has_no_direction():
    groups = ["war", "trade", "war"]
    shares = trajectories(count=30, groups=groups)

    found = effects_of(shares, shares @ [[2.0], [-3.0], [0.0]], groups=groups)

    assert found["factor"].values.tolist() == ["war", "trade"]
    np.testing.assert_allclose(found["mu_star"][:, 0], [2, 3])
    np.testing.assert_allclose(found["mu"][:, 0], [np.nan, -3])
    np.testing.assert_allclose(found["sigma"][:, 0], [np.nan, 0], atol=1e-12)


def test_a_trajectory_with_a_failed_run_is_left_out_for_all():
    shares = trajectories()
    values = np.random.default_rng(1).normal(size=(40, 2))
    broken = values.copy()
    broken[6, 1] = np.nan

    found = effects_of(shares, broken)

    without = effects_of(np.delete(shares, range(4, 8), axis=0), np.delete(values, range(4, 8), axis=0))
    xr.testing.assert_equal(found, without)
    assert (found.attrs["trajectories"], found.attrs["dropped"]) == (9, 1)


def test_outputs_do_not_meet():
    shares, values = trajectories(), np.random.default_rng(2).normal(size=(40, 3))

    together = effects_of(shares, values)

    for number in range(3):
        alone = effects_of(shares, values[:, [number]], outputs=[f"y{number}"])
        xr.testing.assert_identical(together.isel(output=[number]), alone)


def test_where_nearly_all_runs_failed_there_are_no_effects():
    values = np.full((40, 1), np.nan)
    values[:4] = 1.0

    with pytest.raises(ValueError, match=r"1 of 10 trajectories are finite throughout[.]"):
        effects_of(trajectories(), values)


@pytest.mark.parametrize(
    ("shares", "choice", "message"),
    [
        (trajectories()[:39], {}, "39 points are no trajectories of 4. Give 4 for each."),
        (trajectories()[[0, 1, 3, 2]], {}, "the trajectory number 1 does not move one factor or group at a"),
        (trajectories(levels=6), {}, "each once by 0.6667, as 4 levels ask for"),
        (trajectories()[[0, 1, 2, 3, 4, 5, 6, 6]], {}, "the trajectory number 2 does not move"),
        (trajectories(), {"groups": ["war", "war"]}, "2 factors have a group, of 3"),
        (trajectories(), {"groups": ["war", "war", "trade"]}, "40 points are no trajectories of 3"),
        (trajectories()[:, :2], {}, "3 factors are named, but the arrays hold 2"),
    ],
)
def test_points_that_are_no_trajectories_are_refused(shares, choice, message):
    with pytest.raises(ValueError, match=message):
        effects_of(shares, np.zeros((len(shares), 1)), **choice)
