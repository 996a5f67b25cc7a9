"""`tumen calibrate`: what documents say in, a posterior out, with all that it has to show."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import seed_option, untaken, workers_option

if TYPE_CHECKING:
    from tumen.studies.calibration.report import CalibrationReport

FOLDER = Path("calibrations")
FIGURE_DPI = 150


@click.command()
@click.option(
    "--items",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File of calibration items.  [default: those that ship with tumen]",
)
@seed_option
@click.option(
    "--wanted",
    type=click.FloatRange(min=100),
    default=5_000,
    show_default=True,
    help="Effective size at which to stop.",
)
@click.option(
    "--most",
    type=click.IntRange(min=20_000),
    default=600_000,
    show_default=True,
    help="Largest number of fresh histories of each repeat.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New folder for posterior, tables and figures.  [default: calibrations/ITEMS]",
)
@click.option("--figures/--no-figures", default=True, help="Draw the figures.  [default: draw]")
@workers_option
@as_json
def calibrate(
    *,
    items: Path | None,
    seed: int,
    wanted: float,
    most: int,
    output: Path | None,
    figures: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Calibrate parameters and past histories by what the documents say.

    Ends with a verdict: calibrated, calibrated by SMC, or not calibrated, which leaves no posterior. Writes
    the posterior, from which tumen run can start, and tables of what was learned. Cut off, it goes on where
    it was when started again.
    """
    from tumen.results.folder import free_name
    from tumen.studies.calibration.calibrate import calibrate as run
    from tumen.studies.calibration.gates import NOT
    from tumen.studies.calibration.importance import Effort
    from tumen.studies.calibration.reading import read_coding
    from tumen.studies.calibration.report import report_of

    coding = read_coding(items)
    folder = output or free_name(FOLDER / (items.stem if items else "released"))
    started = time.perf_counter()
    found = run(
        coding,
        seed=seed,
        effort=Effort(wanted=wanted, most=most),
        folder=FOLDER / ".unfinished",
        workers=workers,
        told=lambda text: click.echo(f"{time.perf_counter() - started:5.0f} s  {text}", err=True),
    )
    click.echo(f"{time.perf_counter() - started:5.0f} s  tables{' and figures' if figures else ''}", err=True)
    report = report_of(found)
    report.write(folder)
    if figures:
        _draw(report, folder)
    if as_json:
        print_json(report.to_dict())
    else:
        click.echo(f"{report}\n\nwritten to {folder}")
    if found.verdict == NOT:
        raise SystemExit(1)


def _draw(report: "CalibrationReport", folder: Path) -> None:
    from tumen.plots.calibration import calibration_figures  # loads matplotlib

    for name, figure in calibration_figures(report.tables).items():
        figure.savefig(folder / f"{name}.png", dpi=FIGURE_DPI, bbox_inches="tight")
