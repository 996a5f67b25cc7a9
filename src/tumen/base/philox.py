"""Philox4x32: random words as a function of a key and a counter, so that any can be had on its own [1]_.

Seven rounds are the fewest that pass every test of BigCrush. Only multiplication, shift and bitwise
operations on 64-bit numbers are used, so arrays, numbers and compiled loops give the same words.

References
----------
.. [1] J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3,"
   SC '11, 2011.
"""

from typing import Any, Final, TypeAlias

import numpy as np

ROUNDS: Final = 7
WORDS: Final = 4  # that one counter gives
BITS: Final = 32  # of a word

MULTIPLIERS: Final = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
WEYL: Final = (0x9E3779B9, 0xBB67AE85)  # by what the key grows from round to round
WORD: Final = np.uint64(2**BITS - 1)
SHIFT: Final = np.uint64(BITS)

Words: TypeAlias = tuple[Any, Any, Any, Any]  # numbers or arrays of uint64, each below 2**32


def philox(counter: Words, key: tuple[Any, Any], rounds: int = ROUNDS) -> Words:
    """Return the four words of a counter under a key, as uint64 below 2**32.

    Parameters
    ----------
    counter, key
        Four words and two, as numbers or arrays of uint64 below 2**32.
    rounds
        How often they are mixed.
    """
    c0, c1, c2, c3 = counter
    for turn in range(rounds):
        steps = [np.uint64(turn * step % 2**BITS) for step in WEYL]
        key0, key1 = (key[0] + steps[0]) & WORD, (key[1] + steps[1]) & WORD
        first, second = MULTIPLIERS[0] * c0, MULTIPLIERS[1] * c2
        c0, c2 = (second >> SHIFT) ^ c1 ^ key0, (first >> SHIFT) ^ c3 ^ key1
        c1, c3 = second & WORD, first & WORD
    return c0, c1, c2, c3
