"""What the words of a scenario file may refer to: what ships with tumen, and what else stands in the file."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationInfo

from tumen.base.calendar import MONTH, month_number

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Knowledge:
    """What every scenario may refer to: addresses of parameters, and ids of evidence records."""

    parameters: Collection[str]
    evidence: Collection[str]

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Every actor that has parameters."""
        return self._named("actors")

    @cached_property
    def mechanisms(self) -> tuple[str, ...]:
        """Every mechanism; each has parameters."""
        return self._named("mechanisms")

    @property
    def indicators(self) -> Collection[str]:
        """Every indicator."""
        from tumen.measurement import INDICATORS  # loads NumPy, and few files speak of indicators

        return INDICATORS

    @property
    def counts(self) -> Collection[str]:
        """Every indicator that counts."""
        from tumen.measurement import INDICATORS
        from tumen.measurement.kinds import Count

        return [name for name, indicator in INDICATORS.items() if isinstance(indicator, Count)]

    def milestones(self, cast: Collection[str]) -> Collection[str]:
        """Every outcome that the model dates by itself in histories of a cast."""
        from tumen.measurement import milestones_of

        return milestones_of(cast)

    def _named(self, folder: str) -> tuple[str, ...]:
        parts = [address.split("/") for address in self.parameters]
        return tuple(dict.fromkeys(name for first, name, *_ in parts if first == folder))


@dataclass(frozen=True)
class Surroundings:
    """What the words of one file may refer to."""

    known: Knowledge
    cast: tuple[str, ...]
    events: Collection[str]
    horizon: tuple[int, int] | None  # first and last month; None where they are themselves at fault
    scenarios: Collection[str] = ()  # those of the same run, in a file that may compare them


def surroundings(value: Any, known: Knowledge) -> Surroundings:
    """Return what the words of a file may refer to, as far as the file is sound enough to tell."""
    first, last = part(value, "from", str), part(value, "until", str)
    sound = MONTH.fullmatch(first) and MONTH.fullmatch(last) and first <= last
    return Surroundings(
        known=known,
        cast=tuple(map(str, part(value, "cast", list))) or known.actors,
        events=tuple(part(value, "events", dict)),
        horizon=(month_number(first), month_number(last)) if sound else None,
    )


def part(value: Any, key: str, kind: type[Kind]) -> Kind:
    """Return what stands under a key, or an empty value where it is not of its kind."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else kind()


def around(info: ValidationInfo) -> Surroundings:
    """Return the surroundings of the file that is being read."""
    if not isinstance(info.context, Surroundings):
        raise TypeError("a scenario is validated with its surroundings as the context")
    return info.context
