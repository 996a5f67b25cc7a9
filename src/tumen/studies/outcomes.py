"""What came: a forecast as it was kept, and a user's file that tells how each of its questions ended."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, final

from pydantic import Field, model_validator

from tumen.base.problems import InputError, Problem, nearest
from tumen.base.validation import validate
from tumen.base.yaml_source import YamlDocument, read_yaml
from tumen.results.forecast import hash_of
from tumen.scenarios.checks import empty_values
from tumen.scenarios.extend import shown_path
from tumen.scenarios.words import Part

YES, OPEN = "yes", "open"
Text = Annotated[str, Field(min_length=1)]

_ANSWER: Final[Mapping[str, type | tuple[type, ...]]] = {
    "scenario": str,
    "question": str,
    "probability": (int, float),
}


@final
class Outcome(Part):
    """How a question ended."""

    outcome: Literal["yes", "no", "open"] = Field(description="yes, no, or open while nobody can tell")
    source: Text | None = Field(None, description="where this can be looked up")
    base_rate: float | None = Field(
        None, gt=0, lt=1, description="how often such a thing comes true, as known when the forecast was made"
    )
    cluster: Text | None = Field(
        None,
        description="name that questions share which stand or fall together; default: a question of its own",
    )
    before: Literal["yes", "no"] | None = Field(
        None, description="the answer if nothing had changed since the forecast was made"
    )

    @model_validator(mode="after")
    def _told_by_somebody(self) -> "Outcome":
        if self.outcome != OPEN and self.source is None:
            raise ValueError(f'is "{self.outcome}" without a source; write where this can be looked up.')
        return self


@final
class OutcomeFile(Part):
    """How the questions of a forecast ended."""

    schema_version: Literal[1] = Field(description="version of this format: 1")
    outcomes: dict[str, Outcome] = Field(description="how each question of the forecast ended, by its name")


class Told(NamedTuple):
    """A probability that a forecast gave."""

    scenario: str
    question: str
    probability: float


@final
@dataclass(frozen=True)
class Frozen:
    """A forecast as it was kept.

    Attributes
    ----------
    source
        Its file.
    title
        What it is about.
    sha256
        Hash of all the rest of it, which was found to be right.
    told
        The probability of each question in each scenario.
    histories
        Number of histories that were asked; 0 where the file does not tell.
    """

    source: str
    title: str
    sha256: str
    told: tuple[Told, ...]
    histories: int


def read_forecast(path: str | Path) -> Frozen:
    """Read a forecast that `tumen ask` wrote, and refuse one that was changed since.

    Raises
    ------
    InputError
        If the file cannot be read, is no forecast, or does not hold what its hash was made of.
    """
    source = shown_path(Path(path))
    content = _content(Path(path), source)
    kept = content.pop("sha256", None)
    answers = content.get("answers")
    inputs = content.get("inputs")
    if not (isinstance(kept, str) and isinstance(answers, list) and answers and isinstance(inputs, dict)):
        raise _refusal(source, "is not a forecast; give a file that tumen ask wrote.")
    if kept != hash_of(content):
        message = "was changed since it was written, as its sha256 shows; give the file that was kept."
        raise _refusal(source, message)
    wrong = [
        Problem(source, 0, 0, f"answers[{number}]", "holds no probability of a question in a scenario.")
        for number, answer in enumerate(answers)
        if not _is_answer(answer)
    ]
    if wrong:
        raise InputError(wrong)
    told = (Told(one["scenario"], one["question"], float(one["probability"])) for one in answers)
    return Frozen(source, str(content.get("title", "")), kept, tuple(told), int(inputs.get("replicates", 0)))


def read_outcomes(path: str | Path, forecast: Frozen) -> dict[str, Outcome]:
    """Read how the questions of a forecast ended, by question.

    Raises
    ------
    InputError
        With every fault of the file, every question that the forecast does not ask, and every one that is
        left out: one that nobody can tell yet is open.
    """
    document = read_yaml(Path(path), source=shown_path(Path(path)))
    problems = list(_mismatches(document, forecast))
    try:
        outcomes = validate(document, OutcomeFile).outcomes
    except InputError as error:
        problems += error.problems
    told = {problem.path for problem in problems}
    problems += [problem for problem in empty_values(document) if problem.path not in told]
    if problems:
        raise InputError(problems)
    return outcomes


def _content(path: Path, source: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refusal(source, f"cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise _refusal(source, "is not JSON; give a file that tumen ask wrote.") from error
    if not isinstance(content, dict):
        raise _refusal(source, "is not a forecast; give a file that tumen ask wrote.")
    return content


def _is_answer(answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and all(isinstance(answer.get(name), kind) for name, kind in _ANSWER.items())
        and 0 <= answer["probability"] <= 1
    )


def _mismatches(document: YamlDocument, forecast: Frozen) -> Iterator[Problem]:
    """Yield every question that the forecast does not ask, and every one that is left out."""
    value = document.value if isinstance(document.value, dict) else {}
    outcomes = value.get("outcomes")
    if not isinstance(outcomes, dict):
        return
    asked = list(dict.fromkeys(told.question for told in forecast.told))
    for name in outcomes:
        if name not in asked:
            message = f"is not a question of {forecast.source}. {nearest(name, asked)}"
            yield document.problem(("outcomes", name), message, at_key=True)
    for name in asked:
        if name not in outcomes:
            message = "is missing; write its outcome: yes, no or open."
            yield document.problem(("outcomes", name), message)


def _refusal(source: str, message: str) -> InputError:
    return InputError([Problem(source, 0, 0, "", message)])
