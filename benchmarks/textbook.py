"""The model as a textbook of agent-based modelling has it: an object for each actor, one history a run.

The rules are those of the plain model that the tests compare tumen with, which knows one history at a time
in plain numbers. Chance is the framework's own, so the histories are others than tumen's, of the same model.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import mesa

from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.defaults import SEED
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.scenarios.load import load_scenario

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from oracle import deciding
from oracle.changing import after
from oracle.happening import Events, month_number
from oracle.plain import MILESTONES, NEVER, by_file, start, streams
from oracle.recording import ROLLED, record
from oracle.scene import CAST, Scene, Values

RULES: Mapping[str, Callable[[Scene], Values]] = {actor: getattr(deciding, actor) for actor in CAST}
REPORTS = {f"indicator/{name}" for name in ROLLED[:4]}


@lru_cache(maxsize=1)
def drawn(scenario: str, histories: int) -> list[dict[str, float]]:
    """Return the parameters of so many histories, drawn all at once."""
    loaded = load_scenario(scenario)
    draws = Draws.from_columns(scenario_columns(loaded, load_registry()), SEED, range(histories))
    columns = {address: values.tolist() for address, values in draws.columns.items()}
    return [{address: column[k] for address, column in columns.items()} for k in range(histories)]


@lru_cache(maxsize=1)
def content(scenario: str) -> Mapping[str, Any]:
    """Return the plain content of a scenario's merged file."""
    return load_scenario(scenario).document.value


@lru_cache(maxsize=1)
def rolled(scenario: str) -> list[tuple[str, bool]]:
    """Return the name of every number of luck that a month needs, and whether it is a normal one."""
    names = streams(content(scenario))
    return [(name, name.startswith("disturbance/") or name in REPORTS) for name in names]


class History:
    """One history in plain numbers, apart from what its actors decide.

    Parameters
    ----------
    scenario
        Name of the scenario.
    number
        Which of the histories drawn.
    histories
        How many are drawn.
    random
        Where chance comes from.
    """

    def __init__(self, scenario: str, number: int, histories: int, random: Random) -> None:
        self._rolled, self._random = rolled(scenario), random
        self.numbers = by_file(drawn(scenario, histories)[number])
        self._events = Events(content(scenario), self.numbers)
        self.month = month_number(content(scenario)["from"]) - 1
        self._last_month = month_number(content(scenario)["until"])
        self.values = start(self.numbers)
        self.observed: Mapping[tuple[str, str], float] = {}
        self._reached = dict.fromkeys(MILESTONES, NEVER)

    @property
    def goes_on(self) -> bool:
        """Whether there is another month."""
        return self.month < self._last_month

    def begin_month(self) -> Scene:
        """Let happen what happens, and return what actors see."""
        self.month += 1
        scene = Scene(self.values, self.numbers, self._luck())
        return replace(scene, values=self._events.befall(self.month, scene))

    def end_month(self, scene: Scene, given: Values) -> None:
        """Change the state by what actors give, and record what is seen of it."""
        before, self.values = self.values, after(scene, given)
        for name, flag in MILESTONES.items():
            if self._reached[name] == NEVER and before[flag,] <= 0 < self.values[flag,]:
                self._reached[name] = self.month
        self.observed = record(replace(scene, values=self.values), given, self.month)

    def strengths(self) -> dict[str, float]:
        """Return the strength of every dyad."""
        return {label: value for (name, label), value in self.observed.items() if name == "strength"}

    def _luck(self) -> dict[str, float]:
        uniform, normal = self._random.random, self._random.gauss
        return {name: normal(0.0, 1.0) if is_normal else uniform() for name, is_normal in self._rolled}


class Party(mesa.Agent):
    """An actor: its traits are its attributes, which its rule reads."""

    def __init__(self, model: "TextbookModel", key: str) -> None:
        super().__init__(model)
        self.key = key
        self.__dict__.update(model.history.numbers[f"actors/{key}"])
        model.history.numbers[f"actors/{key}"] = self.__dict__

    def decide(self, scene: Scene) -> Values:
        """Return what it gives to others this month."""
        return RULES[self.key](scene)


class TextbookModel(mesa.Model):
    """A month of one history a step."""

    def __init__(self, scenario: str, histories: int, number: int, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.history = History(scenario, number, histories, self.random)
        for key in CAST:
            Party(self, key)
        labels = [f"{a}-{b}" for place, a in enumerate(CAST) for b in CAST[place + 1 :]]
        reporters = {label: lambda model, label=label: model.history.strengths()[label] for label in labels}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def step(self) -> None:
        """Advance a month: events, decisions, changes."""
        scene = self.history.begin_month()
        given: Values = {}
        for gives in self.agents.map("decide", scene):
            given.update(gives)
        self.history.end_month(scene, given)
        self.datacollector.collect(self)
        self.running = self.history.goes_on


def run_mesa(scenario: str, histories: int, processes: int) -> list[dict[str, Any]]:
    """Run so many histories as Mesa's own batches, and return the strengths at the end of each."""
    return mesa.batch_run(
        TextbookModel,
        {"scenario": scenario, "histories": histories, "number": range(histories)},
        number_processes=processes,
        data_collection_period=-1,
        max_steps=10_000,
        display_progress=False,
    )
