"""Patterns that the documents show: whether ensembles show them too."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.validation import validate
from tumen.base.yaml_source import read_yaml
from tumen.ensemble.answers import Asked, Measured
from tumen.ensemble.arguments import loaded
from tumen.ensemble.asking import inquire
from tumen.ensemble.posterior import DEFAULT, Posterior, PosteriorOf, posterior_of
from tumen.ensemble.predicates import within
from tumen.parameters.particles import Particles
from tumen.results.answers import Answers
from tumen.scenarios.load import list_scenarios, load_scenario, shipped_knowledge
from tumen.scenarios.schema import Scenario
from tumen.scenarios.surroundings import Surroundings
from tumen.studies.requirements import AnyRequirement, Pattern, PatternFile, Probable, Related, Typical

HISTORY = "history"
SHIPPED = Path(__file__).with_name("patterns.yaml")
COUNTERFACTUALS = Path(__file__).with_name("counterfactuals")


@final
class Finding(NamedTuple):
    """What an ensemble shows of one requirement of a pattern."""

    pattern: str
    number: int  # of the requirement, from 0
    requirement: AnyRequirement
    found: float  # the probability, median or correlation

    @property
    def holds(self) -> bool:
        """Whether it lies within the bounds that the pattern requires."""
        return bool(within(self.requirement, np.asarray(self.found)))

    def __str__(self) -> str:
        return f"{self.requirement}; found {self.found:.3f}"


def read_patterns(path: Path = SHIPPED) -> Mapping[str, Pattern]:
    """Read a file of patterns, by default those that ship with tumen.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    return validate(read_yaml(path), PatternFile, context=_surroundings()).patterns


def check_patterns(
    patterns: Mapping[str, Pattern],
    *,
    replicates: int,
    seed: int,
    without: Collection[str] = (),
    scenarios: Collection[Scenario] = (),
    posterior: PosteriorOf = DEFAULT,
    workers: int | None = None,
    title: str = "patterns",
    show_progress: bool = True,
) -> list[Finding]:
    """Return what ensembles show of each requirement of each pattern.

    Every scenario is run once for all patterns that look at it with the same mechanisms. Where mechanisms
    are off, or the past is another than that of the documents, histories take over parameters of the
    posterior and no luck: that is how this world went, and not that one.

    Parameters
    ----------
    patterns
        The patterns by name.
    replicates
        Number of histories of each scenario.
    seed
        Whole number from 0 to 2**64 - 1.
    without
        Mechanisms to switch off, besides those that a pattern itself switches off.
    scenarios
        Scenarios to take in place of the known ones of the same name.
    posterior
        Where parameters and the past come from, as in `tumen.run`.
    workers
        Number of processes; all usable cores by default.
    title
        What progress is shown of.
    show_progress
        Tell on the standard error how far the run is.

    Raises
    ------
    InputError
        If a scenario cannot be run, or `without` names what is no mechanism.
    """
    chosen = posterior_of(posterior)
    by_name = {**known_scenarios(), **{scenario.name: scenario for scenario in scenarios}}
    found: dict[str, list[Finding]] = {}
    kinds = {
        name: (pattern.without, bool(without) or _is_another_past(pattern, by_name))
        for name, pattern in patterns.items()
    }
    for off, other in dict.fromkeys(kinds.values()):
        group = {name: pattern for name, pattern in patterns.items() if kinds[name] == (off, other)}
        asked = [one for name, pattern in group.items() for one in _asked(name, pattern)]
        needed = dict.fromkeys(name for one in asked for name in _scenarios(one))
        run = loaded([by_name[name] for name in needed], {*without, *off})
        answers = inquire(
            run,
            asked,
            replicates=replicates,
            seed=seed,
            particles=_particles(chosen, seed, parameters_only=other),
            workers=workers,
            title=title,
            show_progress=show_progress,
        )
        found |= {name: list(_findings(name, pattern, answers)) for name, pattern in group.items()}
    return [finding for name in patterns for finding in found[name]]


def _particles(posterior: Posterior | None, seed: int, *, parameters_only: bool) -> Particles | None:
    if posterior is None:
        return None
    particles = posterior.particles.turned(seed)
    return particles.parameters_only() if parameters_only else particles


def _is_another_past(pattern: Pattern, scenarios: Mapping[str, Scenario]) -> bool:
    """Tell whether a pattern is about a world without some mechanism, or one with another history."""
    scenario, known = scenarios[pattern.scenario], scenarios[HISTORY].events
    return bool(pattern.without) or any(scenario.events.get(name) != event for name, event in known.items())


@cache
def known_scenarios() -> Mapping[str, Scenario]:
    """Return every scenario that a pattern may be about: those that ship with tumen, and counterfactuals."""
    counterfactuals = (load_scenario(path) for path in sorted(COUNTERFACTUALS.glob("*.yaml")))
    return {scenario.name: scenario for scenario in (*list_scenarios(), *counterfactuals)}


def _surroundings() -> Surroundings:
    """Return what patterns may refer to: whatever one of the scenarios holds."""
    scenarios = known_scenarios().values()
    baseline = next(iter(scenarios))
    return Surroundings(
        known=shipped_knowledge(),
        cast=baseline.cast,
        events={event for scenario in scenarios for event in scenario.events},
        horizon=(baseline.first, baseline.until),
        scenarios=list(known_scenarios()),
    )


def _asked(name: str, pattern: Pattern) -> Iterator[Asked | Measured]:
    """Yield what is asked of each history; the key tells the pattern, the requirement and its part."""
    for number, requirement in enumerate(pattern.requires):
        key = (name, str(number))
        match requirement:
            case Probable(probability_of=predicate):
                yield Asked((*key, "0"), pattern.scenario, predicate)
            case Typical(median_of=measure):
                yield Measured((*key, "0"), pattern.scenario, measure)
            case Related(correlation_of=measures):
                for part, measure in enumerate(measures):
                    yield Measured((*key, str(part)), pattern.scenario, measure)


def _scenarios(asked: Asked | Measured) -> Iterator[str]:
    yield asked.scenario
    for reading in asked.what.readings():
        yield reading.scenario or asked.scenario


def _findings(name: str, pattern: Pattern, answers: Answers) -> Iterator[Finding]:
    for number, requirement in enumerate(pattern.requires):
        columns = [array for key, array in answers.values.items() if key[:2] == (name, str(number))]
        match requirement:
            case Probable():
                found = columns[0].mean()
            case Typical():
                found = np.median(columns[0])
            case Related():
                found = _correlation(*columns)
        yield Finding(name, number, requirement, float(found))


def _correlation(first: PerReplicate, second: PerReplicate) -> float:
    """Return the correlation of two numbers over the histories; not a number where one is constant."""
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])
