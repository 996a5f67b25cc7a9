"""Boxes tell what they hold, in numbers and in words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tumen.base.calendar import month_number
from tumen.studies.discovery.boxes import freed, measured, pruned, quasi_p
from tumen.studies.discovery.factors import read_sample
from tumen.studies.discovery.limits import Limit, allowed, rounded, whole

FIRST = month_number("2025-04")


def a_sample(cases=(0, 0, 1, 1, 1, 0, 0, 0, 1, 0), **choice):
    size = len(cases)
    factors = {
        "decay": np.arange(size) / 10,
        "shells": np.arange(size) * 100,
        "start": FIRST + np.arange(size),
        "scenario": np.array(["access", "ceasefire", "war"])[np.arange(size) % 3],
    }
    return read_sample(factors, cases, months=["start"], **choice), factors


def a_box(sample, **limits):
    return measured(
        [
            Limit(factor, **limits[factor.name]) if factor.name in limits else whole(factor)
            for factor in sample.factors
        ],
        sample,
    )


def test_density_coverage_and_mass_by_hand():
    sample, _ = a_sample()

    box = a_box(sample, decay={"low": 0.15, "high": 0.55})

    assert (box.points, box.shown, box.of_points, box.of_shown) == (4, 3, 10, 4)
    assert (box.density, box.coverage, box.mass) == (3 / 4, 3 / 4, 4 / 10)
    assert box.score == pytest.approx(0.75)
    assert box.restricted == ("decay",)


def test_shares_count_as_far_as_they_go():
    sample, _ = a_sample([0.5, 0.25, 0.25, 1.0])

    box = a_box(sample, decay={"low": 0.15})

    assert (box.density, box.coverage) == (1.25 / 2, 1.25 / 2)
    assert box.sentence() == (
        "decay at least 0.15: 62 of 100 histories of such cases show it, 62 % of all that do"
    )
    assert a_box(sample).sentence() == "50 of 100 histories show it"


def test_evidence_compares_with_the_box_without_the_restriction():
    sample, _ = a_sample()

    box = a_box(sample, decay={"low": 0.15}, shells={"high": 450})

    assert (box.points, box.shown) == (3, 3)
    assert box.evidence["decay"].density_without == 3 / 5
    assert box.evidence["decay"].quasi_p == pytest.approx((3 / 5) ** 3)
    assert box.evidence["shells"].quasi_p == pytest.approx((4 / 8) ** 3)
    assert "start" not in box.evidence


@pytest.mark.parametrize(
    ("within", "without", "expected"),
    [((4, 4), (8, 4), 1 / 16), ((4, 3), (8, 4), 5 / 16), ((4, 0), (8, 4), 1.0), ((4, 4), (8, 8), 1.0)],
)
def test_quasi_p_values_by_hand(within, without, expected):
    assert quasi_p(within, without) == pytest.approx(expected)


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.data())
def test_quasi_p_values_agree_with_the_binomial_test(points, more, others, data):
    shown = data.draw(st.integers(0, points))
    without = (points + more + others, shown + more)

    theirs = stats.binomtest(shown, points, without[1] / without[0], alternative="greater").pvalue

    assert quasi_p((points, shown), without) == pytest.approx(theirs, abs=1e-9)


def test_shares_have_a_quasi_p_value_between_those_of_whole_cases():
    values = [quasi_p((10, shown), (40, 12.0)) for shown in (5, 5.5, 6)]

    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 3


def test_a_box_contains_what_lies_within_all_limits_and_on_its_bounds():
    sample, factors = a_sample()
    box = a_box(sample, decay={"low": 0.2, "high": 0.7}, scenario={"among": ("access", "war")})

    np.testing.assert_array_equal(np.flatnonzero(box.contains(factors)), [2, 3, 5, 6])
    new = {"decay": [0.2, 0.2, 0.8], "scenario": ["war", "peace", "war"]}
    np.testing.assert_array_equal(box.contains(new), [True, False, False])


def test_a_box_needs_the_factors_that_it_restricts():
    sample, _ = a_sample()

    with pytest.raises(ValueError, match=r"the box restricts decay\. Give values of each\."):
        a_box(sample, decay={"low": 0.2}).contains({"shells": [1]})


def test_a_box_reads_as_a_sentence():
    sample, _ = a_sample(units={"decay": "1/year"}, titles={"decay": "shell demand decay"})
    box = a_box(sample, decay={"low": 0.15, "high": 0.55}, start={"high": FIRST + 4})

    assert box.sentence() == (
        "shell demand decay between 0.15 and 0.55 1/year and start until 2025-08: "
        "3 of 3 such cases show it, 75 % of all that do"
    )
    assert a_box(sample).sentence("are calm") == "4 of 10 cases are calm"


def test_many_cases_are_told_as_shares():
    sample, _ = a_sample([0, *[1] * 999])

    assert a_box(sample).sentence() == "more than 99 of 100 cases show it"
    assert a_box(sample, decay={"low": 0.05, "high": 20}).sentence().endswith("20 % of all that do")


@pytest.mark.parametrize(
    ("name", "limit", "words"),
    [
        ("decay", {"low": 0.31234}, "at least 0.312"),
        ("decay", {"high": 0.3}, "at most 0.3"),
        ("decay", {"low": 0.1, "high": 0.3}, "between 0.1 and 0.3"),
        ("shells", {"low": 300, "high": 300}, "exactly 300"),
        ("start", {"low": FIRST}, "from 2025-04 on"),
        ("start", {"low": FIRST, "high": FIRST + 1}, "from 2025-04 to 2025-05"),
        ("start", {"low": FIRST, "high": FIRST}, "in 2025-04"),
        ("scenario", {"among": ("war",)}, "is war"),
        ("scenario", {"among": ("access", "war")}, "is not ceasefire"),
        ("decay", {}, "of any value"),
        ("scenario", {"among": ("access", "ceasefire", "war")}, "of any kind"),
    ],
)
def test_limits_in_words(name, limit, words):
    sample, _ = a_sample()
    [factor] = [factor for factor in sample.factors if factor.name == name]

    assert allowed(Limit(factor, **limit)) == words


def test_many_kinds_are_told_by_the_shorter_list():
    kind = read_sample({"kind": list("abcdef")}, [1] * 6).factors[0]

    assert allowed(Limit(kind, among=("a", "b", "c"))) == "is a, b or c"
    assert allowed(Limit(kind, among=("a", "b", "c", "d"))) == "is neither e nor f"


@pytest.mark.parametrize(
    ("values", "value", "text"),
    [
        ([0.0, 1.0], 0.12345, "0.12"),
        ([0.0, 0.99], 0.12345, "0.123"),
        ([0.0, 1e-7], 1.2345e-8, "1.2e-08"),
        ([0.0, 250_000.0], 123_456.0, "123,000"),
        ([-4.0, 4.0], -0.999, "-1"),
        ([0, 250_000], 123_456, "123,456"),
        ([5.0, 5.0], 5.0, "5"),
    ],
)
def test_numbers_are_rounded_to_their_range(values, value, text):
    assert rounded(read_sample({"a": values}, [1, 0]).factors[0], value) == text


def test_the_table_has_a_row_a_factor_and_the_whole_range_where_nothing_is_restricted():
    sample, _ = a_sample()

    table = a_box(sample, decay={"low": 0.15}, scenario={"among": ("war",)}).table().set_index("factor")

    assert table["restricted"].tolist() == [True, False, False, True]
    assert table.loc["decay", ["low", "high", "low_text"]].tolist() == [0.15, 0.9, "0.15"]
    assert table.loc["shells", ["low", "high", "lowest", "highest"]].tolist() == [0, 900, 0, 900]
    assert table.loc["scenario", "among"] == ("war",)
    assert table.loc["start", "high_text"] == "2026-01"
    assert table["quasi_p"].notna().tolist() == [True, False, False, True]


def test_a_restriction_can_be_given_up():
    sample, _ = a_sample()
    box = a_box(sample, decay={"low": 0.15}, shells={"high": 450})

    assert freed(box, ["shells"], sample) == a_box(sample, decay={"low": 0.15})
    with pytest.raises(ValueError, match=r'"shell" is no factor\. Did you mean "shells"\?'):
        freed(box, ["shell"], sample)


def test_pruning_gives_up_the_sides_that_add_nothing():
    sample, _ = a_sample([0] * 20 + [1] * 20)
    box = a_box(sample, decay={"low": 1.95, "high": 3.85}, scenario={"among": ("access", "war")})

    assert pruned(box, 0.05, sample) == a_box(sample, decay={"low": 1.95})
    assert pruned(box, 1.0, sample) == box
