"""The textbook model once more, for AgentPy instead of Mesa."""

from typing import Any

import agentpy
from textbook import RULES, History

from oracle.scene import CAST, Scene, Values


class Party(agentpy.Agent):
    """An actor: its traits are its attributes, which its rule reads."""

    def setup(self, key: str) -> None:
        """Take the traits of this history."""
        self.key = key
        self.__dict__.update(self.model.history.numbers[f"actors/{key}"])
        self.model.history.numbers[f"actors/{key}"] = self.__dict__

    def decide(self, scene: Scene) -> Values:
        """Return what it gives to others this month."""
        return RULES[self.key](scene)


class AgentpyModel(agentpy.Model):
    """A month of one history a step."""

    def setup(self) -> None:
        """Make the history and its actors."""
        self.history = History(self.p.scenario, self.p.number, self.p.histories, self.random)
        self.parties = agentpy.AgentList(self, [Party(self, key=key) for key in CAST])

    def step(self) -> None:
        """Advance a month: events, decisions, changes."""
        scene = self.history.begin_month()
        given: Values = {}
        for gives in self.parties.decide(scene):
            given.update(gives)
        self.history.end_month(scene, given)
        if not self.history.goes_on:
            self.stop()

    def update(self) -> None:
        """Record a month."""
        if self.history.observed:
            for label, strength in self.history.strengths().items():
                self.record(label, strength)


def run_agentpy(scenario: str, histories: int) -> Any:
    """Run so many histories as an experiment, and return its records."""
    sample = [{"scenario": scenario, "histories": histories, "number": k} for k in range(histories)]
    return agentpy.Experiment(AgentpyModel, sample, record=True).run(display=False)
