"""Tasks: what to run, in blocks of histories, and what a block comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import final

from tumen.ensemble.answers import Asked, Measured, readings
from tumen.ensemble.defaults import LEDGER, LedgerOf
from tumen.ensemble.points import Points
from tumen.parameters.particles import Particles
from tumen.results.answers import Answers
from tumen.results.differences import Difference
from tumen.results.recorder import BlockResult
from tumen.scenarios.schema import Scenario
from tumen.scenarios.words import EXPECTED

BLOCK = 8_192  # fits the cache; measured fastest from 8,000 to 16,000 histories


@final
@dataclass(frozen=True)
class Task:
    """What to run: scenarios, luck, and what to keep."""

    scenarios: tuple[Scenario, ...]
    seed: int
    full: bool
    ledger: LedgerOf = LEDGER
    particles: Particles | None = None

    @property
    def comparisons(self) -> tuple[tuple[str, str], ...]:
        """Every two scenarios, the later one minus the earlier."""
        names = [scenario.name for scenario in self.scenarios]
        return tuple((later, earlier) for earlier, later in combinations(names, 2))


@final
@dataclass(frozen=True)
class Block:
    """What a range of histories came to under every scenario."""

    results: Mapping[str, BlockResult]
    differences: Mapping[tuple[str, str], Difference]
    answers: Answers

    @property
    def replicates(self) -> range:
        """The histories of the block."""
        return self.answers.replicates


@final
@dataclass(frozen=True)
class Inquiry:
    """What to ask of which scenarios, with which luck, and at which points of a design, if there is one."""

    scenarios: tuple[Scenario, ...]
    asked: tuple[Asked | Measured, ...]
    seed: int
    particles: Particles | None = None
    points: Points | None = None

    def expected(self, scenario: str) -> bool:
        """Tell whether the rates of indicators are needed of a scenario."""
        return any(reading.quantity[0] == EXPECTED for reading in readings(self.asked, scenario))


def split(replicates: int, size: int) -> list[range]:
    """Return the blocks of an ensemble: `size` histories each, the last one shorter."""
    return [range(start, min(start + size, replicates)) for start in range(0, replicates, size)]
