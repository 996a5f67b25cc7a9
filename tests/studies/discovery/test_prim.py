"""Peeling finds the box that was planted, and goes step by step as worked out by hand."""

import re

import numpy as np
import pytest

from tumen.studies.discovery.factors import read_sample
from tumen.studies.discovery.limits import Limit, slice_of
from tumen.studies.discovery.pasting import pasted
from tumen.studies.discovery.prim import prim


def spans(box):
    return {name: (limit.low, limit.high) for name, limit in box.limits.items() if limit.restricted}


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_box_is_found_with_exactly_its_factors_significant(planted, seed):
    factors, cases = planted(seed=seed)

    found = prim(factors, cases)

    box = found.best
    assert {name for name in box.restricted if box.evidence[name].quasi_p < 0.01} == {"first", "third"}
    assert found.pruned().restricted in (("first", "third"), ("third", "first"))
    assert found.pruned().limits["first"].high == pytest.approx(0.4, abs=0.03)
    assert found.pruned().limits["third"].low == pytest.approx(0.55, abs=0.03)
    assert box.density > 0.88
    assert box.coverage > 0.7


def test_without_noise_the_planted_box_holds_all_cases_and_no_others(planted):
    factors, cases = planted(noise=0.0)

    box = prim(factors, cases, alpha=0.01).best

    assert box.density > 0.97
    assert box.coverage > 0.97


def test_eight_cases_peeled_by_hand():
    factors = {"a": [1.0, 2, 3, 4, 5, 6, 7, 8], "b": [1.0, 8, 2, 7, 3, 6, 4, 5]}
    cases = [False, False, False, False, False, True, True, True]

    found = prim(factors, cases, alpha=0.25, smallest=0.25, paste=False)

    assert [spans(box) for box in found] == [
        {},
        {"a": (2.5, np.inf)},  # all four slices but the highest of a are alike; a comes first
        {"a": (4.5, np.inf)},  # as good as b from 3.5 on, but a is restricted already
        {"a": (5.5, np.inf)},
    ]
    assert [box.density for box in found] == [3 / 8, 3 / 6, 3 / 4, 1.0]
    assert [box.coverage for box in found] == [1.0] * 4
    assert found.number == 3


def test_of_equal_slices_that_of_the_first_factor_is_taken():
    factors = {"b": [1.0, 8, 2, 7, 3, 6, 4, 5], "a": [1.0, 2, 3, 4, 5, 6, 7, 8]}
    cases = [False, False, False, False, False, True, True, True]

    found = prim(factors, cases, alpha=0.25, smallest=0.25, paste=False)

    assert [spans(box) for box in found] == [
        {},
        {"b": (2.5, np.inf)},
        {"b": (2.5, 6.5)},
        {"b": (3.5, 6.5)},
    ]


def test_of_equal_slices_that_of_a_restricted_factor_is_taken_though_another_comes_first():
    factors = {"b": [7.0, 8, 9, 10, 3, 1, 2, 4, 5, 6], "a": [1.0, 1, 1, 1, 5, 6, 7, 8, 9, 10]}

    found = prim(factors, np.arange(10) >= 7, alpha=0.25, smallest=0.3, paste=False)

    assert [spans(box) for box in found][:3] == [
        {},
        {"a": (3.0, np.inf)},  # four cases at once, all alike
        {"a": (6.5, np.inf)},  # as good as b from 2.5 on
    ]


def test_ten_cases_peeled_and_pasted_by_hand():
    x = np.arange(1.0, 11.0)

    found = prim({"x": x}, (x >= 4) & (x <= 8), alpha=0.4, smallest=0.1)

    assert [spans(box).get("x") for box in found] == [None, (4.5, np.inf), (4.5, 7.5), (3.5, 7.5)]
    assert [(box.density, box.coverage) for box in found] == [(0.5, 1), (4 / 6, 0.8), (1, 0.6), (1, 0.8)]
    assert found.table()["stage"].tolist() == ["start", "peel", "peel", "paste"]
    assert found.number == 3


def test_pasting_opens_a_side_that_keeps_nothing_out():
    x = np.arange(12.0)
    sample = read_sample({"x": x, "y": x * 2}, x >= 6)
    limits = [Limit(sample.factors[0], low=2.5), Limit(sample.factors[1], low=11.0)]

    [opened] = pasted(limits, sample, alpha=0.1)

    assert [limit.low for limit in opened] == [-np.inf, 11.0]


def test_pasting_takes_a_category_back():
    x = np.arange(12.0)
    kind = np.array(list("abc"))[np.arange(12) % 3]
    sample = read_sample({"x": x, "kind": kind}, (x >= 6) & (kind != "c"))
    limits = [Limit(sample.factors[0], low=5.5), Limit(sample.factors[1], among=("b",))]

    [wider] = pasted(limits, sample, alpha=0.1)

    assert wider[1].among == ("a", "b")


def test_every_step_agrees_with_a_published_implementation():
    # ema_workbench 2.4.1, peel_alpha=0.1, mass_min=0.05, both of its objectives: points, of interest, factors
    lenient = [
        (200, 56, 0), (180, 56, 1), (162, 55, 1), (108, 48, 2), (97, 47, 2), (87, 47, 2),
        (78, 46, 3), (70, 45, 3), (63, 44, 3), (56, 43, 3), (50, 42, 3), (45, 39, 3),
        (23, 21, 3), (20, 19, 3), (18, 18, 4),
    ]  # fmt: skip
    original = [
        (200, 56, 0), (133, 48, 1), (119, 48, 2), (107, 48, 2), (96, 47, 2), (86, 47, 2), (77, 46, 3),
        (69, 45, 3), (32, 23, 3), (28, 22, 3), (25, 21, 3), (22, 20, 3), (19, 18, 3), (17, 17, 4),
    ]  # fmt: skip
    number = np.arange(1, 201)
    factors = {f"x{place}": number * np.sqrt(prime) % 1 for place, prime in enumerate((2, 3, 5, 7))}
    factors["kind"] = np.array(["a", "b", "c"])[number % 3]
    wanted = (factors["x0"] < 0.6) & (factors["x2"] > 0.4) & (factors["kind"] != "b")
    cases = wanted ^ (number * np.sqrt(11) % 1 < 0.1)

    for objective, steps in (("lenient", lenient), ("original", original)):
        found = prim(factors, cases, alpha=0.1, smallest=0.05, objective=objective, paste=False)
        assert [(box.points, box.shown, len(box.restricted)) for box in found] == steps

    box = prim(factors, cases, alpha=0.1, smallest=0.05, paste=False)[10]
    assert box.limits["x0"].high == pytest.approx(0.596500, abs=1e-6)
    assert box.limits["x2"].low == pytest.approx(0.378860, abs=1e-6)
    assert box.limits["kind"].among == ("a", "c")
    values = [box.evidence[name].quasi_p for name in ("x0", "x2", "kind")]
    assert values == pytest.approx([4.244246536e-06, 9.038722708e-05, 3.479435957e-04], rel=1e-6)


def test_a_category_is_found():
    chance = np.random.default_rng(2)
    scenario = chance.choice(["access", "ceasefire", "war", "thaw"], 400)
    factors = {"scenario": scenario, "noise": chance.random(400)}

    box = prim(factors, np.isin(scenario, ["ceasefire", "thaw"]) ^ (chance.random(400) < 0.05)).pruned()

    assert box.restricted == ("scenario",)
    assert box.limits["scenario"].among == ("ceasefire", "thaw")
    assert box.sentence().startswith("scenario is ceasefire or thaw: ")


def test_the_lenient_objective_is_not_won_by_size():
    # Without "b", half of the cases, density rises by more than with any slice of x, but by less for each.
    x = np.arange(100.0)
    kind = np.where(np.arange(100) % 2 == 0, "a", "b")
    cases = (x >= 30) & ((kind == "a") | (x % 4 < 3))
    factors = {"kind": kind, "x": x}

    lenient = prim(factors, cases, alpha=0.1, objective="lenient")
    original = prim(factors, cases, alpha=0.1, objective="original")

    assert lenient[1].restricted == ("x",)
    assert original[1].restricted == ("kind",)


def test_whole_numbers_go_value_by_value():
    count = np.repeat([1, 2, 3, 4, 5], [2, 10, 30, 30, 28])

    found = prim({"count": count}, count >= 3, alpha=0.05, smallest=0.05)

    assert [spans(box).get("count") for box in found] == [None, (2, np.inf), (3, np.inf)]
    assert found.best.sentence() == "count at least 3: 88 of 88 such cases show it, 100 % of all that do"


@pytest.mark.parametrize(("kind", "expected"), [(float, 4), (int, 1)])
def test_a_slice_of_numbers_takes_equal_ones_along_and_one_of_whole_numbers_leaves_them(kind, expected):
    values = np.array([0, 1, 1, 1, 2, 3], dtype=kind)
    [factor] = read_sample({"x": values}, np.ones(6)).factors

    assert slice_of(factor, values.astype(float), 2) == expected


def test_equal_numbers_stay_together_and_a_constant_is_never_restricted():
    x = np.repeat([0.0, 1.0, 2.0], 20)

    found = prim({"x": x, "same": np.ones(60)}, x == 2, alpha=0.05)

    assert [spans(box) for box in found] == [{}, {"x": (0.5, np.inf)}, {"x": (1.5, np.inf)}]


def test_shares_are_peeled_to_where_they_are_high():
    x = np.linspace(0, 1, 200)
    share = np.where(x > 0.6, 0.8, 0.1)

    found = prim({"x": x, "other": x[::-1] % 0.1}, share)

    assert found.best.limits["x"].low == pytest.approx(0.6, abs=0.03)
    assert found.best.density == pytest.approx(0.8, abs=0.03)
    assert found[0].density == pytest.approx(share.mean())


def test_a_threshold_makes_shares_whole():
    x = np.linspace(0, 1, 200)

    assert prim({"x": x}, x, threshold=0.6).boxes == prim({"x": x}, x > 0.6).boxes


def test_where_all_cases_are_of_interest_nothing_is_restricted():
    found = prim({"x": [1.0, 2.0, 3.0]}, [True, True, True])

    assert len(found) == 1
    assert (found.best.density, found.best.coverage, found.best.restricted) == (1, 1, ())
    assert found.headline() == "no limits tell cases apart: 3 of 3 cases show it"


def test_where_none_is_of_interest_it_is_said():
    with pytest.raises(ValueError, match="none of 3 cases is of interest, so there is nothing to find"):
        prim({"x": [1.0, 2.0, 3.0]}, [False, False, False])


def test_a_single_case_is_a_box():
    assert len(prim({"x": [1.0]}, [True])) == 1


def test_chance_alone_leaves_no_limits():
    chance = np.random.default_rng(3)
    factors = {name: chance.random(500) for name in "abcdef"}

    assert prim(factors, chance.random(500) < 0.2).pruned().restricted == ()


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"alpha": 0.0}, "alpha is 0. Write a share above 0 and below 1, for example 0.05."),
        ({"alpha": 1.0}, "alpha is 1. Write a share above 0 and below 1, for example 0.05."),
        ({"smallest": 1.5}, "smallest is 1.5. Write a share above 0, and 1 at most, for example 0.05."),
        ({"objective": "kind"}, 'the objective "kind" is not known. Write lenient or original.'),
    ],
)
def test_options_out_of_range_are_refused(planted, choice, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        prim(*planted(20), **choice)
