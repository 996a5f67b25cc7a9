"""Philox gives the words that its authors publish, for numbers and for arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.base.philox import philox

NONE, ALL = np.uint64(0), np.uint64(2**32 - 1)
some_words = st.integers(0, 2**32 - 1).map(np.uint64)


def in_hexadecimal(found):
    return " ".join(f"{int(word):08x}" for word in found)


@pytest.mark.parametrize(
    ("everywhere", "rounds", "answer"),
    [
        (NONE, 7, "5f6fb709 0d893f64 4f121f81 4f730a48"),
        (NONE, 10, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        (ALL, 10, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ],
)
def test_the_words_are_those_of_random123(everywhere, rounds, answer):
    assert in_hexadecimal(philox((everywhere,) * 4, (everywhere,) * 2, rounds)) == answer


def test_seven_rounds_are_the_rule():
    assert philox((NONE,) * 4, (NONE,) * 2) == philox((NONE,) * 4, (NONE,) * 2, 7)


@given(st.lists(st.tuples(*[some_words] * 6), min_size=1, max_size=20))
def test_an_array_gives_the_words_of_its_numbers(rows):
    *counter, key0, key1 = np.array(rows, np.uint64).T

    of_arrays = philox(tuple(counter), (key0, key1))

    of_numbers = [philox(row[:4], row[4:]) for row in rows]
    np.testing.assert_array_equal(np.transpose(of_arrays), np.array(of_numbers))
    assert {word.dtype for word in of_arrays} == {np.dtype(np.uint64)}


@given(st.tuples(*[some_words] * 4), st.tuples(*[some_words] * 2))
def test_a_word_has_32_bits(counter, key):
    assert all(0 <= word < 2**32 for word in philox(counter, key))


def test_one_bit_of_counter_or_key_turns_about_half_of_all_bits():
    given_words = [NONE] * 6
    before = philox(tuple(given_words[:4]), tuple(given_words[4:]))

    for place in range(6):
        for bit in range(32):
            changed = [*given_words]
            changed[place] = np.uint64(1 << bit)
            after = philox(tuple(changed[:4]), tuple(changed[4:]))
            turned = sum(int(a ^ b).bit_count() for a, b in zip(before, after, strict=True))
            assert 40 < turned < 88  # of 128, four standard deviations about the half
