"""The calendar: in which months of the year greetings and guests are due, whatever the state of a tie."""

from dataclasses import dataclass
from typing import Final, TypeAlias, final

from tumen.base.names import Pair

Months: TypeAlias = frozenset[int]  # months of the year, January is 1


@final
@dataclass(frozen=True)
class Anniversary:
    """A day of every year, who greets whom on it, and who has guests."""

    title: str
    month: int
    greets: tuple[Pair, ...] = ()
    host: str | None = None


_TO_RUSSIA, _FROM_RUSSIA = ("dprk", "russia"), ("russia", "dprk")
_TO_CHINA, _FROM_CHINA = ("dprk", "china"), ("china", "dprk")

CALENDAR: Final = (
    Anniversary("New Year", 1, (_TO_RUSSIA, _TO_CHINA, _FROM_CHINA)),  # [E006, E021]
    Anniversary("Victory Day", 5, (_TO_RUSSIA,)),  # [E018]
    Anniversary("Russia's National Day", 6, (_TO_RUSSIA,)),  # [E018]
    Anniversary(  # Xi's greeting and the reply [E043]; Moscow's greeting and the guests are assumed
        "foundation of the DPRK", 9, (_FROM_CHINA, _TO_CHINA, _FROM_RUSSIA), "dprk"
    ),
    Anniversary("diplomatic ties of China and the DPRK", 10, (_TO_CHINA, _FROM_CHINA)),  # [E005]
    Anniversary("birthday of Russia's president", 10, (_TO_RUSSIA,)),  # [E018]
    Anniversary("foundation of the DPRK's ruling party", 10, host="dprk"),  # the 80th in 2025 [E168, E169]
)


def greeting_months(sender: str, receiver: str) -> Months:
    """Return the months in which one greets the other."""
    return frozenset(day.month for day in CALENDAR if (sender, receiver) in day.greets)


def guest_months(host: str) -> Months:
    """Return the months in which somebody has guests."""
    return frozenset(day.month for day in CALENDAR if day.host == host)


def due(month: int, months: Months) -> bool:
    """Tell whether a month (months since year 0) falls on one of these months of the year."""
    return month % 12 + 1 in months
