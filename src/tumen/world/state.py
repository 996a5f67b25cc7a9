"""The state of the world at the end of a month, and what actors did in a month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from typing import Final, NamedTuple, TypeAlias, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import either
from tumen.base.names import Pair, dyads, pairs
from tumen.base.transcendental import tanh
from tumen.world.vocabulary import Key, key_text

Months: TypeAlias = npt.NDArray[np.int32]  # shape (replicates,)

NEVER: Final = -1  # the month of what has not happened
ALIGNED: Final = frozenset({"persistent", "transient"})  # the terms that alignment shows


class Change(NamedTuple):
    """What one cause adds to one value of the state in a month."""

    key: Key
    amount: PerReplicate
    cause: str = ""  # which term of its equation, where a mechanism has several


Changes: TypeAlias = Iterable[Change]


@final
@dataclass(frozen=True)
class Ramp:
    """A value on its way: so much a month, for so many months more."""

    step: PerReplicate
    months_left: Months


@final
@dataclass(frozen=True)
class Moves:
    """What every actor gave every other this month; what nobody gave is absent."""

    flows: Mapping[Key, PerReplicate]

    def given(self, flow: str, giver: str, receiver: str) -> PerReplicate | None:
        """Return a flow, shape (replicates,), or None where nobody ever gives it."""
        return self.flows.get((flow, giver, receiver))

    def amount(self, flow: str, giver: str, receiver: str, *, like: PerReplicate) -> PerReplicate:
        """Return a flow, shape (replicates,), or zeros like another array where nobody ever gives it."""
        return self.flows.get((flow, giver, receiver), np.zeros_like(like))

    @cached_property
    def _by_flow(self) -> Mapping[str, tuple[Pair, ...]]:
        found: dict[str, list[Pair]] = {}
        for flow, giver, receiver in self.flows:
            found.setdefault(flow, []).append((giver, receiver))
        return {flow: tuple(pairs) for flow, pairs in found.items()}

    def pairs(self, flow: str) -> tuple[Pair, ...]:
        """Return who gives this flow to whom."""
        return self._by_flow.get(flow, ())

    def givers(self, flow: str, receiver: str, *, besides: str | None = None) -> tuple[str, ...]:
        """Return who gives this flow to somebody, besides one who may also do so."""
        return tuple(giver for giver, to in self.pairs(flow) if to == receiver and giver != besides)

    def receivers(self, flow: str, giver: str, *, besides: str | None = None) -> tuple[str, ...]:
        """Return to whom somebody gives this flow, besides one who may also get it."""
        return tuple(to for by, to in self.pairs(flow) if by == giver and to != besides)


@final
@dataclass(frozen=True)
class World:
    """Everything that is the case at the end of a month.

    `values` holds one array over replicates for each key; a key is a term of the vocabulary and the actors it
    is about. `happened` tells the month in which each event occurred, or NEVER; `ramps` tells which values
    are on their way. Nobody writes into the arrays.
    """

    cast: tuple[str, ...]
    month: int
    values: Mapping[Key, PerReplicate]
    happened: Mapping[str, Months] = field(default_factory=dict)
    ramps: Mapping[Key, Ramp] = field(default_factory=dict)
    _shown: dict[Pair, PerReplicate] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Directed pairs of the cast."""
        return pairs(self.cast)

    @cached_property
    def dyads(self) -> tuple[Pair, ...]:
        """Dyads of the cast."""
        return dyads(self.cast)

    def __getitem__(self, key: Key) -> PerReplicate:
        """Return the value at a key, shape (replicates,)."""
        return self.values[key]

    def pairs_of(self, term: str) -> tuple[Pair, ...]:
        """Return the directed pairs for which the state holds a term of two actors."""
        return tuple((key[1], key[2]) for key in self.values if key[0] == term)

    def condition(self, name: str) -> PerReplicate:
        """Return a condition, shape (replicates,)."""
        return self.values[(name,)]

    def alignment(self, a: str, b: str) -> PerReplicate:
        """Return a's alignment towards b: the lasting and the fading part, shown between -1 and 1."""
        if (a, b) not in self._shown:
            self._shown[a, b] = tanh(self.values["persistent", a, b] + self.values["transient", a, b])
        return self._shown[a, b]

    def reliance(self, a: str, b: str) -> PerReplicate:
        """Return the share in which a depends on b for goods or for money, 0 where b supplies neither."""
        kinds = (("dependence_trade", a, b), ("dependence_fiscal", a, b))
        shares = [self.values[key] for key in kinds if key in self.values]
        return reduce(either, shares) if shares else np.zeros_like(next(iter(self.values.values())))

    def after(self, changes: Changes) -> "World":
        """Return the world at the end of the month: every change is added to what it is about."""
        return replace(self, values=add(self.values, changes), _shown={})

    def next_month(self) -> "World":
        """Return the same world at the start of the following month."""
        return replace(self, month=self.month + 1)

    def advance_ramps(self) -> "World":
        """Return the world with every value that is on its way one step further."""
        values: dict[Key, PerReplicate] = {}
        ramps: dict[Key, Ramp] = {}
        for key, ramp in self.ramps.items():
            moving = ramp.months_left > 0
            values[key] = self.values[key] + np.where(moving, ramp.step, 0)
            ramps[key] = Ramp(ramp.step, ramp.months_left - moving)
        return self.with_values(values).with_ramps(ramps)

    def with_values(self, values: Mapping[Key, PerReplicate]) -> "World":
        """Return this world with some values replaced."""
        shown = self._shown if ALIGNED.isdisjoint(term for term, *_ in values) else {}
        return replace(self, values={**self.values, **values}, _shown=shown)

    def with_ramps(self, ramps: Mapping[Key, Ramp]) -> "World":
        """Return this world with some values set on their way."""
        return replace(self, ramps={**self.ramps, **ramps})

    def with_happened(self, happened: Mapping[str, Months]) -> "World":
        """Return this world with the months of some events replaced."""
        return replace(self, happened={**self.happened, **happened})


def add(values: Mapping[Key, PerReplicate], changes: Changes) -> dict[Key, PerReplicate]:
    """Return the values with all changes added, in the order in which they come.

    Raises
    ------
    KeyError
        If a change is about something the state does not hold.
    """
    result = dict(values)
    for key, amount, _ in changes:
        if key not in result:
            raise KeyError(f"{key_text(key)} changes but is not part of the state")
        result[key] = result[key] + amount
    return result
