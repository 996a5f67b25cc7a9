"""Backtest: a forecast that was kept, scored against what came, beside what nobody needs a model to say."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from tumen.base.problems import InputError, Problem, counted, nearest
from tumen.base.randomness import check_seed
from tumen.ensemble.defaults import SEED
from tumen.studies.outcomes import OPEN, YES, Frozen, Outcome, read_forecast, read_outcomes
from tumen.studies.scores import brier, log_score

RESAMPLES: Final = 10_000
BOUNDS: Final = (0.025, 0.975)
FEW: Final = 20  # clusters below which such intervals are known to be too narrow
EVEN: Final = 0.5
BRIER, LOG = "brier", "log_score"
NOTHING, UNIFORM, BASE_RATE, NO_CHANGE = "", "uniform", "base_rate", "no_change"

Numbers: TypeAlias = npt.NDArray[np.float64]


@final
@dataclass(frozen=True)
class Backtest:
    """How a forecast fared.

    Attributes
    ----------
    title, sha256
        Of the forecast.
    scores
        A row for each scenario and question that has ended: its `cluster`, the `probability` of yes, whether
        it `happened`, `brier` and `log_score`, and the probability that each reference gave, if it did.
    means
        A row for each scenario, score and reference (first none, ``""``): the number of `questions` and
        `clusters` that it can be told of, the `mean` score with the bounds `low` and `high` of its 95 %
        interval, the mean of the reference and the `skill` against it, 1 for a perfect forecast, 0 for one no
        better, likewise with bounds.
    open
        Questions that have not ended.
    notes
        What a reader must know of the numbers.
    """

    title: str
    sha256: str
    scores: pd.DataFrame
    means: pd.DataFrame
    open: tuple[str, ...]
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data; what cannot be told is None."""
        tables = {
            name: table.astype(object).where(table.notna(), None).to_dict(orient="records")
            for name, table in (("scores", self.scores), ("means", self.means))
        }
        about = {"title": self.title, "sha256": self.sha256, "open": list(self.open)}
        return {**about, **tables, "notes": list(self.notes)}

    def headline(self) -> str:
        """Return in a line how many questions have ended."""
        ended = self.scores["question"].nunique()
        return f"{self.title}: {counted(ended, 'question')} ended, {len(self.open)} open"

    def __str__(self) -> str:
        tables = [
            table.round(3).to_string(index=False) for table in (self.scores, self.means) if not table.empty
        ]
        return "\n\n".join([self.headline(), *tables, *self.notes])

    def _repr_html_(self) -> str:
        tables = [table.round(3).to_html(index=False) for table in (self.scores, self.means)]
        notes = [f"<p>{note}</p>" for note in self.notes]
        return "".join([f"<p>{self.headline()}</p>", *tables, *notes])


def backtest(
    forecast: str | Path, outcomes: str | Path, *, scenarios: Collection[str] = (), seed: int = SEED
) -> Backtest:
    """Score a forecast against what came.

    Parameters
    ----------
    forecast
        File that `tumen ask` wrote, unchanged.
    outcomes
        YAML file that tells how each question of it ended.
    scenarios
        Scenarios to score, by name; all of the forecast by default.
    seed
        Where the chance of the intervals starts: a whole number from 0 to 2**64 - 1.

    Raises
    ------
    InputError
        With every fault of the files.
    ValueError
        If the seed is out of range.
    """
    kept = read_forecast(forecast)
    known = dict.fromkeys(told.scenario for told in kept.told)
    strangers = [name for name in scenarios if name not in known]
    if strangers:
        messages = (
            f'"{name}" is not a scenario of the forecast. {nearest(name, known)}' for name in strangers
        )
        raise InputError(Problem(kept.source, 0, 0, "", message) for message in messages)
    ended = read_outcomes(outcomes, kept)
    check_seed(seed)
    scores = pd.DataFrame(_scores(kept, ended, scenarios or known), columns=_COLUMNS)
    means = pd.DataFrame(
        [
            {"scenario": scenario, **row}
            for scenario, group in scores.groupby("scenario", sort=False)
            for row in _means(group, seed)
        ]
    )
    open_ones = tuple(name for name, one in ended.items() if one.outcome == OPEN)
    return Backtest(kept.title, kept.sha256, scores, means, open_ones, tuple(_notes(scores, means, kept)))


_COLUMNS = ("scenario", "question", "cluster", "probability", "happened", BRIER, LOG, BASE_RATE, NO_CHANGE)


def _scores(
    forecast: Frozen, ended: Mapping[str, Outcome], scenarios: Collection[str]
) -> Iterator[dict[str, Any]]:
    for told in forecast.told:
        one = ended[told.question]
        if told.scenario not in scenarios or one.outcome == OPEN:
            continue
        happened = one.outcome == YES
        yield {
            "scenario": told.scenario,
            "question": told.question,
            "cluster": one.cluster or told.question,
            "probability": told.probability,
            "happened": happened,
            BRIER: float(brier(told.probability, happened)),
            LOG: float(log_score(_counted(told.probability, forecast.histories), happened)),
            BASE_RATE: np.nan if one.base_rate is None else one.base_rate,
            NO_CHANGE: np.nan if one.before is None else float(one.before == YES),
        }


def _counted(share: Any, histories: int) -> Any:
    """Return the probability that a share of histories stands for: none of them all is not impossible."""
    return (share * histories + 0.5) / (histories + 1) if histories else share


def _means(group: pd.DataFrame, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the means of a scenario: of both scores, alone and beside each reference that can be told."""
    references = {
        UNIFORM: np.full(len(group), EVEN),
        BASE_RATE: group[BASE_RATE].to_numpy(np.float64),
        NO_CHANGE: group[NO_CHANGE].to_numpy(np.float64),
    }
    happened = group["happened"].to_numpy(bool)
    for name, score in ((BRIER, brier), (LOG, log_score)):
        yield {"score": name, "against": NOTHING, **_mean(group, name, None, seed)}
        for reference, probability in references.items():
            told = np.isfinite(probability)
            if told.any() and not (name == LOG and reference == NO_CHANGE):  # sure, and so infinitely wrong
                theirs = score(probability[told], happened[told])
                yield {"score": name, "against": reference, **_mean(group[told], name, theirs, seed)}


def _mean(group: pd.DataFrame, score: str, theirs: Numbers | None, seed: int) -> dict[str, Any]:
    """Return the mean of a score, and its skill, with intervals from drawing whole clusters anew."""
    codes, names = pd.factorize(group["cluster"])
    drawn = np.random.default_rng(seed).integers(len(names), size=(RESAMPLES, len(names)))
    sizes = np.bincount(codes)[drawn].sum(axis=1)

    def resampled(values: Numbers) -> Numbers:
        return np.asarray(np.bincount(codes, values)[drawn].sum(axis=1) / sizes)

    own = group[score].to_numpy(np.float64)
    nothing = np.full(RESAMPLES, np.nan)
    several = len(names) > 1
    low, high = _bounds(resampled(own) if several else nothing)
    below, above = _bounds(
        _skill(resampled(own), resampled(theirs)) if several and theirs is not None else nothing
    )
    reference = float("nan") if theirs is None else float(theirs.mean())
    return {
        "questions": len(own),
        "clusters": len(names),
        "mean": own.mean(),
        "low": low,
        "high": high,
        "reference": reference,
        "skill": float(_skill(own.mean(), np.float64(reference))),
        "skill_low": below,
        "skill_high": above,
    }


def _bounds(values: Numbers) -> tuple[float, float]:
    """Return the bounds of the 95 % interval, where every value is a number."""
    if not np.isfinite(values).all():
        return float("nan"), float("nan")
    low, high = np.quantile(values, BOUNDS)
    return float(low), float(high)


def _skill(own: npt.ArrayLike, theirs: npt.ArrayLike) -> Numbers:
    """Return what is taken off a reference's score; not a number where the reference was perfect."""
    score, reference = np.asarray(own, np.float64), np.asarray(theirs, np.float64)
    return np.asarray(1 - np.divide(score, reference, out=np.full(score.shape, np.nan), where=reference > 0))


def _notes(scores: pd.DataFrame, means: pd.DataFrame, forecast: Frozen) -> Iterator[str]:
    if scores.empty:
        yield "No question has ended yet, so there is nothing to score."
        return
    questions, clusters = scores["question"].nunique(), scores["cluster"].nunique()
    few = f"{counted(questions, 'question')} in {counted(clusters, 'cluster')}"
    if clusters == 1:
        yield f"{few}: too few to tell skill from luck, and no interval can be given."
    elif clusters < FEW:
        yield (
            f"{few}: too few to tell skill from luck. "
            f"Intervals from fewer than {FEW} clusters come out too narrow."
        )
    if (means["against"] == NO_CHANGE).any():
        yield "No change is scored by Brier alone: being sure, it is infinitely wrong once in the other."
    if (means["reference"] == 0).any():
        yield "A reference that was always right leaves no skill to tell."
    if forecast.histories:
        yield (
            "The log score takes k of n histories as (k + 1/2) / (n + 1), "
            f"since none of {forecast.histories:,} does not mean impossible."
        )
