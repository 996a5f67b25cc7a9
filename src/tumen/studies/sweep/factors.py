"""Factors: which columns of a run vary from point to point, and over what values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, final

import numpy as np
import numpy.typing as npt

from tumen.base.calendar import MONTH as MONTH_TEXT
from tumen.base.calendar import month_number, month_text
from tumen.base.problems import nearest
from tumen.ensemble.columns import MONTH, PROBABILITY, event_address, month_prior, scenario_columns
from tumen.parameters.draws import Column
from tumen.parameters.priors import Fixed
from tumen.parameters.registry import load_registry
from tumen.scenarios.quantities import support
from tumen.scenarios.schema import Event, Scenario
from tumen.scenarios.timing import AtHazard, Within
from tumen.studies.sweep.written import FROM_PRIOR, AnyFactor

Values = npt.NDArray[np.float64]


@final
@dataclass(frozen=True)
class Factor:
    """A column that varies from point to point.

    Attributes
    ----------
    address
        The column.
    spread
        How its values are distributed, unless they are listed.
    listed
        The values, where they are: months as numbers.
    unit
        Of the values; `month` where they are months.
    """

    address: str
    spread: Column | None
    listed: tuple[float, ...]
    unit: str

    @property
    def is_month(self) -> bool:
        """Whether its values are months."""
        return self.unit == MONTH

    def values(self, shares: Values) -> Values:
        """Return the values below which some shares of its distribution lie; months are whole."""
        assert self.spread is not None  # a design of shares has no lists
        found = self.spread.values(np.clip(shares, 1e-9, 1 - 1e-9))
        return np.floor(found) if self.is_month else found.astype(np.float64)

    @cached_property
    def span(self) -> tuple[float, float]:
        """The lowest and highest value that it can take, infinite where it has no bounds."""
        if self.spread is None:
            return min(self.listed), max(self.listed)
        ends = [end * self.spread.scale + self.spread.shift for end in support(self.spread.prior)]
        return min(ends), max(ends)

    @property
    def months(self) -> range | None:
        """The months that it can be, if its values are months."""
        if not self.is_month:
            return None
        low, high = self.span
        return range(int(low), int(high) + (self.spread is None))

    def told(self, value: float) -> str:
        """Return a value as a text."""
        return month_text(int(value)) if self.is_month else f"{value:.6g}"

    def given(self, values: Values) -> npt.NDArray[np.float32]:
        """Return values as columns hold them: a month by its middle."""
        return (values + 0.5 if self.is_month else values).astype(np.float32)


class FactorError(ValueError):
    """What is wrong with a factor, and what to write instead."""


@final
class UnknownFactorError(FactorError):
    """Nothing of this address varies."""


def addresses(scenario: Scenario) -> dict[str, Event | None]:
    """Return what can vary in a scenario, by address: parameters, and what its events are made of."""
    columns = scenario_columns(scenario, load_registry())
    found: dict[str, Event | None] = {address: None for address in columns if not address.endswith("/comes")}
    for name, event in scenario.events.items():
        found |= {address: event for address in found if address.startswith(f"events/{name}/")}
        if not isinstance(event.when, AtHazard):
            found |= {event_address(name, what): event for what in (MONTH, PROBABILITY)}
    return found


def factor_of(address: str, written: AnyFactor, scenarios: Sequence[Scenario]) -> Factor:
    """Return a factor of scenarios.

    Raises
    ------
    FactorError
        With what is wrong with it.
    """
    having = [
        (scenario, known) for scenario in scenarios for known in [addresses(scenario)] if address in known
    ]
    if not having:
        names = {known for scenario in scenarios for known in addresses(scenario)}
        raise UnknownFactorError(f"is nothing that varies in these scenarios. {nearest(address, names)}")
    *_, what = address.split("/")
    is_month = address.startswith("events/") and what == MONTH
    factor = Factor(
        address,
        spread=None if isinstance(written, tuple) else _spread(address, written, [one for one, _ in having]),
        listed=_listed(written, is_month) if isinstance(written, tuple) else (),
        unit=MONTH if is_month else _unit(address),
    )
    if what == PROBABILITY and address.startswith("events/"):
        _check_within(factor, 0, 1)
    if is_month:
        for scenario, _ in having:
            _check_month(factor, scenario)
    return factor


def _listed(values: tuple[float | str, ...], is_month: bool) -> tuple[float, ...]:
    wrong = [value for value in values if isinstance(value, str) != is_month]
    if wrong:
        raise FactorError(f"lists {wrong[0]!r}; write {'months as YYYY-MM' if is_month else 'numbers'}.")
    if is_month:
        texts = [str(value) for value in values]
        strangers = [text for text in texts if not MONTH_TEXT.fullmatch(text)]
        if strangers:
            raise FactorError(f"lists {strangers[0]!r}; write months as YYYY-MM.")
        return tuple(float(month_number(text)) for text in texts)
    return tuple(float(value) for value in values)


def _spread(address: str, written: Any, scenarios: Sequence[Scenario]) -> Column:
    is_month = address.endswith(f"/{MONTH}") and address.startswith("events/")
    if isinstance(written, Within):
        if not is_month:
            raise FactorError("is no month; write a distribution, for example uniform: [0.1, 0.9].")
        return Column(month_prior(written.window))
    if written != FROM_PRIOR:
        if is_month:
            raise FactorError("is a month; write window: {earliest: ..., latest: ...}, or a list of months.")
        if isinstance(written, Fixed):
            raise FactorError("is held fixed; write a distribution or a list, or move it into a scenario.")
        return Column(written)
    columns = [scenario_columns(scenario, load_registry()).get(address) for scenario in scenarios]
    first = columns[0]
    if first is None or not first.varies:
        raise FactorError("has no prior here, only one value; write a distribution or a list.")
    if any(column != first for column in columns):
        raise FactorError("has another prior in each scenario; write a distribution.")
    return first


def _unit(address: str) -> str:
    registry = load_registry()
    return registry[address].entry.unit if address in registry else ""


def _check_within(factor: Factor, low: float, high: float) -> None:
    lowest, highest = factor.span
    if lowest < low or highest > high:
        raise FactorError(f"goes from {lowest:g} to {highest:g}; write values from {low:g} to {high:g}.")


def _check_month(factor: Factor, scenario: Scenario) -> None:
    months = factor.months
    assert months is not None
    if months[0] < scenario.first or months[-1] > scenario.until:
        first, last = month_text(scenario.first), month_text(scenario.until)
        raise FactorError(f"leaves the horizon of {scenario.name}. Write months from {first} to {last}.")


def variants(scenarios: Sequence[Scenario], factors: Sequence[Factor]) -> tuple[Scenario, ...]:
    """Return the scenarios, each with those factors given that it has."""
    return tuple(scenario.with_given(dict(_given(scenario, factors))) for scenario in scenarios)


def _given(scenario: Scenario, factors: Sequence[Factor]) -> Iterator[tuple[str, range | None]]:
    known: Mapping[str, Any] = addresses(scenario)
    for factor in factors:
        if factor.address in known:
            yield factor.address, factor.months
