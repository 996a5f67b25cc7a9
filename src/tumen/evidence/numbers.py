"""Numbers as texts write them: digits, words, and magnitudes without a count."""

import re
from decimal import Decimal
from typing import NamedTuple

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WORDS = {
    **{word: value for value, word in enumerate(("zero", *_UNITS, *_TEENS))},
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}

_SCALE = rf"(?:{'|'.join(_SCALES)})s?\b"
_DIGITS = r"(?<![A-Za-z\d])(?:\d{1,3}(?:[,\s]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_WORD = rf"\b(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS)})|{'|'.join(_WORDS)})\b"
_NUMBER = re.compile(
    rf"(?P<digits>{_DIGITS})(?P<after>(?:[\s-]{_SCALE})*)"
    rf"|(?P<word>{_WORD})(?P<behind>(?:[\s-]{_SCALE})*)"
    rf"|\b(?P<bare>{_SCALE}(?:\s{_SCALE})*)",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number, or a magnitude that the text gives without a count, as in "several billion"."""

    value: Decimal
    vague: bool


def numbers_in(text: str) -> dict[Number, str]:
    """Return the numbers of a text, each with the way in which it is written.

    Read are digits with or without separators (comma or space) and decimals, words up to ninety-nine and
    ordinals up to tenth, all of these before dozen, hundred, thousand, million, billion, trillion, and those
    alone as vague magnitudes. Digits that follow a letter are part of a name.
    """
    return {_number(match): match[0] for match in _NUMBER.finditer(text)}


def _number(match: re.Match[str]) -> Number:
    if match["bare"]:
        return Number(_scaled(Decimal(1), match["bare"]), vague=True)
    if match["digits"]:
        return Number(_scaled(Decimal(re.sub(r"[,\s]", "", match["digits"])), match["after"]), vague=False)
    count = sum(_WORDS[part] for part in match["word"].lower().split("-"))
    return Number(_scaled(Decimal(count), match["behind"]), vague=False)


def _scaled(count: Decimal, scales: str) -> Decimal:
    """Multiply a count by each magnitude that stands behind it."""
    for word in re.split(r"[\s-]+", scales.lower().strip(" -")):
        count *= _SCALES.get(word.removesuffix("s"), 1)
    return count
