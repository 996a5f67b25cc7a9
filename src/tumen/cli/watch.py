"""`tumen watch`: which of the things that will be seen within months tells most about a question."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import (
    chosen_posterior,
    posterior_option,
    prior_option,
    seed_option,
    untaken,
    workers_option,
)
from tumen.studies.watch.defaults import FEWEST, MONTHS, REPLICATES

if TYPE_CHECKING:
    from tumen.studies.watch.watchlist import Watchlist


@click.command()
@click.argument("questions", metavar="FILE_OR_NAME")
@click.option(
    "--question",
    "names",
    multiple=True,
    help="Name of a question of the file; several times for several.  [default: all]",
)
@click.option("--scenario", default="baseline_war", show_default=True, help="What is run, by name or file.")
@click.option(
    "--months",
    type=click.IntRange(min=1),
    default=MONTHS,
    show_default=True,
    help="How many months to watch.",
)
@click.option(
    "-n",
    "--replicates",
    type=click.IntRange(min=FEWEST),
    default=REPLICATES,
    show_default=True,
    help="Number of histories.",
)
@seed_option
@posterior_option
@prior_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New CSV file for every reading of every month.",
)
@click.option("--figure", is_flag=True, help="Draw a figure of each question, beside the CSV file or here.")
@workers_option
@as_json
def watch(
    *,
    questions: str,
    names: tuple[str, ...],
    scenario: str,
    months: int,
    replicates: int,
    seed: int,
    posterior: Path | None,
    prior: bool,
    output: Path | None,
    figure: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Tell which of the things that will be seen within months tells most about the questions of a file.

    Prints for each question the readings that would take most off the expected Brier score of its forecast,
    each with the probability with it and without it, and the parameters that would be most worth knowing.
    """
    from tumen.studies.watch.watch import watch as watch_ensemble

    found = watch_ensemble(
        questions,
        scenario,
        question=names,
        months=months,
        replicates=replicates,
        seed=seed,
        posterior=chosen_posterior(posterior, prior=prior),
        workers=workers,
    )
    if output is not None:
        found.write(output)
        click.echo(f"written to {output}", err=True)
    if figure:
        _draw(found, output.parent if output else Path())
    if as_json:
        print_json(found.to_dict())
    else:
        click.echo(str(found))


def _draw(found: "Watchlist", folder: Path) -> None:
    """Draw a figure of each question that any reading tells of."""
    from tumen.plots.watch import watch_figure
    from tumen.results.folder import free_name

    for name, ask in zip(found.questions["question"], found.questions["ask"], strict=True):
        table = found.table(name)
        if len(table):
            file = free_name(folder / f"watch_{name}_{found.inputs['scenario']}.png")
            watch_figure(table, ask).savefig(file)
            click.echo(f"drawn in {file}", err=True)
