"""Months as whole numbers: January of year 0 is 0, so a difference of two months counts months."""

import re

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_number(text: str) -> int:
    """Read `YYYY-MM`.

    Raises
    ------
    ValueError
        If the text is not a month.
    """
    match = MONTH.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a month. Write a month as YYYY-MM, for example 2025-12.')
    return int(match[1]) * 12 + int(match[2]) - 1


def month_text(number: int) -> str:
    """Write a month as `YYYY-MM`."""
    year, month = divmod(int(number), 12)
    return f"{year:04d}-{month + 1:02d}"
