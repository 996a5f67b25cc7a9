"""The record of a month: strengths, channels, alignments, dependence, state and indicators, by label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self, TypeAlias, final

from tumen.base.arrays import PerReplicate
from tumen.base.names import dyad_text, pair_text, pairs
from tumen.base.randomness import Dice, Law
from tumen.measurement.indicators import INDICATORS
from tumen.measurement.kinds import Count, Scales
from tumen.measurement.strength import CHANNELS, Strength
from tumen.parameters.draws import Numbers
from tumen.world.state import Moves, World
from tumen.world.vocabulary import key_text

Observations: TypeAlias = dict[tuple[str, str], PerReplicate]  # (variable, label) -> shape (replicates,)

RECORDED_TIES: Final = ("dependence_trade", "dependence_fiscal", "dependence_security", "commitment")
EXPECTED: Final = "expected"  # what is recorded of an indicator that counts, beside its number
PAIR_RATES: Final = ("message_rate", "meeting_rate", "visit_rate")  # what parameter files say of pairs


@final
@dataclass(frozen=True, kw_only=True)
class Measurement:
    """Everything that is read off the world once a month."""

    strength: Strength
    scales: Scales

    @classmethod
    def build(cls, numbers: Numbers, cast: Sequence[str]) -> Self:
        """Return the measurement with the numbers of a block of replicates."""
        scales = dict(numbers.group("measurement/indicators"))
        for rate in PAIR_RATES:
            found = numbers.of_pairs(rate, pairs(cast))
            scales |= {f"{rate} {pair_text(*pair)}": value for pair, value in found.items()}
        return cls(strength=Strength.build(numbers), scales=scales)

    @classmethod
    def streams(cls) -> Mapping[str, Law]:
        """Return the streams that indicators roll, and their laws."""
        return {name: law for indicator in INDICATORS.values() for name, law in indicator.streams().items()}

    def observe(self, world: World, moves: Moves, dice: Dice) -> Observations:
        """Return what results record of the month."""
        seen: Observations = {}
        for dyad in world.dyads:
            label, channels = dyad_text(*dyad), self.strength.channels(world, *dyad)
            seen["strength", label] = self.strength.index(channels)
            seen.update({(name, label): channel for name, channel in zip(CHANNELS, channels, strict=True)})
        for pair in world.pairs:
            seen["alignment", pair_text(*pair)] = world.alignment(*pair)
        for key, value in world.values.items():
            match key:
                case term, a, b:
                    if term in RECORDED_TIES:
                        seen[term, pair_text(a, b)] = value
                case _:
                    seen["state", key_text(key)] = value
        for name, indicator in INDICATORS.items():
            if indicator.seen(world, moves):
                seen["indicator", name] = indicator.read(world, moves, self.scales, dice)
        return seen

    def expect(self, world: World, moves: Moves) -> Observations:
        """Return the number that every indicator that counts was expected to count in the month."""
        return {
            (EXPECTED, name): indicator.expected(world, moves, self.scales)
            for name, indicator in INDICATORS.items()
            if isinstance(indicator, Count) and indicator.seen(world, moves)
        }
