"""Watch: one run of a scenario, and what each thing that it shows tells of its questions."""

import warnings
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tumen.base.calendar import month_text
from tumen.base.problems import InputError, nearest
from tumen.base.randomness import SCHEME, check_seed
from tumen.ensemble.answerable import check_answerable
from tumen.ensemble.answers import asked_by
from tumen.ensemble.arguments import loaded
from tumen.ensemble.defaults import SEED
from tumen.ensemble.posterior import DEFAULT, Posterior, PosteriorOf, outdated, posterior_of
from tumen.results.chances import standard_error, worth
from tumen.results.provenance import document_hashes, evidence_hash, registry_hash
from tumen.scenarios.question_files import Questions, read_questions
from tumen.scenarios.questions import Question
from tumen.scenarios.schema import Scenario
from tumen.studies.watch.defaults import FEWEST, MONTHS, REPLICATES
from tumen.studies.watch.evppi import values_drawn
from tumen.studies.watch.gather import Gathered, gather
from tumen.studies.watch.readings import last_month
from tumen.studies.watch.tables import weighed
from tumen.studies.watch.watchlist import Watchlist


def watch(
    questions: str | Path,
    scenario: str | Path | Scenario = "baseline_war",
    *,
    question: str | Collection[str] = (),
    months: int = MONTHS,
    replicates: int = REPLICATES,
    seed: int = SEED,
    posterior: PosteriorOf = DEFAULT,
    workers: int | None = None,
    show_progress: bool = True,
) -> Watchlist:
    """Tell which of the things that the world will see within months tells most about questions.

    The scenario is run once. Each indicator, in each of the months that come after the documents end and
    before the question is settled, splits the histories at cuts into those that show a reading and those that
    do not: what the split is expected to take off the Brier score is its value.

    Parameters
    ----------
    questions
        Path of a file of questions, or name of one that ships with tumen.
    scenario
        Name of a scenario that ships with tumen, path of a file, or a loaded scenario.
    question
        Names of the questions to look at; by default all of the file.
    months
        How many months to watch.
    replicates
        Number of histories, at least 100.
    seed
        Whole number from 0 to 2**64 - 1.
    posterior
        Where parameters and the past come from, as in `tumen.run`.
    workers
        Number of processes; all usable cores by default.
    show_progress
        Tell on the standard error how far the work is.

    Raises
    ------
    InputError
        With every fault of the files, if a question is not in the file, if the scenario ends before the
        months do, and if no reading can come before any question is settled.
    ValueError
        If a number is out of range.
    """
    [one] = loaded(scenario)
    if replicates < FEWEST:
        raise ValueError(f"replicates is {replicates}, too few to compare. Write at least {FEWEST}.")
    coming, file = _coming(one, months), read_questions(questions, [one])
    chosen, settled = _asked(file, one, [question] if isinstance(question, str) else question, coming)
    source = _current(posterior)
    particles = None if source is None else source.particles.turned(check_seed(seed))
    gathered = gather(
        one,
        chosen,
        coming,
        replicates=replicates,
        seed=seed,
        particles=particles,
        workers=workers,
        title=file.title,
        show_progress=show_progress,
    )
    origin = None if source is None else source.origin
    numbers = {"seed": seed, "replicates": replicates, "months": months, "posterior": origin}
    columns = values_drawn(one, seed, replicates, particles)
    tables = weighed(gathered, chosen, columns, _spread(source, replicates), show_progress=show_progress)
    about = _questions(chosen, gathered, worth(replicates, origin))
    return Watchlist(file.title, about, *tables, settled | _agreed(gathered), _inputs(file, one, numbers))


def _coming(scenario: Scenario, months: int) -> range:
    """Return the months to watch.

    Raises
    ------
    InputError
        If the scenario ends before them.
    ValueError
        If there are none.
    """
    if months < 1:
        raise ValueError(f"months is {months}. Write a whole number of at least 1.")
    longest = scenario.until - scenario.forecast_from + 1
    if months > longest:
        message = f"leaves {longest} months to watch, and months is {months}. Write {longest} or fewer."
        raise InputError([scenario.document.problem(("until",), message)])
    return range(scenario.forecast_from, scenario.forecast_from + months)


def _asked(
    file: Questions, scenario: Scenario, names: Collection[str], coming: range
) -> tuple[Mapping[str, Question], dict[str, str]]:
    """Return the questions to look at, by default all, and why others of these names cannot be.

    Raises
    ------
    InputError
        If the file has no such question, if the scenario cannot answer one, and if none can be looked at.
    """
    unknown = [name for name in names if name not in file.questions]
    if unknown:
        raise InputError(
            file.document.problem(
                ("questions",), f'"{name}" is not one of them. {nearest(name, file.questions)}', at_key=True
            )
            for name in unknown
        )
    chosen = {name: one for name, one in file.questions.items() if not names or name in names}
    check_answerable(scenario, file.document, asked_by(chosen))
    settled = _settled(file, chosen, coming)
    return {name: one for name, one in chosen.items() if name not in settled}, settled


def _settled(file: Questions, questions: Mapping[str, Question], coming: range) -> dict[str, str]:
    """Return the questions that no reading can come before, and why.

    Raises
    ------
    InputError
        If these are all.
    """
    first = month_text(coming.start)
    found = {
        name: f"it looks no further than {month_text(last)}, and a first reading is that of {first}"
        for name, question in questions.items()
        if (last := last_month(question)) <= coming.start
    }
    if len(found) == len(questions):
        raise InputError(
            file.document.problem(("questions", name, "that"), f"{why}. Ask about a later month.")
            for name, why in found.items()
        )
    return found


def _current(posterior: PosteriorOf) -> Posterior | None:
    """Return a posterior, and warn if something that it rests on has changed since."""
    source = posterior_of(posterior)
    for text in () if source is None else outdated(source):
        warnings.warn(text, stacklevel=3)
    return source


def _agreed(gathered: Gathered) -> dict[str, str]:
    """Return the questions that all histories answer alike, and how."""
    return {
        name: f"all histories answer {'yes' if answers[0] else 'no'}"
        for name, answers in gathered.answers.items()
        if answers.all() or not answers.any()
    }


def _questions(questions: Mapping[str, Question], gathered: Gathered, size: float) -> pd.DataFrame:
    """Return a row for each question that histories answer differently."""
    agreed = _agreed(gathered)
    names = [name for name in gathered.answers if name not in agreed]
    p = np.array([gathered.answers[name].mean() for name in names])
    last = [min(gathered.months[-1], last_month(questions[name]) - 1) for name in names]
    return pd.DataFrame(
        {
            "question": names,
            "ask": [questions[name].ask for name in names],
            "p": p,
            "error": standard_error(p, size),
            "uncertainty": p * (1 - p),
            "first": month_text(gathered.months[0]),
            "last": list(map(month_text, last)),
        }
    )


def _spread(posterior: Posterior | None, replicates: int) -> float:
    r"""Return the factor on errors that the weights of a calibration ask for, beside the spread of particles.

    Particles were resampled from histories with unequal weights, and are worth fewer independent draws than
    their number :math:`P`, :math:`M`: the variance of a mean over :math:`U` of them is larger by
    :math:`1 + U (1 / M - 1 / P)`, if all that differs between histories differs between particles.
    """
    if posterior is None:
        return 1.0
    particles = len(posterior.particles)
    lost = max(0.0, 1 / posterior.effective_size - 1 / particles)
    return float(np.sqrt(1 + min(replicates, particles) * lost))


def _inputs(file: Questions, scenario: Scenario, numbers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tumen": version("tumen"),
        "random_scheme": SCHEME,
        **numbers,
        "scenario": scenario.name,
        "scenario_sha256": scenario.sha256,
        "parameters_sha256": registry_hash(),
        "evidence_sha256": evidence_hash(),
        "documents": document_hashes(),
        "questions_sha256": file.sha256,
    }
