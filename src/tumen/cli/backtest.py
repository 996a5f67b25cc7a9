"""`tumen backtest`: a forecast that was kept, scored against what came."""

from math import isnan
from typing import TYPE_CHECKING, Any

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import seed_option

if TYPE_CHECKING:
    from tumen.studies.backtest import Backtest


@click.command()
@click.option("--forecast", required=True, metavar="FILE", help="Forecast that tumen ask wrote, unchanged.")
@click.option(
    "--outcomes", required=True, metavar="FILE", help="YAML file that tells how each question ended."
)
@click.option(
    "--scenario", "scenarios", multiple=True, help="Whom to score; several times for several.  [default: all]"
)
@seed_option
@as_json
def backtest(*, forecast: str, outcomes: str, scenarios: tuple[str, ...], seed: int, as_json: bool) -> None:
    """Score a forecast against what came, beside an even chance, base rates and no change.

    Prints the Brier and log score of each question that has ended, their means with a 95 % interval from
    drawing clusters of questions anew, and the skill against each reference: 1 is perfect, 0 no better.
    """
    from tumen.studies.backtest import backtest as score_forecast

    done = score_forecast(forecast, outcomes, scenarios=scenarios, seed=seed)
    if as_json:
        print_json(done.to_dict())
    else:
        click.echo(_as_text(done))


def _as_text(done: "Backtest") -> str:
    parts = [done.headline()]
    if not done.scores.empty:
        parts += [_questions(done), _means(done)]
    if done.open:
        parts.append(f"open: {', '.join(done.open)}")
    return "\n\n".join([*parts, "\n".join(done.notes)]).rstrip()


def _questions(done: "Backtest") -> str:
    table = done.scores
    return table.assign(
        probability=[f"{share:.3f}" for share in table["probability"]],
        outcome=["yes" if happened else "no" for happened in table["happened"]],
        brier=[f"{score:.3f}" for score in table["brier"]],
        log=[f"{score:.3f}" for score in table["log_score"]],
    )[["scenario", "question", "probability", "outcome", "brier", "log"]].to_string(index=False)


def _means(done: "Backtest") -> str:
    table = done.means
    return table.assign(
        score=[name.removesuffix("_score") for name in table["score"]],
        against=[name.replace("_", " ") or "-" for name in table["against"]],
        mean=[_bounded(row.mean, row.low, row.high) for row in _rows(table)],
        theirs=[_told(row.reference) for row in _rows(table)],
        skill=[_bounded(row.skill, row.skill_low, row.skill_high) for row in _rows(table)],
    )[["scenario", "score", "against", "questions", "mean", "theirs", "skill"]].to_string(index=False)


def _rows(table: Any) -> Any:
    return table.itertuples(index=False)


def _bounded(number: float, low: float, high: float) -> str:
    return _told(number) if isnan(low) else f"{_told(number)} [{low:.3f}, {high:.3f}]"


def _told(number: float) -> str:
    return "-" if isnan(number) else f"{number:.3f}"
