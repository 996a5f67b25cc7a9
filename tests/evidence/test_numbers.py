"""Numbers are read as a reader would: with their separators, words and magnitudes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.evidence.numbers import Number, numbers_in


def exact(*values: str) -> set[Number]:
    return {Number(Decimal(value), vague=False) for value in values}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("over 1,000 containers", ["1000"]),
        ("172 500 square metres", ["172500"]),
        ("172\u202f500 square metres", ["172500"]),
        ("about US$3 billion, or 30 percent", ["3000000000", "30"]),
        ("1.5 million", ["1500000"]),
        ("Dec. 23-27, 2024", ["23", "27", "2024"]),
        ("since 2017\u20132018", ["2017", "2018"]),
        ("in 2023 100 came", ["2023", "100"]),
        ("the 190-word dispatch", ["190"]),
        ("its 80th anniversary in the 21st century", ["80", "21"]),
        ("Three visits, five letters", ["3", "5"]),
        ("the first half and the third year", ["1", "3"]),
        ("twenty-four years, ninety days", ["24", "90"]),
        ("two hundred thousand men", ["200000"]),
        ("a two-hour meeting", ["2"]),
        ("record E046 speaks of M19", []),
        ("none of those often tended bone", []),
    ],
)
def test_numbers_are_read_as_they_are_meant(text, values):
    assert set(numbers_in(text)) == exact(*values)


@pytest.mark.parametrize(
    ("text", "value"),
    [("thousands of troops", 1_000), ("several billion dollars", 10**9), ("about a dozen years", 12)],
)
def test_a_magnitude_without_a_count_is_vague(text, value):
    assert set(numbers_in(text)) == {Number(Decimal(value), vague=True)}


def test_thousands_are_not_one_thousand():
    assert not set(numbers_in("thousands")) & set(numbers_in("1,000"))


def test_each_number_is_told_as_it_is_written():
    assert list(numbers_in("three men, US$3 billion").values()) == ["three", "3 billion"]


@given(st.integers(min_value=0, max_value=10**12))
def test_separators_do_not_change_a_number(value):
    written = [f"{value}", f"{value:,}", f"{value:,}".replace(",", " ")]

    assert all(set(numbers_in(f"some {text} things")) == exact(str(value)) for text in written)


@given(st.integers(min_value=1, max_value=999), st.sampled_from(["thousand", "million", "billion"]))
def test_a_magnitude_multiplies_the_count_before_it(count, magnitude):
    [number] = numbers_in(f"{count} {magnitude}")
    [unit] = numbers_in(magnitude)

    assert number == Number(count * unit.value, vague=False)
