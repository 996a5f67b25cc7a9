"""From a sweep file to scenarios, factors, a design and measures, or to every fault of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import prod
from pathlib import Path
from typing import Any, final

from tumen.base.problems import InputError, Problem, counted
from tumen.base.resources import sweeps_folder
from tumen.base.validation import validate
from tumen.base.yaml_source import YamlDocument, canonical_text, read_yaml
from tumen.ensemble.answerable import check_answerable
from tumen.ensemble.answers import RoutedReadings
from tumen.ensemble.arguments import loaded
from tumen.scenarios.checks import empty_values
from tumen.scenarios.extend import shown_path
from tumen.scenarios.find import find_file
from tumen.scenarios.question_files import shared
from tumen.scenarios.schema import Scenario
from tumen.studies.sweep.designs import Design, design_of
from tumen.studies.sweep.factors import Factor, FactorError, UnknownFactorError, factor_of
from tumen.studies.sweep.outputs import Output, outputs_of
from tumen.studies.sweep.written import SweepFile
from tumen.studies.sweep.written_designs import Listing, PointList

LARGEST_FILE = 2**23  # lists of values may be long
MOST_POINTS = 2**22


@final
@dataclass(frozen=True)
class Sweep:
    """What a sweep file says.

    Attributes
    ----------
    name
        Of the file.
    file
        What it says in words.
    scenarios
        Those that run at every point.
    design
        The points.
    outputs
        What is measured at every point, in every scenario.
    document
        The file itself.
    """

    name: str
    file: SweepFile
    scenarios: tuple[Scenario, ...]
    design: Design
    outputs: tuple[Output, ...]
    document: YamlDocument

    @property
    def histories(self) -> int:
        """How many histories there are of all points and scenarios."""
        return len(self.design) * len(self.scenarios) * self.file.replicates

    @property
    def sha256(self) -> str:
        """Hash of the file in one canonical form."""
        return sha256(canonical_text(self.document.value).encode()).hexdigest()


def find_sweep(name_or_path: str | Path) -> Path:
    """Return a sweep file: an existing path, else the shipped one of this name.

    Raises
    ------
    InputError
        If there is neither.
    """
    return find_file(name_or_path, sweeps_folder(), "a sweep")


def read_sweep(name_or_path: str | Path, *, replicates: int | None = None) -> Sweep:
    """Read a sweep file, perhaps with another number of histories than it says.

    Raises
    ------
    InputError
        With every fault of the file and of its scenarios.
    """
    path = find_sweep(name_or_path)
    document = read_yaml(path, source=shown_path(path), largest=LARGEST_FILE)
    scenarios = _scenarios(document, path.parent)
    problems: list[Problem] = []
    try:
        file = validate(document, SweepFile, context=shared(scenarios))
    except InputError as error:
        told = {problem.path for problem in error.problems}
        problems = [*error.problems, *(one for one in empty_values(document) if one.path not in told)]
        raise InputError(problems) from error
    if replicates is not None:
        file = file.model_copy(update={"replicates": replicates})
    factors = _factors(document, file, scenarios)
    design = design_of(file.design, factors, file.groups, file.seed)
    for scenario in scenarios:
        check_answerable(scenario, document, _asked(file))
    return Sweep(path.stem, file, scenarios, design, outputs_of(file.measures), document)


def _scenarios(document: YamlDocument, folder: Path) -> tuple[Scenario, ...]:
    """Load the scenarios first, as everything else is about them."""
    value: Any = document.value
    named = value.get("scenarios") if isinstance(value, dict) else None
    if not isinstance(named, list) or not named or not all(isinstance(name, str) for name in named):
        message = "write a list of scenarios, by name or by path from this file."
        raise InputError([document.problem(("scenarios",), message)])
    found: list[str | Path] = [folder / name if (folder / name).is_file() else name for name in named]
    twice = [place for place, one in enumerate(found) if one in found[:place]]
    if twice:
        raise InputError([document.problem(("scenarios", twice[0]), "is named twice; keep one.")])
    try:
        return loaded(found)
    except InputError as error:
        raise InputError([_placed(document, named, problem) for problem in error.problems]) from error


def _placed(document: YamlDocument, named: Sequence[str], problem: Problem) -> Problem:
    """Return a problem at its line, or in the sweep file where it has none."""
    if problem.line or problem.source not in named:
        return problem
    return document.problem(("scenarios", named.index(problem.source)), problem.message)


def _factors(document: YamlDocument, file: SweepFile, scenarios: Sequence[Scenario]) -> list[Factor]:
    factors: list[Factor] = []
    problems: list[Problem] = []
    lists = isinstance(file.design, Listing | PointList)
    beneath = ("design", "points", 0) if isinstance(file.design, PointList) else ("factors",)
    for address, written in file.factors.items():
        route = (*beneath, address)
        try:
            factor = factor_of(address, written, scenarios)
        except FactorError as error:
            problems.append(document.problem(route, str(error), at_key=isinstance(error, UnknownFactorError)))
            continue
        if lists and factor.spread is not None:
            problems.append(document.problem(route, f"method {file.design.method} needs a list of values."))
        elif factor.spread is None and not lists:
            message = f"method {file.design.method} needs a distribution, a window or from_prior, not a list."
            problems.append(document.problem(route, message))
        factors.append(factor)
    if not problems:
        problems = list(_size_faults(document, file, factors))
    if problems:
        raise InputError(problems)
    return factors


def _size_faults(document: YamlDocument, file: SweepFile, factors: Sequence[Factor]) -> Sequence[Problem]:
    if file.design.method == "grid":
        return _grid_faults(document, factors)
    sizes = {factor.address: len(factor.listed) for factor in factors}
    if file.design.method == "zip" and len(set(sizes.values())) > 1:
        told = ", ".join(f"{address} {counted(size, 'value')}" for address, size in sizes.items())
        return [document.problem(("factors",), f"method zip needs lists of one length, but has {told}.")]
    return []


def _grid_faults(document: YamlDocument, factors: Sequence[Factor]) -> Sequence[Problem]:
    problems = [
        document.problem(("factors", factor.address), "lists a value twice; keep one.")
        for factor in factors
        if len(set(factor.listed)) < len(factor.listed)
    ]
    points = prod(len(factor.listed) for factor in factors)
    if points > MOST_POINTS:
        message = f"makes {points:,} points; write at most {MOST_POINTS:,}."
        problems.append(document.problem(("factors",), message))
    return problems


def _asked(file: SweepFile) -> RoutedReadings:
    return {
        ("measures", name): [
            read for output in outputs_of({name: measure}) for read in output.what.readings()
        ]
        for name, measure in file.measures.items()
    }
