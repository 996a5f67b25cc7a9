"""Ask: a file of questions, put to the histories of one or more scenarios."""

import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tumen.base.randomness import SCHEME, check_seed
from tumen.ensemble.answerable import check_answerable
from tumen.ensemble.answers import Asked, asked_by
from tumen.ensemble.arguments import Scenarios, loaded
from tumen.ensemble.asking import inquire
from tumen.ensemble.defaults import REPLICATES, SEED
from tumen.ensemble.posterior import DEFAULT, PosteriorOf, outdated, posterior_of
from tumen.results.answers import QUESTIONS, Answers
from tumen.results.chances import interval, standard_error, worth
from tumen.results.forecast import Forecast
from tumen.results.provenance import document_hashes, evidence_hash, registry_hash
from tumen.scenarios.question_files import Questions, read_questions
from tumen.scenarios.schema import Scenario


def ask(
    questions: str | Path,
    scenario: Scenarios = "baseline_war",
    *,
    replicates: int = REPLICATES,
    seed: int = SEED,
    posterior: PosteriorOf = DEFAULT,
    workers: int | None = None,
    show_progress: bool = True,
) -> Forecast:
    """Answer a file of questions by the share of histories in which the answer is yes.

    Parameters
    ----------
    questions
        Path of a file of questions, or name of one that ships with tumen.
    scenario
        Name of a scenario that ships with tumen, path of a file, a loaded scenario, or several of these: then
        every question is put to each, and may compare them.
    replicates
        Number of histories of each scenario.
    seed
        Whole number from 0 to 2**64 - 1.
    posterior
        Where parameters and the past come from, as in `run`.
    workers
        Number of processes; all usable cores by default.
    show_progress
        Tell on the standard error how far the run is.

    Raises
    ------
    InputError
        With every fault of the files.
    ValueError
        If a number is out of range.
    """
    scenarios = loaded(scenario)
    file = read_questions(questions, scenarios)
    for one in scenarios:
        check_answerable(one, file.document, asked_by(file.questions))
    asked = [
        Asked((QUESTIONS, one.name, name), one.name, question.that)
        for one in scenarios
        for name, question in file.questions.items()
    ]
    chosen = posterior_of(posterior)
    particles = None if chosen is None else chosen.particles.turned(check_seed(seed))
    for text in () if chosen is None else outdated(chosen):
        warnings.warn(text, stacklevel=2)
    answers = inquire(
        scenarios,
        asked,
        replicates=replicates,
        seed=seed,
        particles=particles,
        workers=workers,
        title=file.title,
        show_progress=show_progress,
    )
    origin = None if chosen is None else chosen.origin
    numbers = {"seed": seed, "replicates": replicates, "posterior": origin}
    table = _table(asked, file, answers, worth(replicates, origin))
    return Forecast(file.title, table, _inputs(file, scenarios, numbers))


def _table(asked: list[Asked], file: Questions, answers: Answers, size: float) -> pd.DataFrame:
    shares = np.array([answers.values[one.key].mean() for one in asked])
    low, high = interval(shares, size)
    return pd.DataFrame(
        {
            "scenario": [one.scenario for one in asked],
            "question": [one.key[-1] for one in asked],
            "ask": [file.questions[one.key[-1]].ask for one in asked],
            "probability": shares,
            "standard_error": standard_error(shares, size),
            "low": low,
            "high": high,
        }
    )


def _inputs(file: Questions, scenarios: tuple[Scenario, ...], numbers: dict[str, Any]) -> dict[str, Any]:
    return {
        "tumen": version("tumen"),
        "random_scheme": SCHEME,
        **numbers,
        "scenarios": {one.name: one.sha256 for one in scenarios},
        "parameters_sha256": registry_hash(),
        "evidence_sha256": evidence_hash(),
        "documents": document_hashes(),
        "questions_sha256": file.sha256,
        "questions": file.document.value["questions"],
    }
