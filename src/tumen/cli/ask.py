"""`tumen ask`: a file of questions in, probabilities on the screen, a forecast in a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.cli.layout import as_json, print_json, table
from tumen.cli.options import (
    chosen_posterior,
    posterior_option,
    prior_option,
    replicates_option,
    seed_option,
    untaken,
    workers_option,
)

if TYPE_CHECKING:
    from tumen.results.forecast import Forecast

FOLDER = Path("forecasts")


@click.command()
@click.argument("questions", metavar="FILE_OR_NAME")
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    default=["baseline_war"],
    show_default=True,
    help="Whom to ask, by name or file; several times to ask several, with the same luck for each.",
)
@replicates_option
@seed_option
@posterior_option
@prior_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New file for the forecast.  [default: forecasts/QUESTIONS-SCENARIO.json]",
)
@workers_option
@as_json
def ask(
    *,
    questions: str,
    scenarios: tuple[str, ...],
    replicates: int,
    seed: int,
    posterior: Path | None,
    prior: bool,
    output: Path | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Answer a file of questions by the share of histories in which the answer is yes.

    Prints each probability with its Monte Carlo standard error, and writes a forecast file that holds the
    questions, the answers, and the hash of everything that went into them.
    """
    from tumen.ensemble.ask import ask as ask_ensemble
    from tumen.results.folder import free_name

    forecast = ask_ensemble(
        questions,
        scenarios,
        replicates=replicates,
        seed=seed,
        posterior=chosen_posterior(posterior, prior=prior),
        workers=workers,
    )
    names = "-".join([Path(questions).stem, *forecast.inputs["scenarios"]])
    file = output or free_name(FOLDER / f"{names}.json")
    forecast.write(file)
    if as_json:
        print_json(forecast.to_dict())
    else:
        click.echo(f"{_as_text(forecast)}\n\nwritten to {file}")


def _as_text(forecast: "Forecast") -> str:
    shown = forecast.shown()
    rows = [[[cell] for cell in row] for row in [list(shown.columns), *shown.itertuples(index=False)]]
    return f"{forecast.headline()}\n\n{table(rows, ['asked', *forecast.answers['ask']])}"
