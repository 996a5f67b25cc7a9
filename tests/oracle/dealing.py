"""The luck of one history: section "Chance" of docs/model.md, for one number at a time."""

from hashlib import blake2b
from statistics import NormalDist

ONCE = 2**32 - 1  # the month of what is drawn once a history
ROUNDS = 7


def word(seed: int, name: str, month: int, replicate: int) -> int:
    """Return the random word of a stream in a month of a history."""
    group, place = divmod(replicate, 32)
    which, lane = divmod(place, 8)
    high, low = divmod(8 * group + lane, 2**32)
    stream = int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big")
    return philox([low, high, month, stream], [seed % 2**32, seed // 2**32])[which]


def philox(counter: list[int], key: list[int]) -> list[int]:
    a, b, c, d = counter
    first, second = key
    for _ in range(ROUNDS):
        of_a, of_c = divmod(0xD2511F53 * a, 2**32), divmod(0xCD9E8D57 * c, 2**32)
        a, b, c, d = of_c[0] ^ b ^ first, of_c[1], of_a[0] ^ d ^ second, of_a[1]
        first, second = (first + 0x9E3779B9) % 2**32, (second + 0xBB67AE85) % 2**32
    return [a, b, c, d]


def uniform(of: int) -> float:
    return (of // 2**8) / 2**24


def share(of: int) -> float:
    return (of // 2**9 + 0.5) / 2**23


def normal(of: int) -> float:
    distance = -NormalDist().inv_cdf((of % 2**31 + 0.5) / 2**32)
    return distance if of < 2**31 else -distance
