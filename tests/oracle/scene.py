"""What a history knows at the start of a month's decisions, and the few functions that many rules share."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, expm1, tanh
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]  # a term, or a flow, and the actors it is about
Values: TypeAlias = dict[Key, float]

CAST = ("dprk", "russia", "china", "bloc", "ukraine")
PAIRS = tuple((a, b) for a in CAST for b in CAST if a != b)


@dataclass(frozen=True)
class Scene:
    """The state, the numbers of this history by file and name, and its luck of the month."""

    values: Values
    numbers: Mapping[str, Mapping[str, float]]
    luck: Mapping[str, float]

    def condition(self, name: str) -> float:
        return self.values[name,]

    def regard(self, a: str, b: str) -> float:
        return tanh(self.values["persistent", a, b] + self.values["transient", a, b])

    def closeness(self, a: str, b: str) -> float:
        return (self.regard(a, b) + self.regard(b, a)) / 2

    def reliance(self, a: str, b: str) -> float:
        """Return the share in which a depends on b for goods or for money."""
        goods, money = (self.values.get((f"dependence_{kind}", a, b), 0.0) for kind in ("trade", "fiscal"))
        return union(goods, money)

    def memory(self, a: str, b: str) -> float:
        """Return the pressure of a on b as it is remembered."""
        return self.values.get(("hostility", a, b), 0.0)

    def chooses(self, actor: str, choice: str, advantage: float) -> bool:
        precision = self.numbers[f"actors/{actor}"]["precision"]
        return self.luck[f"{actor}/{choice}"] < 1 / (1 + exp(-precision * advantage))


def lasting(a: str, b: str) -> Key:
    """Return the key of the lasting part of an alignment, which most changes are about."""
    return ("persistent", a, b)


def excess(value: float, threshold: float = 0) -> float:
    return value - threshold if value > threshold else 0.0


def saturating(amount: float, half: float) -> float:
    return amount / (half + amount)


def union(first: float, second: float) -> float:
    return 1 - (1 - first) * (1 - second)


def monthly_chance(yearly_rate: float) -> float:
    return -expm1(-yearly_rate / 12)
