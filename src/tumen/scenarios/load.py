"""From the name or path of a scenario to a Scenario, or to every fault of its files."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from tumen.base.problems import InputError, Problem, nearest
from tumen.base.resources import scenarios_folder, seeds_folder
from tumen.base.validation import validate
from tumen.base.yaml_source import YamlDocument, parse_yaml
from tumen.evidence.ids import record_ids
from tumen.parameters.addresses import parameter_addresses
from tumen.scenarios.checks import circular_events, empty_values
from tumen.scenarios.extend import read_extended, shipped_names
from tumen.scenarios.find import find_file
from tumen.scenarios.schema import Scenario, ScenarioFile
from tumen.scenarios.surroundings import Knowledge, surroundings


@lru_cache(maxsize=1)
def shipped_knowledge() -> Knowledge:
    """Return what ships with tumen for scenarios to refer to."""
    return Knowledge(parameter_addresses(), record_ids(seeds_folder()))


def list_scenarios() -> tuple[Scenario, ...]:
    """Return the scenarios that ship with tumen, by name."""
    return tuple(load_scenario(name) for name in shipped_names())


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Load a scenario from a file, or by name from those that ship with tumen.

    Raises
    ------
    InputError
        With every fault of the file and of those that it extends.
    """
    return read_scenario(find_scenario(name_or_path), shipped_knowledge())


def switch_off(scenario: Scenario, mechanisms: Collection[str]) -> Scenario:
    """Return the scenario without some more mechanisms, as if its file said so.

    Raises
    ------
    InputError
        If one of them is no mechanism.
    """
    known = shipped_knowledge().mechanisms
    strangers = [name for name in mechanisms if name not in known]
    if strangers:
        messages = (f'"{name}" is not a mechanism. {nearest(name, known)}' for name in strangers)
        raise InputError(Problem("without", 0, 0, "", message) for message in messages)
    return scenario.switched_off(mechanisms) if mechanisms else scenario


def find_scenario(name_or_path: str | Path) -> Path:
    """Return the file of a scenario: an existing path, else the shipped scenario of this name.

    Raises
    ------
    InputError
        If there is neither.
    """
    return find_file(name_or_path, scenarios_folder(), "a scenario")


def read_scenario(path: Path, known: Knowledge) -> Scenario:
    """Read a scenario file, merged over those that it extends.

    Raises
    ------
    InputError
        With every fault of the files.
    """
    document, files = read_extended(path)
    return _scenario(document, path.stem, files, known)


def scenario_of_text(text: str, name: str) -> Scenario:
    """Return the scenario whose resolved text is given, as results keep it.

    Raises
    ------
    InputError
        With every fault of the text.
    """
    return _scenario(parse_yaml(text, source=name), name, (name,), shipped_knowledge())


def _scenario(document: YamlDocument, name: str, files: tuple[str, ...], known: Knowledge) -> Scenario:
    problems = list(circular_events(document))
    try:
        file = validate(document, ScenarioFile, context=surroundings(document.value, known))
    except InputError as error:
        problems += error.problems
    told = {problem.path for problem in problems}
    problems += [problem for problem in empty_values(document) if problem.path not in told]
    if problems:
        raise InputError(problems)
    return Scenario.model_construct(**dict(file), name=name, document=document, files=files)
