"""From the name or path of a file of questions to the questions, asked of scenarios that are run together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import final

from tumen.base.problems import InputError, Problem
from tumen.base.resources import questions_folder
from tumen.base.validation import validate
from tumen.base.yaml_source import YamlDocument, canonical_text, read_yaml
from tumen.scenarios.checks import empty_values
from tumen.scenarios.extend import shown_path
from tumen.scenarios.find import find_file
from tumen.scenarios.load import shipped_knowledge
from tumen.scenarios.questions import Question, QuestionFile
from tumen.scenarios.schema import Scenario
from tumen.scenarios.surroundings import Surroundings


@final
@dataclass(frozen=True)
class Questions:
    """A file of questions."""

    name: str
    title: str
    questions: Mapping[str, Question]
    document: YamlDocument

    @property
    def sha256(self) -> str:
        """Hash of the file in one canonical form: JSON, which is YAML."""
        return sha256(canonical_text(self.document.value).encode()).hexdigest()


def read_questions(name_or_path: str | Path, scenarios: Sequence[Scenario]) -> Questions:
    """Read questions that are asked of each of some scenarios.

    Raises
    ------
    InputError
        With every fault of the file, and with all that the scenarios do not share.
    """
    path = find_questions(name_or_path)
    document = read_yaml(path, source=shown_path(path))
    problems: list[Problem] = []
    try:
        file = validate(document, QuestionFile, context=shared(scenarios))
    except InputError as error:
        problems += error.problems
    told = {problem.path for problem in problems}
    problems += [problem for problem in empty_values(document) if problem.path not in told]
    if problems:
        raise InputError(problems)
    return Questions(path.stem, file.title, file.questions, document)


def find_questions(name_or_path: str | Path) -> Path:
    """Return a file of questions: an existing path, else the shipped file of this name.

    Raises
    ------
    InputError
        If there is neither.
    """
    return find_file(name_or_path, questions_folder(), "a file of questions")


def shared(scenarios: Sequence[Scenario]) -> Surroundings:
    """Return what questions may refer to that are asked of each of some scenarios."""
    first, *others = scenarios
    return Surroundings(
        known=shipped_knowledge(),
        cast=tuple(actor for actor in first.cast if all(actor in other.cast for other in others)),
        events=[name for name in first.events if all(name in other.events for other in others)],
        horizon=(max(one.first for one in scenarios), min(one.until for one in scenarios)),
        scenarios=[one.name for one in scenarios],
    )
