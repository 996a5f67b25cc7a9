"""Factors are read for what they are, and every fault is told."""

import numpy as np
import pandas as pd
import pytest

from tumen.studies.discovery.factors import read_sample

YES = [True, False, True]


def fault(factors, cases, **choice) -> str:
    with pytest.raises(ValueError, match=r"\w") as error:
        read_sample(factors, cases, **choice)
    return str(error.value)


def test_each_factor_has_the_kind_of_its_values():
    sample = read_sample(
        {
            "share": [0.1, 0.2, 0.3],
            "count": [1, 2, 3],
            "start": [24_300, 24_301, 24_302],
            "scenario": ["war", "ceasefire", "war"],
            "allied": [True, False, True],
            "mixed": pd.Series(["x", "y", "x"], dtype="object"),
        },
        YES,
        months=["start"],
    )

    kinds = {factor.name: factor.kind for factor in sample.factors}
    assert kinds == {
        "share": "number", "count": "whole", "start": "month",
        "scenario": "category", "allied": "category", "mixed": "category",
    }  # fmt: skip
    assert sample.factors[3].categories == ("ceasefire", "war")
    assert sample.factors[4].categories == ("no", "yes")
    np.testing.assert_array_equal(sample.values[3:5], [[1, 0, 1], [1, 0, 1]])


def test_months_may_be_floating_point_numbers_if_they_are_whole():
    sample = read_sample({"start": [24_300.0, 24_301.0, 24_301.0]}, YES, months=["start"])

    assert sample.factors[0].kind == "month"


def test_a_case_counts_above_the_threshold_or_as_far_as_it_says():
    shares = [0.2, 0.5, 0.9]

    np.testing.assert_array_equal(read_sample({"a": [1, 2, 3]}, shares).cases, shares)
    np.testing.assert_array_equal(read_sample({"a": [1, 2, 3]}, shares, threshold=0.5).cases, [0, 0, 1])


def test_all_faults_are_told_at_once():
    told = fault(
        {
            "gap": [1.0, np.nan, np.inf],
            "none": ["a", None, "b"],
            "short": [1, 2],
            "table": [[1], [2], [3]],
            "mixed": pd.Series([1, "a", 2], dtype="object"),
            "part": [0.5, 1.0, 2.0],
            "words": ["a", "b", "c"],
            "day": np.array(["2025-01-01"] * 3, dtype="datetime64[D]"),
        },
        YES,
        months=["part", "words"],
        units={"shorts": "1/year"},
        titles={"gaps": "Gap"},
    )

    assert told.splitlines() == [
        'units: "shorts" is no factor. Did you mean "short"?',
        'titles: "gaps" is no factor. Did you mean "gap"?',
        'values of "gap" lack a finite one in 2 of 3 cases, first in case 1, counted from 0; '
        "leave such cases out, or fill them in.",
        'values of "none" lack a finite one in 1 of 3 cases, first in case 1, counted from 0; '
        "leave such cases out, or fill them in.",
        'values of "short" are 2, and the cases 3. Give one for each case.',
        'values of "table" have the shape (3, 1), not one value a case.',
        'values of "mixed" mix text and numbers.',
        'values of "part" are said to be months, but are not whole numbers.',
        'values of "words" are said to be months, but are not whole numbers.',
        'values of "day" are neither numbers nor text but datetime64[D].',
    ]


@pytest.mark.parametrize(
    ("cases", "told"),
    [
        ([], "there are no cases. Give at least one."),
        ([0.0, 2.0], "the cases run from 0 to 2. Give truth values or shares from 0 to 1"),
        ([0.5, np.nan], "the cases lack a finite one in 1 of 2 cases, first in case 1"),
        (["yes", "no"], "the cases hold text. Give a truth value or a share for each."),
        ([False, False], "none of 2 cases is of interest, so there is nothing to find."),
    ],
)
def test_cases_that_cannot_be_told_apart_are_refused(cases, told):
    assert fault({"a": np.arange(len(cases))}, cases).startswith(told)


def test_a_threshold_that_no_case_passes_is_refused():
    assert fault({"a": [1, 2]}, [0.2, 0.4], threshold=0.4).endswith(
        "Choose a lower threshold, or another measure."
    )


def test_without_factors_there_is_nothing_to_look_in():
    assert fault({}, YES) == "no factor is given. Give the values of at least one by its name."


def test_values_are_coded_as_those_read_first():
    kind = read_sample({"kind": ["b", "a", "b"]}, YES).factors[0]

    np.testing.assert_array_equal(kind.coded(["a", "b", "new"]), [0, 1, -1])
    with pytest.raises(ValueError, match=r'values of "kind" are numbers, unlike those read first\.'):
        kind.coded([1, 2, 3])
