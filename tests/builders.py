"""Models and worlds that name only what a test is about; every other number takes its median."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.calendar import month_number
from tumen.base.names import parse_pair
from tumen.base.randomness import Dice
from tumen.events import Event
from tumen.mechanisms import Mechanism
from tumen.model import ArrayModel, Precision, Setting
from tumen.parameters.draws import Numbers
from tumen.parameters.quantiles import quantile
from tumen.parameters.registry import load_registry
from tumen.world.state import ALIGNED, Change, Moves, add
from tumen.world.vocabulary import key_text, parse_key

CAST = ("dprk", "russia", "china", "bloc", "ukraine")
FIRST = month_number("2024-01")
THREE = range(3)

Given = Mapping[str, npt.ArrayLike]


def a_model(
    numbers: Given | None = None,
    *,
    alignment: Given | None = None,
    state: Given | None = None,
    events: Sequence[Event] = (),
    cast: Sequence[str] = CAST,
    months: int = 12,
    replicates: range = THREE,
    seed: int = 1,
    precision: Precision = np.float64,
    without: Sequence[str] = (),
    ledger: bool = False,
) -> ArrayModel:
    """Return a model of a few histories before its first month.

    `numbers` by address, `alignment` by pair (`dprk->russia`), `state` by key (`arrears russia->dprk`): each
    a number for all histories, or one for each.
    """
    columns = {**medians(), **(numbers or {})}
    unknown = set(columns) - set(medians())
    assert not unknown, f"not parameters: {unknown}"
    size = len(replicates)
    setting = Setting(
        cast=tuple(cast),
        first_month=FIRST,
        last_month=FIRST + months - 1,
        events=tuple(events),
        numbers=Numbers({address: spread(value, size, precision) for address, value in columns.items()}),
        replicates=replicates,
        seed=seed,
        precision=precision,
        without=frozenset(without),
        ledger=ledger,
    )
    model = ArrayModel(setting)
    values = {parse_key(text): spread(value, size, precision) for text, value in (state or {}).items()}
    for text, shown in (alignment or {}).items():
        values["persistent", *parse_pair(text)] = spread(np.arctanh(shown), size, precision)
    unknown = values.keys() - model.world.values.keys()
    assert not unknown, f"not part of the state: {unknown}"
    model.world = model.world.with_values(values)
    return model


def decision(model: ArrayModel, actor: str, rolls: Given | None = None) -> dict[str, PerReplicate]:
    """Return what an actor gives, by key; rolling 0.5 unless told otherwise, it does what it prefers."""
    [one] = model.agents.select(lambda agent: agent.key == actor)
    intent = one.decide(model.world, dice(model, rolls))
    return {key_text(key): amount for key, amount in intent.items()}


def change(
    model: ArrayModel,
    mechanism: str,
    flows: Given | None = None,
    rolls: Given | None = None,
    absent: Collection[str] = (),
) -> dict[str, PerReplicate]:
    """Return what a mechanism changes, by key; flows that are not told are 0, or nobody ever gives them."""
    return _sums(model, _changes(model, mechanism, flows, rolls, absent))


def caused(
    model: ArrayModel,
    mechanism: str,
    flows: Given | None = None,
    rolls: Given | None = None,
    absent: Collection[str] = (),
) -> dict[str, dict[str, PerReplicate]]:
    """Return what each cause of a mechanism adds to alignments, by cause and key; flows as in `change`."""
    by_cause: dict[str, list[Change]] = {}
    for one in _changes(model, mechanism, flows, rolls, absent):
        if one.key[0] in ALIGNED:
            by_cause.setdefault(one.cause, []).append(one)
    return {cause: _sums(model, changes) for cause, changes in by_cause.items()}


def listed(amounts: Mapping[str, PerReplicate]) -> dict[str, list[float]]:
    """Return amounts as lists, rounded to what can be told from rounding errors."""
    return {key: amount.round(12).tolist() for key, amount in amounts.items()}


def part(model: ArrayModel, mechanism: str) -> Mechanism:
    """Return the mechanism of a model that has some key."""
    [one] = [candidate for candidate in model.mechanisms if candidate.key == mechanism]
    return one


def _changes(
    model: ArrayModel,
    mechanism: str,
    flows: Given | None,
    rolls: Given | None,
    absent: Collection[str],
) -> Sequence[Change]:
    one = part(model, mechanism)
    changes = list(one.change(model.world, moves(model, flows, absent), dice(model, rolls)))
    assert {cause for key, _, cause in changes if key[0] in ALIGNED} <= set(one.causes)
    return changes


def _sums(model: ArrayModel, changes: Sequence[Change]) -> dict[str, PerReplicate]:
    nothing = spread(0, len(model.setting.replicates), model.setting.precision)
    sums = add(dict.fromkeys([key for key, *_ in changes], nothing), changes)
    return {key_text(key): amount for key, amount in sums.items()}


def moves(model: ArrayModel, flows: Given | None = None, absent: Collection[str] = ()) -> Moves:
    """Return the moves of a month in which nothing flows but what is told; some flows nobody ever gives."""
    given = {parse_key(text): value for text, value in (flows or {}).items()}
    declared = [key for actor in model.actors for key in actor.flow_keys()]
    assert given.keys() <= set(declared), f"nobody gives {given.keys() - set(declared)}"
    size, precision = len(model.setting.replicates), model.setting.precision
    possible = [key for key in declared if key_text(key) not in absent]
    return Moves({key: spread(given.get(key, 0), size, precision) for key in possible})


def dice(model: ArrayModel, rolls: Given | None = None) -> Dice:
    """Return dice that show 0.5 wherever nothing else is told."""
    size, precision = len(model.setting.replicates), model.setting.precision
    told = {name: spread(value, size, precision) for name, value in (rolls or {}).items()}
    return Dice(defaultdict(lambda: spread(0.5, size, precision), told))


def spread(value: npt.ArrayLike, size: int, precision: Precision = np.float64) -> npt.NDArray[Any]:
    """Return one value for each history."""
    return np.broadcast_to(np.asarray(value, precision), (size,)).copy()


@cache
def medians() -> dict[str, float]:
    """Return the median of every parameter, by address."""
    half = np.array([0.5])
    registry = load_registry()
    return {address: float(quantile(registry[address].entry.prior, half)[0]) for address in registry}
