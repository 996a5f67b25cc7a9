"""Trees find the planted leaf, prune as the literature says, and are told as boxes."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.studies.discovery.cart import cart
from tumen.studies.discovery.prim import prim
from tumen.studies.discovery.pruning import ends, leaves_of, worths

sklearn_tree = pytest.importorskip("sklearn.tree", reason="needs the extra: analysis")


def test_the_planted_box_is_a_leaf(planted):
    factors, cases = planted()

    leaves = cart(factors, cases)

    [dense] = leaves.dense()
    assert dense is leaves[0]
    assert set(dense.restricted) == {"first", "third"}
    assert dense.limits["first"].high == pytest.approx(0.4, abs=0.02)
    assert dense.limits["third"].low == pytest.approx(0.55, abs=0.02)
    assert leaves.sentences() == [dense.sentence()]


def test_every_case_lies_in_one_leaf_and_leaves_are_what_their_limits_hold(planted):
    factors, cases = planted(300, noise=0.2)
    factors["kind"] = np.array(["a", "b", "c"])[np.arange(300) % 3]
    factors["count"] = np.arange(300) % 7

    leaves = cart(factors, cases | (factors["kind"] == "b") & (factors["count"] > 3))

    inside = np.array([box.contains(factors) for box in leaves])
    assert len(leaves) > 2
    assert (inside.sum(axis=0) == 1).all()
    assert [box.points for box in leaves] == inside.sum(axis=1).tolist()
    assert sum(box.coverage for box in leaves) == pytest.approx(1)
    assert [box.density for box in leaves] == sorted((box.density for box in leaves), reverse=True)
    assert min(box.mass for box in leaves) >= 0.05


def test_a_split_by_hand():
    leaves = cart({"x": np.arange(20.0)}, np.arange(20) >= 12, smallest=0.1, folds=4)

    limits = [box.limits["x"] for box in leaves]
    assert [(limit.low, limit.high) for limit in limits] == [(11.5, np.inf), (-np.inf, 11.5)]
    assert [box.density for box in leaves] == [1, 0]


def test_categories_and_months_are_split_too():
    number = np.arange(240)
    scenario = np.array(["access", "ceasefire", "war"])[number % 3]
    start = 24_300 + number // 20
    cases = (scenario == "ceasefire") & (start >= 24_306)

    leaves = cart({"scenario": scenario, "start": start}, cases, months=["start"])

    assert leaves[0].limits["scenario"].among == ("ceasefire",)
    assert leaves[0].limits["start"].low == 24_306
    assert leaves.sentences(shows="stay calm") == [
        "scenario is ceasefire and start from 2025-07 on: 40 of 40 such cases stay calm, 100 % of all that do"
    ]


def test_shares_are_split_where_they_change():
    x = np.linspace(0, 1, 200)

    leaves = cart({"x": x}, np.where(x > 0.6, 0.8, 0.1))

    assert [box.density for box in leaves] == pytest.approx([0.8, 0.1])
    assert leaves[0].limits["x"].low == pytest.approx(0.6, abs=0.01)


def test_chance_alone_grows_no_leaves():
    chance = np.random.default_rng(5)
    factors = {name: chance.random(400) for name in "abcd"}

    leaves = cart(factors, chance.random(400) < 0.3)

    assert len(leaves) == 1
    assert leaves.sentences(0.0) == []


def test_where_all_cases_are_of_interest_there_is_one_leaf():
    leaves = cart({"x": np.arange(20.0)}, np.ones(20))

    assert str(leaves) == "20 of 20 cases show it"
    assert leaves.table()["dimensions"].tolist() == [0]


def test_another_scale_changes_no_leaf(planted):
    factors, cases = planted(300)
    scaled = {name: np.exp(20 * values) for name, values in factors.items()}

    leaves, again = cart(factors, cases), cart(scaled, cases)

    for box, other in zip(leaves, again, strict=True):
        np.testing.assert_array_equal(box.contains(factors), other.contains(scaled))


def test_the_same_seed_gives_the_same_tree_and_another_seed_other_parts(planted):
    one, again, other = (cart(*planted(300, noise=0.2), seed=seed) for seed in (1, 1, 2))

    assert one.boxes == again.boxes
    assert one.errors.equals(again.errors)
    assert not one.errors["error"].equals(other.errors["error"])


def test_the_tree_is_the_smallest_within_a_standard_error_of_the_best(planted):
    leaves = cart(*planted(400, seed=2, noise=0.15))

    errors = leaves.errors
    best = errors.loc[errors["error"].idxmin()]
    good = errors[errors["error"] <= best["error"] + best["standard_error"]]
    assert errors["leaves"].is_monotonic_decreasing
    assert good["leaves"].min() == errors.loc[errors["chosen"], "leaves"].item() == len(leaves) == 3
    assert best["leaves"] > 3


@settings(max_examples=15)
@given(st.integers(0, 100))
def test_pruning_agrees_with_another_library(seed):
    chance = np.random.default_rng(seed)
    design = chance.integers(0, 12, (80, 3)).astype(np.float32)
    cases = ((design[:, 0] > 5) ^ (chance.random(80) < 0.2)).astype(float)
    choice = {"min_samples_leaf": 3, "random_state": 0}
    tree = sklearn_tree.DecisionTreeRegressor(**choice).fit(design, cases).tree_
    worth = worths(tree)

    for complexity in (*(np.unique(worth)[:-1] + np.diff(np.unique(worth)) / 2), worth[0] * 1.01):
        theirs = sklearn_tree.DecisionTreeRegressor(**choice, ccp_alpha=complexity).fit(design, cases)
        ours = tree.value[:, 0, 0][ends(tree, worth, complexity)[tree.apply(design)]]
        assert len(leaves_of(tree, worth, complexity)) == theirs.get_n_leaves()
        np.testing.assert_allclose(ours, theirs.predict(design))


def test_leaves_and_peeled_boxes_tell_the_same_of_the_same_cases(planted):
    factors, cases = planted(noise=0.0)

    leaf, box = cart(factors, cases)[0], prim(factors, cases, alpha=0.01).best

    assert (leaf.contains(factors) == box.contains(factors)).mean() > 0.98


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.tree", None)

    with pytest.raises(ImportError, match=r'python -m pip install "tumen\[analysis\]"'):
        cart({"x": np.arange(20.0)}, np.arange(20) > 9)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"smallest": 0.0}, "smallest is 0. Write a share above 0, and 0.5 at most."),
        ({"folds": 1}, "folds is 1. Write a number from 2 to that of the cases, 50."),
        ({"seed": -1}, "the seed -1 is not usable"),
    ],
)
def test_options_out_of_range_are_refused(planted, choice, message):
    with pytest.raises(ValueError, match=message):
        cart(*planted(50), **choice)
