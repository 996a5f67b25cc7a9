"""The calendar knows months of the year, and whom each day is about."""

import pytest

from builders import CAST
from tumen.base.calendar import month_number
from tumen.measurement.calendar import CALENDAR, due, greeting_months, guest_months


@pytest.mark.parametrize("day", CALENDAR, ids=lambda day: day.title)
def test_an_anniversary_is_in_a_month_of_the_year_and_about_the_cast(day):
    assert day.month in range(1, 13)
    assert {actor for pair in day.greets for actor in pair} <= set(CAST)
    assert day.host is None or day.host in CAST
    assert day.greets or day.host


def test_greetings_and_guests_are_due_in_the_months_that_documents_name():
    assert greeting_months("dprk", "russia") == {1, 5, 6, 10}
    assert greeting_months("china", "dprk") == {1, 9, 10}
    assert guest_months("dprk") == {9, 10}


def test_nobody_is_due_whom_the_calendar_does_not_name():
    assert greeting_months("china", "ukraine") == guest_months("china") == set()


def test_the_ruling_partys_anniversary_is_in_october_of_every_year():
    months = guest_months("dprk")

    assert due(month_number("2025-10"), months)
    assert due(month_number("2026-10"), months)
    assert not due(month_number("2025-11"), months)
