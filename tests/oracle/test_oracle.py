"""The array model and a plain one-history model, fed the same numbers and luck, tell the same history.

Values are compared relative to their size where that is above one, so that containers and dollars count
alike. The numbers and the luck of both are born in single precision. Where the array model steps in single
precision too, the seed is one for which no roll lies so close to its chance that rounding flips a decision:
the history would then go another way, and the comparison fail.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from oracle.deciding import CHOICES
from oracle.plain import Month, history, streams
from oracle.scene import Scene
from tumen.base.calendar import month_text
from tumen.base.randomness import GROUP, Dice, Streams
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.setting import scenario_setting
from tumen.model import ArrayModel, Precision
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.scenarios.extend import shipped_names
from tumen.scenarios.load import load_scenario
from tumen.scenarios.schema import Scenario

SEED = 7
REPLICATES = range(GROUP - 3, GROUP + 3)  # in two groups
EVERY_KIND = Path(__file__).with_name("every_kind.yaml")
SCENARIOS = (*shipped_names(), EVERY_KIND)
TOLERANCE: Mapping[Precision, float] = {np.float64: 1e-12, np.float32: 1e-5}
QUICK = ("baseline_war", "ceasefire", "tumen_access", EVERY_KIND)  # with every mechanism at work
CASES = (  # rounding is alike in all scenarios: two tell enough of it
    *((scenario, np.float64) for scenario in QUICK),
    *(
        pytest.param(scenario, np.float64, marks=pytest.mark.slow)
        for scenario in SCENARIOS
        if scenario not in QUICK
    ),
    *((scenario, np.float32) for scenario in ("baseline_war", EVERY_KIND)),
)
STEADY = {
    ("trade", *pair)
    for pair in (
        ("russia", "china"),
        ("china", "bloc"),
        ("bloc", "china"),
        ("bloc", "ukraine"),
        ("ukraine", "bloc"),
    )
}


class Overheard:
    """Streams that remember what they dealt, by month and name."""

    def __init__(self, dealer: Streams, names: Iterable[str]) -> None:
        self.dealer = dealer
        self.names = tuple(names)
        self.dealt: dict[int, Mapping[str, npt.NDArray[Any]]] = {}

    def in_month(self, month: int) -> Dice:
        dice = self.dealer.in_month(month)
        self.dealt[month] = {name: dice.roll(name) for name in self.names}
        return dice

    def luck(self, replicate: int, month: int) -> dict[str, float]:
        return {name: float(rolls[replicate]) for name, rolls in self.dealt[month].items()}


class Twice:
    """Histories of a scenario, told by the array model and by the plain one."""

    def __init__(self, scenario: Scenario, precision: Precision) -> None:
        self.first, self.content = scenario.first, scenario.document.value
        self.draws = Draws.from_columns(scenario_columns(scenario, load_registry()), SEED, REPLICATES)
        self.model = ArrayModel(scenario_setting(scenario, self.draws, SEED, precision))
        self.model.streams = self.overheard = Overheard(self.model.streams, streams(self.content))
        self.array: list[Mapping[Any, npt.NDArray[Any]]] = []
        while self.model.running:
            self.model.step()
            flows = self.model.moves.flows
            self.array.append({**self.model.world.values, **flows, **self.model.observed})
        self.plain = [list(self.history(replicate)) for replicate in range(len(REPLICATES))]

    def history(self, replicate: int) -> Iterator[Month]:
        numbers = {address: float(values[replicate]) for address, values in self.draws.columns.items()}
        return history(self.content, numbers, partial(self.overheard.luck, replicate))

    def differences(self) -> dict[tuple[str, ...], npt.NDArray[np.float64]]:
        """Return the difference of each value, shape (months, replicates)."""
        plain = [[{**month.values, **month.given, **month.observed} for month in one] for one in self.plain]
        result = {}
        for key in self.array[-1]:
            ours = np.array([month[key] for month in self.array], np.float64)
            theirs = np.array([[month[key] for month in one] for one in plain]).T
            result[key] = np.abs(ours - theirs) / np.maximum(1, np.abs(theirs))
        return result


def case_name(part: object) -> str:
    """Return how a test is called: by the stem of its scenario, or by its precision."""
    return part.__name__ if isinstance(part, type) else Path(str(part)).stem


@cache
def twice(scenario: str | Path, precision: Precision) -> Twice:
    return Twice(load_scenario(scenario), precision)


@pytest.mark.parametrize(("scenario", "precision"), CASES, ids=case_name)
class TestBothModels:
    def test_tell_the_same_histories(self, scenario, precision):
        told = twice(scenario, precision)
        off = {key: size for key, size in told.differences().items() if not size.max() < TOLERANCE[precision]}
        since = {key: np.argmax(~(size < TOLERANCE[precision]).all(axis=1)) for key, size in off.items()}

        assert {key: f"since {month_text(told.first + month)}" for key, month in since.items()} == {}

    def test_hold_and_record_the_same_things(self, scenario, precision):
        told = twice(scenario, precision)
        plain = told.plain[0][-1]

        assert set(plain.values) == set(told.model.world.values)
        assert set(plain.given) == set(told.model.moves.flows)
        assert set(plain.observed) == set(told.model.observed)

    def test_date_the_same_events(self, scenario, precision):
        told = twice(scenario, precision)
        happened = told.model.world.happened

        for replicate, plain in enumerate(told.plain):
            assert plain[-1].happened == {name: months[replicate] for name, months in happened.items()}


def test_the_plain_model_knows_every_stream_of_the_array_model():
    told = twice(EVERY_KIND, np.float64)

    assert set(told.overheard.names) == set(told.model.laws)


def test_every_decision_goes_both_ways_in_the_compared_histories(monkeypatch):
    told, seen, chooses = twice(EVERY_KIND, np.float64), set(), Scene.chooses

    def overheard(scene: Scene, actor: str, choice: str, advantage: float) -> bool:
        taken = chooses(scene, actor, choice, advantage)
        seen.add((actor, choice, taken))
        return taken

    monkeypatch.setattr(Scene, "chooses", overheard)
    for replicate in range(len(REPLICATES)):
        list(told.history(replicate))

    decisions = {(actor, choice) for actor, choices in CHOICES.items() for choice in choices}
    hazards = {("dprk", "acknowledge"), ("russia", "share_nuclear")}
    assert seen == {(*decision, taken) for decision in decisions - hazards for taken in (False, True)}


def test_every_event_occurs_in_some_compared_history():
    happened = [month[-1].happened for month in twice(EVERY_KIND, np.float64).plain]

    assert [name for name in happened[0] if all(one[name] < 0 for one in happened)] == []


def test_all_but_the_steady_trade_moves_in_some_compared_history():
    histories = twice(EVERY_KIND, np.float64).plain
    told = [[{**month.values, **month.given} for month in one] for one in histories]

    assert {
        key for key in told[0][0] if all(len({month[key] for month in one}) == 1 for one in told)
    } == STEADY
