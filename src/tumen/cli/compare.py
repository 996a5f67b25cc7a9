"""`tumen compare`: how much stronger ties are under one scenario than under another, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.cli.layout import as_json, print_json
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
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from tumen.studies.compare import Comparison

FOLDER = Path("comparisons")
TOLD = 6  # terms of an explanation


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO SCENARIO...")
@click.option("--at", metavar="YYYY-MM", help="The month to tell.  [default: the last]")
@replicates_option
@seed_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New folder for results and figures.  [default: comparisons/SCENARIOS]",
)
@posterior_option
@prior_option
@workers_option
@click.option("--figures/--no-figures", default=True, help="Draw the differences.  [default: draw]")
@as_json
def compare(
    *,
    scenarios: tuple[str, ...],
    at: str | None,
    replicates: int,
    seed: int,
    output: Path | None,
    posterior: Path | None,
    prior: bool,
    workers: int | None,
    figures: bool,
    as_json: bool,
) -> None:
    """Compare scenarios with the first of them, history by history, under the same luck.

    Prints the difference of every tie with its band, in how many histories it falls or rises, the standard
    error with and without pairing, and what made the tie differ that differs most.
    """
    from tumen.results.folder import free_name, write_folder
    from tumen.studies.compare import compare as compare_scenarios

    try:
        found = compare_scenarios(
            scenarios,
            at=at,
            replicates=replicates,
            seed=seed,
            posterior=chosen_posterior(posterior, prior=prior),
            workers=workers,
        )
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        raise click.UsageError(str(error)) from error
    folder = output or free_name(FOLDER / "-".join(found.results.scenarios))
    click.echo(f"{'drawing and ' if figures else ''}writing {folder}", err=True)
    write_folder(folder, found.results, _figures(found) if figures else {})
    if as_json:
        print_json({"folder": str(folder), **found.to_dict()})
        return
    told = [str(found.why(found.most_moved(name), name).grouped(TOLD)) for name in found.scenarios]
    click.echo("\n\n".join([repr(found), *told, f"written to {folder}"]))


def _figures(found: "Comparison") -> "Mapping[str, Figure]":
    from tumen.plots.differences import difference_panels  # loads matplotlib

    return {
        f"{name}_minus_{found.against}": difference_panels(found.results, name, found.against)
        for name in found.scenarios
    }
