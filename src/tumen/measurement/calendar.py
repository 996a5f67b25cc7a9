"""Anniversaries: in which months of the year greetings and guests are due, whatever the state of a tie."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from tumen.base.names import Pair

Months: TypeAlias = frozenset[int]  # months of the year, January is 1

GREETINGS: Final[Mapping[Pair, Months]] = {  # who greets whom
    ("dprk", "russia"): frozenset(
        {1, 5, 6, 10}
    ),  # New Year, Victory Day, National Day, a birthday [E006, E018]
    ("russia", "dprk"): frozenset({9}),  # foundation of the state [E043]
    ("dprk", "china"): frozenset({1, 10}),  # New Year, diplomatic ties [E005, E019]
    ("china", "dprk"): frozenset({9, 10}),  # foundation of the state, diplomatic ties [E005, E043]
}
GUESTS: Final[Mapping[str, Months]] = {  # who has guests
    "dprk": frozenset({9, 10}),  # foundation of the state and of the party [E043, E169]
}


def due(month: int, months: Months) -> bool:
    """Tell whether a month (months since year 0) falls on one of these months of the year."""
    return month % 12 + 1 in months
