"""Options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.ensemble.defaults import REPLICATES, SEED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.figure import Figure

HIGHEST_SEED = 2**64 - 1

replicates_option = click.option(
    "-n",
    "--replicates",
    type=click.IntRange(min=1),
    default=REPLICATES,
    show_default=True,
    help="Number of histories.",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(0, HIGHEST_SEED),
    default=SEED,
    show_default=True,
    help="Where chance starts.",
)
workers_option = click.option(
    "--workers", type=click.IntRange(min=1), help="Number of processes.  [default: all cores]"
)

figure_option = click.option("--figure", is_flag=True, help="Draw figures too, into the folder.")

posterior_option = click.option(
    "--posterior",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Start from this file of tumen calibrate or update.  [default: the released posterior]",
)
prior_option = click.option("--prior", is_flag=True, help="Start from the prior, not from a posterior.")


def chosen_posterior(posterior: Path | None, *, prior: bool) -> Path | str | None:
    """Return what parameters and the past come from, by the two options that say so."""
    if prior and posterior is not None:
        raise click.UsageError("--prior and --posterior exclude each other. Give one of the two.")
    return None if prior else posterior or "released"


def keep(folder: Path, figures: "Iterable[tuple[str, Figure]]", name: str) -> None:
    """Write figures to a folder, or beside a file, under a name of which each has its own end."""
    from tumen.results.folder import free_name

    for end, figure in figures:
        file = free_name((folder if folder.is_dir() else folder.parent) / f"{name}_{end}.png")
        figure.savefig(file)
        click.echo(f"drawn in {file}", err=True)


def untaken(_context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    """Refuse an output that exists, before anything runs."""
    from tumen.results.folder import refuse_taken

    if path is not None:
        try:
            refuse_taken(path)
        except FileExistsError as error:
            raise click.BadParameter(str(error), param=option) from error
    return path
