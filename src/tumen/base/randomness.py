"""Chance with a name: the same month of the same history meets the same luck wherever it runs.

A stream belongs to a decision, not to a run. Its generator is made for the stream's name and a *granule* of
4,096 replicates, and every stream is drawn in full every month, whether used or not. So no scenario, block
size, worker count or new decision changes anybody's luck, and a longer ensemble begins with the shorter one.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, Literal, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate, PerReplicateMask

GRANULE = 4_096
SCHEME = "sfc64/name32/granule4096/1"  # changes whenever the same seed would give other numbers
SEED_LIMIT = 2**64
SMALLEST = 2.0**-54  # what a uniform number of 0 becomes, so that every quantile is finite

Law: TypeAlias = Literal["uniform", "normal"]


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


def generator(seed: int, name: str, granule: int) -> np.random.Generator:
    """Return the generator of one stream for one granule of replicates."""
    sequence = np.random.SeedSequence(seed, spawn_key=(stream_id(name), granule))
    return np.random.Generator(np.random.SFC64(sequence))


def granules(replicates: range) -> range:
    """Return the granules that cover a range of replicates."""
    return range(replicates.start // GRANULE, -(-replicates.stop // GRANULE))


def uniforms(seed: int, name: str, replicates: range) -> npt.NDArray[np.float64]:
    """Return one uniform number a replicate, in (0, 1), shape (replicates,)."""
    covering = granules(replicates)
    whole = np.concatenate([generator(seed, name, granule).random(GRANULE) for granule in covering])
    start = replicates.start - covering.start * GRANULE
    cut: npt.NDArray[np.float64] = np.maximum(whole[start : start + len(replicates)], SMALLEST)
    return cut


@final
class Dice:
    """The luck of one month. The next month overwrites its arrays: compute with them, do not keep them."""

    def __init__(self, luck: Mapping[str, PerReplicate]) -> None:
        self._luck = luck

    def roll(self, name: str) -> PerReplicate:
        """Return the numbers of a stream, shape (replicates,)."""
        return self._luck[name]

    def happens(self, name: str, chance: PerReplicate) -> PerReplicateMask:
        """Return where something of the given chance happens, shape (replicates,)."""
        return self._luck[name] < chance


@final
class Streams:
    """The named streams of a range of replicates, drawn month after month."""

    def __init__(
        self,
        seed: int,
        laws: Mapping[str, Law],
        replicates: range,
        dtype: type[np.floating[Any]] = np.float32,
    ) -> None:
        check_names(laws)
        check_seed(seed)
        covering = granules(replicates)
        start = replicates.start - covering.start * GRANULE
        self._laws = dict(laws)
        self._generators = {name: [generator(seed, name, granule) for granule in covering] for name in laws}
        self._whole = {name: np.empty(len(covering) * GRANULE, np.float32) for name in laws}
        self._cut = slice(start, start + len(replicates))
        self._dtype = dtype

    def next_month(self) -> Dice:
        """Draw every stream once, in full, and return the month's luck."""
        for name, law in self._laws.items():
            for generator_, part in zip(self._generators[name], self._parts(name), strict=True):
                draw = generator_.random if law == "uniform" else generator_.standard_normal
                draw(dtype=np.float32, out=part)
        return Dice(
            {name: whole[self._cut].astype(self._dtype, copy=False) for name, whole in self._whole.items()}
        )

    def _parts(self, name: str) -> npt.NDArray[np.float32]:
        return self._whole[name].reshape(-1, GRANULE)
