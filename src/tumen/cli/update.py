"""`tumen update`: what has been learned since in, the posterior weighed by it out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import untaken, workers_option

if TYPE_CHECKING:
    from tumen.studies.calibration.update import Update

MOST_MOVED = 12


@click.command()
@click.argument("added", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.option(
    "--posterior",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What to start from: a file that tumen calibrate or update wrote.  [default: the released one]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New file for the posterior.  [default: FILE-posterior.nc, beside no other]",
)
@click.option(
    "--recalibrate", is_flag=True, help="Where the weights collapse, calibrate anew with all items."
)
@workers_option
@as_json
def update(
    *,
    added: Path,
    posterior: Path | None,
    output: Path | None,
    recalibrate: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Weigh the posterior by dated items that were added, and tell what moved.

    Writes a posterior that tumen run can start from. Where so few of its histories fit that the weights
    collapse, says so, and calibrates anew if asked to.
    """
    from tumen.ensemble.posterior import DEFAULT
    from tumen.results.folder import free_name
    from tumen.studies.calibration.update import read_added
    from tumen.studies.calibration.update import update as weigh

    found = weigh(read_added(added), posterior=posterior or DEFAULT, workers=workers)
    file = output or free_name(Path(f"{added.stem}-posterior.nc"))
    if found.collapsed:
        click.echo(_collapse(found), err=True)
        if not recalibrate:
            raise SystemExit(1)
        _calibrate_anew(added, file, workers)
        return
    found.posterior.write(file)
    if as_json:
        print_json(_as_data(found, file))
    else:
        click.echo(
            f"{_as_text(found)}\n\nwritten to {file}; use it with: tumen run SCENARIO --posterior {file}"
        )


def _calibrate_anew(added: Path, file: Path, workers: int | None) -> None:
    from tumen.studies.calibration.calibrate import calibrate
    from tumen.studies.calibration.report import report_of
    from tumen.studies.calibration.update import read_added

    together = read_added(added, with_shipped=True)
    report = report_of(calibrate(together, workers=workers, told=lambda text: click.echo(text, err=True)))
    click.echo(str(report))
    if report.posterior is None:
        raise SystemExit(1)
    report.posterior.write(file)
    click.echo(f"\nwritten to {file}")


def _collapse(found: "Update") -> str:
    return (
        f"the weights collapse: {found.effective_size:,.0f} of {len(found.posterior.particles):,} histories "
        f"are left, Pareto k {found.k:.2f}. Calibrate anew with: --recalibrate"
    )


def _as_text(found: "Update") -> str:
    head = (
        f"{len(found.items)} items added; {found.effective_size:,.0f} of {len(found.posterior.particles):,} "
        f"histories are left, Pareto k {found.k:.2f}"
    )
    moved = found.moved.head(MOST_MOVED).round(3).to_string(index=False)
    return f"{head}\n\n{found.items.round(2).to_string(index=False)}\n\nwhat moved most, in sd\n{moved}"


def _as_data(found: "Update", file: Path) -> dict[str, object]:
    return {
        "file": str(file),
        "effective_size": found.effective_size,
        "pareto_k": found.k,
        "items": found.items.to_dict(orient="records"),
        "moved": found.moved.to_dict(orient="records"),
    }
