"""Dates are real and not too late, and subjects name their actors."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.base.calendar import month_text
from tumen.evidence.records import first_day, members


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2024-06-19", date(2024, 6, 19)),
        ("2024-06", date(2024, 6, 1)),
        ("2023-Q3", date(2023, 7, 1)),
        ("2023-Q1", date(2023, 1, 1)),
        ("2009", date(2009, 1, 1)),
    ],
)
def test_a_period_starts_on_its_first_day(period, day):
    assert first_day(period) == day


@pytest.mark.parametrize(
    "period", ["2024-13", "2024-00", "2024-02-30", "2024-05-00", "2024-Q5", "0000", "24", "June 2024", ""]
)
def test_what_is_no_date_is_refused_with_what_to_write(period):
    with pytest.raises(ValueError, match=r"is not a date\. Write YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY\."):
        first_day(period)


@given(st.dates())
def test_every_day_is_its_own_first_day(day):
    assert first_day(day.isoformat()) == day


@given(st.dates())
def test_a_month_a_quarter_and_a_year_start_no_later_than_their_days(day):
    month = month_text(day.year * 12 + day.month - 1)
    quarter = f"{day.year:04d}-Q{(day.month + 2) // 3}"

    starts = [first_day(period) for period in (f"{day.year:04d}", quarter, month)]

    assert sorted([*starts, day]) == [*starts, day]


@pytest.mark.parametrize(
    ("subject", "actors"),
    [("china", ("china",)), ("dprk-russia", ("dprk", "russia")), ("russia->dprk", ("russia", "dprk"))],
)
def test_a_subject_names_one_or_two_actors(subject, actors):
    assert members(subject) == actors
