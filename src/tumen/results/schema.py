"""What results hold: every variable with its dimension, unit, meaning and the range on which it is counted.

The result file has these groups:

========================  ==============================================================================
``/``                     attributes: title, source, seed, scheme of chance, number of histories, provenance
``/scenarios``            (scenario): title, question, resolved text, its SHA-256, first month of the forecast
``/summary``              (scenario, quantile, time, ...): quantiles, means, extremes of every variable
``/trajectories``         (scenario, replicate, time, ...): a sample of histories, or all of them
``/events``               (scenario, replicate, event): month of every event, chance and dates
``/parameters``           (scenario, replicate, parameter): the values drawn
``/ledger``               (scenario, time, entry): what each cause added to each alignment, on average and,
                          if so asked, in each history kept; where alignments started; weights of the channels
``/questions``            (scenario, question): probabilities; (scenario, replicate, question): each answer
``/thresholds``           (scenario, threshold, time): share beyond; (..., replicate, ...): first month beyond
``/differences``          (comparison, quantile, time, dyad): paired differences of strength
========================  ==============================================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, final

from tumen.measurement import INDICATORS
from tumen.world.vocabulary import TERMS, parse_key

SeriesKey: TypeAlias = tuple[str, str]  # a variable and its label: ("strength", "a-b")

CHANNELS = ("political", "economic", "security")
DEPENDENCES = ("trade", "fiscal", "security")
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)  # always kept: the bands that tables and figures show


class Variable(NamedTuple):
    """A variable of the results; `low` and `high` are None where each label has a range of its own."""

    dim: str  # dimension of its labels
    unit: str
    long_name: str
    low: float | None
    high: float | None


VARIABLES: Mapping[str, Variable] = MappingProxyType(
    {
        "strength": Variable("dyad", "strength", "relationship strength", -1, 1),
        "political": Variable("dyad", "strength", "political channel of strength", -1, 1),
        "economic": Variable("dyad", "strength", "economic channel of strength", -1, 1),
        "security": Variable("dyad", "strength", "security channel of strength", -1, 1),
        "alignment": Variable("pair", "alignment", "alignment of one actor towards another", -1, 1),
        "dependence_trade": Variable("pair", "share", "dependence for goods", 0, 1),
        "dependence_fiscal": Variable("pair", "share", "dependence for state income", 0, 1),
        "dependence_security": Variable("pair", "share", "security dependence", 0, 1),
        "commitment": Variable("pair", "share", "commitment to defend another", 0, 1),
        "state": Variable("key", "as listed", "stocks and conditions", None, None),
        "indicator": Variable("measure", "as listed", "what the world could see", None, None),
    }
)


@final
@dataclass(frozen=True)
class Series:
    """One line through time: a variable at one of its labels, and the range on which it is counted."""

    variable: str
    label: str
    unit: str
    long_name: str
    low: float
    high: float

    @property
    def key(self) -> SeriesKey:
        """Variable and label."""
        return self.variable, self.label


def described(key: SeriesKey) -> Series:
    """Return the series of a key; a state key takes unit and range from the vocabulary.

    Raises
    ------
    ValueError
        If the variable is unknown, or the label is neither a key of the vocabulary nor an indicator.
    """
    name, label = key
    if name == "state":
        term = TERMS[parse_key(label)[0]]
        return Series(name, label, term.unit, term.meaning, term.low, term.high)
    if name == "indicator" and label in INDICATORS:
        indicator = INDICATORS[label]
        return Series(name, label, indicator.unit, indicator.meaning, indicator.low, indicator.high)
    variable = VARIABLES.get(name)
    if variable is None or variable.low is None or variable.high is None:
        raise ValueError(f'"{name}" "{label}" is nothing that results hold.')
    return Series(name, label, variable.unit, variable.long_name, variable.low, variable.high)
