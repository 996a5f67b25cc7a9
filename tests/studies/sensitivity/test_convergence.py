"""Whether base points are enough is told in plain sentences, with how many would be."""

import numpy as np
import pytest
import xarray as xr

from tumen.studies.sensitivity.convergence import advice, needed_base_points, oddities


def some_indices(total, half, *, first=None, base_points=1024, first_sum=None):
    """Return indices of factors a, b ... and outputs p, q ..., with intervals of one half width each side."""
    values = {"total": np.array(total, float), "first": np.array(total if first is None else first, float)}
    half = np.broadcast_to(np.array(half, float), values["total"].shape)
    data = {}
    for name, value in values.items():
        data |= {name: value, f"{name}_low": value - half, f"{name}_high": value + half}
    variables = {name: (("factor", "output"), value) for name, value in data.items()}
    added = values["first"].sum(axis=0) if first_sum is None else np.array(first_sum, float)
    for bound, off in (("", 0), ("_low", -0.05), ("_high", 0.05)):
        variables[f"first_sum{bound}"] = ("output", added + off)
    coordinates = {"factor": list("abcde"[: len(half)]), "output": list("pqrstuvwxyz"[: half.shape[1]])}
    return xr.Dataset(variables, coordinates, {"base_points": base_points, "level": 0.9, "resamples": 200})


def test_narrow_intervals_of_factors_apart_are_enough():
    indices = some_indices([[0.6, 0.1], [0.3, 0.7], [0.1, 0.3]], 0.02)

    assert advice(indices) == [
        "1,024 base points are enough for total indices: the widest 90 % interval of a total index measures "
        "0.04 (a on p), and 0.1 is good enough.",
        "The order of the three leading factors is clear in each output.",
    ]


@pytest.mark.parametrize(
    ("half", "target", "needed"),
    [(0.0499, 0.1, 1024), (0.06, 0.1, 2048), (0.099, 0.1, 4096), (0.11, 0.1, 8192), (0.05, 0.101, 1024)],
)
def test_half_the_width_takes_four_times_the_points_rounded_up_to_a_power_of_two(half, target, needed):
    indices = some_indices([[0.6], [0.3]], [[half], [half / 2]])

    assert needed_base_points(indices, target=target).values.tolist() == [needed]


def test_base_points_that_are_enough_need_not_be_a_power_of_two():
    assert needed_base_points(some_indices([[0.6]], 0.01, base_points=1000)).values.tolist() == [1000]


def test_wide_intervals_ask_for_more_points_and_say_where_they_are():
    indices = some_indices([[0.9, 0.8], [0.1, 0.2]], [[0.02, 0.02], [0.15, 0.02]])

    assert advice(indices)[0] == (
        "1,024 base points are too few for total indices: the widest 90 % interval of a total index measures "
        "0.3 (b on p), and more than 0.1 in 1 of 2 outputs. About 16,384 would do for every output."
    )


def test_what_nine_in_ten_outputs_need_is_told_where_it_is_less():
    half = [[0.4, *[0.06] * 9, 0.07]]

    assert advice(some_indices([[0.9] * 11], half))[0].endswith(
        "About 65,536 would do for every output, 2,048 for nine in ten."
    )


@pytest.mark.parametrize(
    ("half", "ending"),
    [
        (
            [[40.0, *[0.06] * 9, 0.07]],
            "About 2,048 for nine in ten would do; for every output, no number ",
        ),
        ([[40.0] * 11], "No number that anybody would run would do for every output."),
    ],
)
def test_no_number_is_named_that_nobody_would_run(half, ending):
    assert ending in advice(some_indices([[0.9] * 11], half))[0]


def test_factors_whose_intervals_overlap_are_not_ranked():
    indices = some_indices([[0.5, 0.9], [0.42, 0.1]], 0.05)

    assert advice(indices)[1] == (
        "In 1 of 2 outputs, the order of the two leading factors is not clear; closest are a (0.50) and b "
        "(0.42) on p. About 2,048 base points would rank these two."
    )


def test_factors_that_are_equally_important_are_never_ranked():
    indices = some_indices([[0.5], [0.5], [0.1]], 0.02)

    assert advice(indices)[1].endswith(
        "closest are a (0.50) and b (0.50) on p. Take these two for equally important: no number that "
        "anybody would run would rank them."
    )


def test_the_order_of_factors_that_hardly_matter_does_not_matter():
    indices = some_indices([[0.9], [0.03], [0.02]], 0.02)

    assert advice(indices)[1] == "The order of the three leading factors is clear in each output."


def test_the_order_below_the_third_factor_does_not_matter():
    indices = some_indices([[0.7], [0.5], [0.3], [0.1], [0.1]], 0.02)

    assert advice(indices)[1] == "The order of the three leading factors is clear in each output."


def test_a_single_factor_needs_no_rank():
    assert len(advice(some_indices([[0.9]], 0.01))) == 1


def test_outputs_without_variance_are_left_aside():
    indices = some_indices([[0.9, np.nan], [0.1, np.nan]], 0.02)

    assert advice(indices) == advice(indices.sel(output=["p"]))
    assert np.isnan(needed_base_points(indices).sel(output="q"))
    assert advice(indices.sel(output=["q"])) == ["No output varies: there is nothing to rank."]
    assert list(oddities(indices)) == []


def test_a_target_of_nothing_is_refused():
    with pytest.raises(ValueError, match=r"the target is 0[.] Write a width above 0"):
        needed_base_points(some_indices([[0.9]], 0.01), target=0.0)


@pytest.mark.parametrize(
    ("first", "first_sum", "what"),
    [
        ([[0.5, -0.2], [0.2, 0.2]], [0.7, 0.0], "a first order is negative, as for q."),
        ([[0.5, 0.5], [0.2, 0.6]], [0.7, 0.9], "a total index is below its first order, as for q."),
        ([[0.5, 0.5], [0.2, 0.2]], [0.7, 1.3], "first orders add up to more than 1, as for q."),
    ],
)
def test_what_cannot_be_true_of_independent_factors_is_told(first, first_sum, what):
    indices = some_indices([[0.7, 0.6], [0.4, 0.4]], 0.02, first=first, first_sum=first_sum)

    assert list(oddities(indices)) == [
        f"In 1 of 2 outputs {what} Either factors are not independent, or runs are not in the order of their "
        "design."
    ]


def test_what_may_be_bad_luck_is_not_odd():
    indices = some_indices([[0.7], [0.28]], 0.05, first=[[0.75], [-0.1]], first_sum=[1.1])

    assert list(oddities(indices)) == []
