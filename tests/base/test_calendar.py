"""Months as numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.base.calendar import month_number, month_text


def test_months_count_from_january_of_year_0():
    assert month_number("0000-01") == 0
    assert month_number("2025-03") == 2025 * 12 + 2


def test_december_is_followed_by_january():
    assert month_text(month_number("2024-12") + 1) == "2025-01"


@given(st.integers(0, 9999 * 12 + 11))
def test_a_month_is_read_as_it_was_written(number):
    assert month_number(month_text(number)) == number


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-0", "2025-00", "2025-13", "2025-1", "25-01", "2025-01-01"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a month\. Write a month as YYYY-MM, for example 2025-12\."):
        month_number(text)
