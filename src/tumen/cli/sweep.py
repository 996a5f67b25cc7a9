"""`tumen sweep`: a sweep file in, the same histories at every point of its design, results in a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tumen.base.problems import counted
from tumen.cli.layout import as_json, print_json
from tumen.cli.options import chosen_posterior, posterior_option, prior_option, workers_option

if TYPE_CHECKING:
    from tumen.ensemble.posterior import Posterior
    from tumen.studies.sweep.costs import Cost
    from tumen.studies.sweep.reading import Sweep
    from tumen.studies.sweep.results import SweepResults

SHOWN_FAILURES = 5
GIGA, MEGA = 2**30, 2**20
EXPORTS = ("csv", "parquet")


@click.command()
@click.argument("file", metavar="FILE_OR_NAME")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for chunks and results; the same folder resumes.  [default: sweeps/NAME]",
)
@click.option(
    "-n", "--replicates", type=click.IntRange(min=1), help="Histories of each point.  [default: the file's]"
)
@posterior_option
@prior_option
@workers_option
@click.option("--dry-run", is_flag=True, help="Only tell what it would take.")
@click.option("--point", type=click.IntRange(min=0), help="Run this point alone, and tell what comes of it.")
@click.option("--export", type=click.Choice(EXPORTS), help="Also write a table, a row a point and scenario.")
@as_json
def sweep(
    *,
    file: str,
    output: Path | None,
    replicates: int | None,
    posterior: Path | None,
    prior: bool,
    workers: int | None,
    dry_run: bool,
    point: int | None,
    export: str | None,
    as_json: bool,
) -> None:
    """Run the same histories at every point of a design.

    The same command goes on after an interruption, and runs only what is new where the file asks for more
    histories, or for more points of a Sobol or Saltelli design.
    """
    from tumen.ensemble.posterior import posterior_of
    from tumen.studies.sweep.reading import read_sweep
    from tumen.studies.sweep.sweeping import CHUNKS, folder_of

    chosen = chosen_posterior(posterior, prior=prior)
    if dry_run or point is not None:
        read, found = read_sweep(file, replicates=replicates), posterior_of(chosen)
        if point is not None:
            _one(read, found, point, workers)
            return
        from tumen.studies.sweep.costs import cost

        told = cost(read, found, folder_of(read, output) / CHUNKS, workers)
        print_json(told._asdict()) if as_json else click.echo(_cost_text(told))
        return
    results, folder = _run(file, output=output, replicates=replicates, posterior=chosen, workers=workers)
    exported = "" if export is None else f"\ntable in {_export(results, folder, export)}"
    if as_json:
        print_json(_as_data(results, folder))
        return
    click.echo(f"{results!r}\n{_failed(results)}\nwritten to {folder}{exported}")


def _run(file: str, **of: Any) -> tuple["SweepResults", Path]:
    from tumen.studies.sweep.reading import find_sweep
    from tumen.studies.sweep.sweeping import FOLDER
    from tumen.studies.sweep.sweeping import sweep as run_sweep

    try:
        return run_sweep(file, **of), of["output"] or FOLDER / find_sweep(file).stem
    except KeyboardInterrupt:
        click.echo("\nstopped; what is done is kept, and the same command goes on from there", err=True)
        raise SystemExit(130) from None
    except OSError as error:
        message = f"{error}\nwhat is done is kept; make room, and the same command goes on from there"
        click.echo(message, err=True)
        raise SystemExit(1) from error


def _one(read: "Sweep", posterior: "Posterior | None", point: int, workers: int | None) -> None:
    """Run a point alone, and tell its values and what comes of it."""
    from tumen.studies.sweep.single import run_point

    if point >= len(read.design):
        raise click.BadParameter(f"write a number from 0 to {len(read.design) - 1}.", param_hint="--point")
    alone = run_point(read, posterior, point, workers)
    click.echo(f"point {point}")
    for address, value in alone.values.items():
        click.echo(f"  {address}  {value}")
    for failure in alone.failures:
        click.echo(f"failed: {failure.message}")
    click.echo(alone.table.to_string(float_format="{:.4g}".format))


def _cost_text(cost: "Cost") -> str:
    left = "" if cost.left == cost.histories else f", of which {cost.left:,} are left"
    time = f"{cost.seconds:.0f} s" if cost.seconds < 120 else f"{cost.seconds / 60:.0f} min"
    return (
        f"{cost.points:,} points, {cost.histories:,} histories{left}: about {time}, "
        f"{cost.memory / GIGA:.1f} GiB of memory, {cost.disk / MEGA:,.0f} MiB on the disk"
    )


def _failed(results: "SweepResults") -> str:
    if not results.failures:
        return ""
    few = results.failures[:SHOWN_FAILURES]
    lines = [f"  point {one.point}: {one.message}" for one in few]
    more = len(results.failures) - len(few)
    lines += [f"  and {more} more"] if more else []
    again = f"run one alone with: --point {few[0].point}"
    return "\n".join(["", f"{counted(len(results.failures), 'point')} failed; {again}", *lines, ""])


def _export(results: "SweepResults", folder: Path, kind: str) -> Path:
    path = folder / f"sweep.{kind}"
    results.export(path)
    return path


def _as_data(results: "SweepResults", folder: Path) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "points": results.data.sizes["point"],
        "replicates": results.replicates,
        "failures": {str(one.point): one.message for one in results.failures},
        "outputs": results.summary().reset_index().to_dict("records"),
    }
