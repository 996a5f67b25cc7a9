"""The model as Mesa users know it: made from the name of a scenario, with a data collector."""

from collections.abc import Callable
from pathlib import Path
from secrets import randbits
from typing import Any, TypeAlias, final

import mesa
import numpy as np

from tumen.base.names import dyad_text, dyads
from tumen.ensemble.feasibility import check_feasible
from tumen.ensemble.posterior import DEFAULT, PosteriorOf, posterior_of
from tumen.ensemble.setting import begin
from tumen.model import ArrayModel
from tumen.scenarios.load import load_scenario
from tumen.scenarios.schema import Scenario

Reporter: TypeAlias = Callable[[ArrayModel], float]


@final
class Model(ArrayModel):
    """An ensemble of histories of a scenario as one Mesa model; works with `mesa.batch_run`.

    Parameters
    ----------
    scenario
        Name of a scenario that ships with tumen, path of a file, or a loaded scenario.
    replicates
        Number of histories.
    rng
        Seed; a random one by default, as in every Mesa model.
    posterior
        Where parameters and the past come from, as in `tumen.run`.

    Attributes
    ----------
    datacollector
        For each month and dyad, mean and standard deviation of the strength over the histories.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "baseline_war",
        replicates: int = 256,
        rng: int | None = None,
        posterior: PosteriorOf = DEFAULT,
    ) -> None:
        loaded = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
        check_feasible(loaded)
        seed = randbits(64) if rng is None else int(rng)
        chosen = posterior_of(posterior)
        particles = None if chosen is None else chosen.particles.turned(seed)
        super().__init__(begin(loaded, seed, range(replicates), particles).setting)
        self.datacollector = mesa.DataCollector(model_reporters=_reporters(loaded.cast))

    def step(self) -> None:
        """Advance a month and collect its summary."""
        super().step()
        self.datacollector.collect(self)


def _reporters(cast: tuple[str, ...]) -> dict[str, Reporter]:
    """Return the reporters of every dyad, by the name of what they report."""
    labels = [dyad_text(*dyad) for dyad in dyads(cast)]
    means = {f"mean strength {label}": _reporter(label, np.mean) for label in labels}
    return means | {f"sd strength {label}": _reporter(label, np.std) for label in labels}


def _reporter(label: str, summary: Callable[..., np.floating[Any]]) -> Reporter:
    return lambda model: float(summary(model.observed["strength", label], dtype=np.float64))
