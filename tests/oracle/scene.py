"""What a history knows at the start of a month's decisions, and the few functions that many rules share."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, expm1, tanh
from typing import TypeAlias

Values: TypeAlias = dict[tuple[str, ...], float]  # by term, or flow, and actors

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

    def chooses(self, actor: str, choice: str, advantage: float) -> bool:
        precision = self.numbers[f"actors/{actor}"]["precision"]
        return self.luck[f"{actor}/{choice}"] < 1 / (1 + exp(-precision * advantage))


def excess(value: float, threshold: float) -> float:
    return value - threshold if value > threshold else 0.0


def saturating(amount: float, half: float) -> float:
    return amount / (half + amount)


def union(first: float, second: float) -> float:
    return 1 - (1 - first) * (1 - second)


def monthly_chance(yearly_rate: float) -> float:
    return -expm1(-yearly_rate / 12)
