"""Chance with a name: the same month of the same history meets the same luck wherever it runs.

A stream belongs to a decision, not to a run. Its number in a month is a function of the seed, its name, the
month and the history, and of nothing else. So no scenario, block size, worker count or new decision changes
anybody's luck, and a longer ensemble begins with the shorter one.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Literal, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate, PerReplicateMask
from tumen.base.philox import BITS, WORD, WORDS, Words, philox
from tumen.base.transcendental import normal_quantile

LANES: Final = 8  # histories side by side that take the same word of their counters
GROUP: Final = LANES * WORDS  # histories that share eight counters
SCHEME: Final = "philox4x32-7/name32/group32/2"  # changes whenever the same seed would give other numbers
SEED_LIMIT: Final = 2**64
AT_ONCE: Final = 32768  # numbers a pass: enough to spread the cost of a call, few enough for the cache
FOR_GOOD: Final = 2**32 - 1  # the month of a number that a history draws once

Law: TypeAlias = Literal["uniform", "normal"]
Whose: TypeAlias = range | npt.NDArray[np.int64]  # histories on end, or in any order


def stream_id(name: str) -> int:
    """Return the 32-bit number of a stream, the same on every machine."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big")


def check_names(names: Iterable[str]) -> None:
    """Refuse two streams that would share their luck.

    Raises
    ------
    ValueError
        If two different names have the same number.
    """
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(stream_id(name), name)
        if other != name:
            raise ValueError(f'the streams "{other}" and "{name}" share a number. Rename one of them.')


def check_seed(seed: int) -> int:
    """Return the seed, refusing what would wrap to another one.

    Raises
    ------
    ValueError
        If the seed is no whole number from 0 to 2**64 - 1.
    """
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or not 0 <= seed < SEED_LIMIT:
        raise ValueError(f"the seed {seed!r} is not usable. Write a whole number from 0 to 2**64 - 1.")
    return int(seed)


def covering(replicates: range) -> range:
    """Return the replicates of all groups that hold some of these."""
    return range(replicates.start // GROUP * GROUP, -(-replicates.stop // GROUP) * GROUP)


def words_of(counter: Any, *, month: Any, stream: Any, seed: tuple[Any, Any]) -> Words:
    """Return the four words of counters in a month of a stream; all numbers are uint64.

    Counter c serves the replicates r with ``r // 32 == c // 8`` and ``r % 8 == c % 8``, of which the one
    with ``r % 32 // 8 == w`` takes word w.
    """
    return philox((counter & WORD, counter >> np.uint64(BITS), month, stream), seed)


def address_of(numbers: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the counter that serves each history, and which of its words."""
    counters = numbers // GROUP * LANES + numbers % LANES
    return counters, numbers % GROUP // LANES


def words(seed: int, names: Sequence[str], month: int, replicates: Whose) -> npt.NDArray[np.uint64]:
    """Return one random word for each stream and replicate, below 2**32, shape (names, replicates)."""
    streams = np.array([[stream_id(name)] for name in names], np.uint64)
    key = np.uint64(seed) & WORD, np.uint64(seed) >> np.uint64(BITS)
    if not isinstance(replicates, range):
        counters, which = address_of(replicates)
        found = words_of(counters.astype(np.uint64), month=np.uint64(month), stream=streams, seed=key)
        odd, late = which % 2 == 1, which >= WORDS // 2
        return np.where(late, np.where(odd, found[3], found[2]), np.where(odd, found[1], found[0]))
    whole = covering(replicates)
    counters = np.arange(whole.start // WORDS, whole.stop // WORDS)
    found = words_of(counters.astype(np.uint64), month=np.uint64(month), stream=streams, seed=key)
    in_lanes = [word.reshape(len(names), -1, LANES) for word in found]
    in_order = np.stack(in_lanes, axis=2).reshape(len(names), len(whole))
    return in_order[:, replicates.start - whole.start :][:, : len(replicates)]


def uniform(word: Any) -> Any:
    """Return a number in [0, 1) from a random word: a multiple of 2**-24, in single precision."""
    return (word >> np.uint64(8)).astype(np.int32).astype(np.float32) * np.float32(2.0**-24)


def share(word: Any) -> Any:
    """Return a share in (0, 1) from a random word, none of its ends: an odd multiple of 2**-24."""
    return ((word >> np.uint64(9)).astype(np.int32).astype(np.float32) + np.float32(0.5)) * np.float32(
        2.0**-23
    )


def normal(word: Any) -> Any:
    """Return a standard normal number from a random word, within 6.4 of 0, in single precision."""
    half = np.uint64(2 ** (BITS - 1))
    rank = (word & (half - np.uint64(1))).astype(np.int32).astype(np.float32)
    distance = -normal_quantile((rank + np.float32(0.5)) * np.float32(2.0**-BITS))
    return np.where(word < half, distance, -distance)


LAWS: Final[Mapping[Law, Callable[[Any], Any]]] = {"uniform": uniform, "normal": normal}


def numbers(
    seed: int, names: Sequence[str], month: int, replicates: Whose, law: Callable[[Any], Any]
) -> dict[str, npt.NDArray[np.float32]]:
    """Return the numbers of streams that follow the same law, each of shape (replicates,)."""
    at_once = max(1, AT_ONCE // max(1, len(replicates)))
    found: dict[str, npt.NDArray[np.float32]] = {}
    for first in range(0, len(names), at_once):
        some = names[first : first + at_once]
        found.update(zip(some, law(words(seed, some, month, replicates)), strict=True))
    return found


def shares(seed: int, names: Sequence[str], replicates: Whose) -> dict[str, npt.NDArray[np.float32]]:
    """Return the share in (0, 1) that each replicate draws once from each stream, shape (replicates,)."""
    return numbers(seed, names, FOR_GOOD, replicates, share)


@final
class Dice:
    """The luck of one month."""

    def __init__(self, luck: Mapping[str, PerReplicate]) -> None:
        self._luck = luck

    def roll(self, name: str) -> PerReplicate:
        """Return the numbers of a stream, shape (replicates,)."""
        return self._luck[name]

    def happens(self, name: str, chance: PerReplicate) -> PerReplicateMask:
        """Return where something of the given chance happens, shape (replicates,)."""
        return self._luck[name] < chance


@final
@dataclass(frozen=True)
class Past:
    """Luck that histories met before and meet again, up to a month.

    Attributes
    ----------
    seed
        Of that luck.
    until
        Last month of it; from the next one on, histories have luck of their own.
    periods
        First month of each period in which they keep to one history's luck; the first is long ago.
    numbers
        Whose luck each replicate meets in each period, shape (periods, replicates).
    """

    seed: int
    until: int
    periods: tuple[int, ...]
    numbers: npt.NDArray[np.int64]

    def whose(self, month: int) -> npt.NDArray[np.int64]:
        """Return whose luck each replicate meets in a month, shape (replicates,)."""
        numbers: npt.NDArray[np.int64] = self.numbers[bisect_right(self.periods, month) - 1]
        return numbers


@final
class Streams:
    """The named streams of some replicates."""

    def __init__(
        self,
        seed: int,
        laws: Mapping[str, Law],
        replicates: Whose,
        dtype: type[np.floating[Any]] = np.float32,
        past: Past | None = None,
    ) -> None:
        check_names(laws)
        self._names = {kind: [name for name, law in laws.items() if law == kind] for kind in LAWS}
        self._seed, self._replicates, self._dtype = check_seed(seed), replicates, dtype
        self._past = past

    def in_month(self, month: int) -> Dice:
        """Return the luck of a month, which is the same in both precisions."""
        luck: dict[str, PerReplicate] = {}
        seed: int = self._seed
        whose = self._replicates
        if self._past is not None and month <= self._past.until:
            seed, whose = self._past.seed, self._past.whose(month)
        for law, names in self._names.items():
            found = numbers(seed, names, month, whose, LAWS[law])
            luck |= {name: number.astype(self._dtype, copy=False) for name, number in found.items()}
        return Dice(luck)
