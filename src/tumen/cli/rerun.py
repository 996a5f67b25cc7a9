"""`tumen rerun`: a run from what its folder holds, once more, to see whether it comes out the same."""

from pathlib import Path

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import untaken, workers_option


@click.command()
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path, exists=True))
@click.option("--verify", is_flag=True, help="Compare with what the folder holds; exit with 1 if it differs.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=untaken,
    help="New folder for the results.  [default: RUN-again; none with --verify]",
)
@click.option(
    "--posterior",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The file that the run started from.  [default: the released posterior]",
)
@workers_option
@as_json
def rerun(
    *,
    folder: Path,
    verify: bool,
    output: Path | None,
    posterior: Path | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Simulate a run again, from the scenarios, seed and sizes that its results hold."""
    from tumen.ensemble.posterior import DEFAULT
    from tumen.results.folder import free_name, load, write_folder
    from tumen.studies.verify import verify as compare

    try:
        results = load(folder)
    except FileNotFoundError as error:
        raise click.BadParameter(str(error), param_hint="RUN") from error
    found = compare(results, posterior=posterior or DEFAULT, workers=workers)
    written = output or (None if verify else free_name(folder.with_name(f"{folder.name}-again")))
    if written is not None:
        write_folder(written, found.again, {})
    if as_json:
        print_json(
            {
                "same": found.same,
                "differing": dict(found.differing),
                "circumstances": found.circumstances,
                "folder": None if written is None else str(written),
            }
        )
    else:
        click.echo(f"{folder}: {found}" + ("" if written is None else f"\nwritten to {written}"))
    raise SystemExit(0 if found.same or not verify else 1)
