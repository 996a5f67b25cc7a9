"""`tumen run`: scenarios in, a table on the screen, results and figures in a folder."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.ensemble.defaults import REPLICATES, SEED

if TYPE_CHECKING:
    from tumen.results.results import Results

FOLDER = Path("runs")
HIGHEST_SEED = 2**64 - 1


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@click.option(
    "-n",
    "--replicates",
    type=click.IntRange(min=1),
    default=REPLICATES,
    show_default=True,
    help="Number of histories.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, HIGHEST_SEED),
    default=SEED,
    show_default=True,
    help="Where chance starts.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="New folder for results and figures.  [default: runs/SCENARIO]",
)
@click.option("--full", is_flag=True, help="Keep the trajectories of all histories.")
@click.option("--workers", type=click.IntRange(min=1), help="Number of processes.  [default: all cores]")
@click.option("--figures/--no-figures", default=True, help="Draw a fan chart of every dyad.  [default: draw]")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def run(
    *,
    scenarios: tuple[str, ...],
    replicates: int,
    seed: int,
    output: Path | None,
    full: bool,
    workers: int | None,
    figures: bool,
    as_json: bool,
) -> None:
    """Run one or more scenarios, by name or file, with the same luck for each.

    Prints how strong the ties are now and at the horizon and how likely events are; writes the results, the
    record of how they came about, and a fan chart of every dyad.
    """
    from tumen.ensemble.run import run as run_ensemble
    from tumen.plots.gallery import fan_charts
    from tumen.results.folder import free_name, refuse_taken, write_folder

    if output is not None:
        try:
            refuse_taken(output)
        except FileExistsError as error:
            raise click.BadParameter(str(error), param_hint="--output") from error
    results = run_ensemble(scenarios, replicates=replicates, seed=seed, full=full, workers=workers)
    folder = output or free_name(FOLDER / "-".join(results.scenarios))
    click.echo(f"{'drawing and ' if figures else ''}writing {folder}", err=True)
    write_folder(folder, results, fan_charts(results) if figures else {})
    click.echo(json.dumps(_as_data(results, folder), indent=2) if as_json else _as_text(results, folder))


def _as_data(results: "Results", folder: Path) -> dict[str, object]:
    return {
        "folder": str(folder),
        "replicates": results.replicates,
        "seed": results.seed,
        **results.summary().to_dict(),
    }


def _as_text(results: "Results", folder: Path) -> str:
    return f"{results!r}\n\nwritten to {folder}"
