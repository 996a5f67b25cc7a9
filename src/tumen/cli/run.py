"""`tumen run`: scenarios in, a table on the screen, results and figures in a folder."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.cli.options import (
    chosen_posterior,
    posterior_option,
    prior_option,
    replicates_option,
    seed_option,
    untaken,
    workers_option,
)
from tumen.ensemble.defaults import ENGINE, ENGINES, LEDGER, LEDGERS, EngineOf, LedgerOf

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tumen.results.results import Results

FOLDER = Path("runs")


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@replicates_option
@seed_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New folder for results and figures.  [default: runs/SCENARIO]",
)
@click.option("--full", is_flag=True, help="Keep the trajectories of all histories.")
@click.option(
    "--ledger",
    type=click.Choice(LEDGERS),
    default=LEDGER,
    show_default=True,
    help="Keep why ties moved: on average, also in each history kept, or not at all.",
)
@click.option(
    "--without", multiple=True, metavar="MECHANISM", help="Switch a mechanism off; several times for several."
)
@posterior_option
@prior_option
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINE,
    show_default=True,
    help="Machine code (extra: fast), NumPy, or whichever is sooner done; all give the same bits.",
)
@workers_option
@click.option("--figures/--no-figures", default=True, help="Draw a fan chart of every dyad.  [default: draw]")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def run(
    *,
    scenarios: tuple[str, ...],
    replicates: int,
    seed: int,
    output: Path | None,
    full: bool,
    ledger: LedgerOf,
    without: tuple[str, ...],
    posterior: Path | None,
    prior: bool,
    engine: EngineOf,
    workers: int | None,
    figures: bool,
    as_json: bool,
) -> None:
    """Run one or more scenarios, by name or file, with the same luck for each.

    Prints how strong the ties are now and at the horizon and how likely events are; writes the results, the
    record of how they came about, and a fan chart of every dyad.
    """
    from tumen.ensemble.run import run as run_ensemble
    from tumen.results.folder import free_name, write_folder

    results = run_ensemble(
        scenarios,
        replicates=replicates,
        seed=seed,
        full=full,
        ledger=ledger,
        without=without,
        posterior=chosen_posterior(posterior, prior=prior),
        engine=engine,
        workers=workers,
    )
    folder = output or free_name(FOLDER / "-".join(results.scenarios))
    click.echo(f"{'drawing and ' if figures else ''}writing {folder}", err=True)
    write_folder(folder, results, _figures(results) if figures else {})
    click.echo(json.dumps(_as_data(results, folder), indent=2) if as_json else _as_text(results, folder))


def _figures(results: "Results") -> Mapping[str, "Figure"]:
    from tumen.plots.gallery import fan_charts  # loads matplotlib

    return fan_charts(results)


def _as_data(results: "Results", folder: Path) -> dict[str, object]:
    return {
        "folder": str(folder),
        "replicates": results.replicates,
        "seed": results.seed,
        **results.summary().to_dict(),
    }


def _as_text(results: "Results", folder: Path) -> str:
    return f"{results!r}\n\nwritten to {folder}"
