"""`tumen ablate`: which patterns break without which mechanism."""

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.cli.layout import as_json, print_json, table
from tumen.cli.options import seed_option, untaken, workers_option

if TYPE_CHECKING:
    from tumen.studies.ablation import Ablation

FOLDER = Path("ablations")


@click.command()
@click.argument("scenario", metavar="SCENARIO")
@click.option("-n", "--replicates", type=click.IntRange(min=1), help="Number of histories.  [default: 2000]")
@seed_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New CSV file for the whole table.  [default: ablations/SCENARIO.csv]",
)
@workers_option
@as_json
def ablate(
    *,
    scenario: str,
    replicates: int | None,
    seed: int,
    output: Path | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Run a scenario without one mechanism at a time, with the same luck, and see which patterns break.

    Prints for each pattern of the scenario what is found with all mechanisms on, and without which of them it
    no longer holds; writes a table of all patterns and mechanisms.
    """
    from tumen.results.folder import free_name
    from tumen.studies.ablation import REPLICATES
    from tumen.studies.ablation import ablate as ablate_scenario

    ablation = ablate_scenario(scenario, replicates=replicates or REPLICATES, seed=seed, workers=workers)
    file = output or free_name(FOLDER / f"{ablation.scenario}.csv")
    file.parent.mkdir(parents=True, exist_ok=True)
    ablation.matrix().to_csv(file, index=False, mode="x")
    if as_json:
        print_json({"scenario": ablation.scenario, "found": ablation.table.to_dict(orient="records")})
    else:
        click.echo(f"{_as_text(ablation)}\n\nwritten to {file}")


def _as_text(ablation: "Ablation") -> str:
    breaks = ablation.breaks()
    cells = [list(breaks.columns), *(list(row) for row in breaks.itertuples(index=False))]
    rows = [
        [[pattern], textwrap.wrap(requires, 44, break_on_hyphens=False), [found]]
        for pattern, requires, found, _ in cells
    ]
    return table(rows, [without for *_, without in cells])
