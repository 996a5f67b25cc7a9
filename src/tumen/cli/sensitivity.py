"""`tumen sensitivity`: a finished sweep in, what its outputs depend on out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tumen.cli.layout import as_json, print_json

if TYPE_CHECKING:
    import pandas as pd

    from tumen.studies.sweep.results import SweepResults

METHODS = ("sobol", "morris", "tornado", "delta", "pawn", "rbd_fast")


@click.command()
@click.argument("folder", metavar="SWEEP", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--method",
    type=click.Choice(METHODS),
    help="How to measure it.  [default: what the design is made for, else delta]",
)
@click.option(
    "--measure", "measures", multiple=True, help="A measure; several times for several.  [default: all]"
)
@click.option("--scenario", help="In which scenario.  [default: the first]")
@as_json
def sensitivity(
    *, folder: Path, method: str | None, measures: tuple[str, ...], scenario: str | None, as_json: bool
) -> None:
    """Tell which factors of a sweep its outputs depend on.

    Sobol indices with intervals where the design is saltelli, and whether it has points enough; elementary
    effects where it is morris; swings where it is one_at_a_time; else a method that asks for no design.
    """
    from tumen.studies.sweep.results import read_results

    try:
        results = read_results(folder)
    except FileNotFoundError as error:
        raise click.BadParameter(str(error), param_hint="SWEEP") from error
    try:
        table, notes = _found(results, method, {"scenario": scenario, "measures": measures})
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json({"notes": notes, "rows": table.to_dict("records")})
        return
    where = scenario or results.scenarios[0]
    click.echo(f"{results.headline()}\nin {where}\n\n{_text(table)}")
    click.echo("\n".join(["", *notes]) if notes else "")


def _found(
    results: "SweepResults", method: str | None, of: dict[str, Any]
) -> tuple["pd.DataFrame", list[str]]:
    """Return a row for each output and factor, and what is to be said of them."""
    from tumen.studies.sweep.analysis import METHODS as OF_DESIGNS

    chosen = method or OF_DESIGNS.get(results.design["method"], "delta")
    if chosen == "sobol":
        found = results.sobol(**of)
        kept = ["first", "first_low", "first_high", "total", "total_low", "total_high"]
        table = found.indices[kept].to_dataframe().reset_index()
        return _ordered(table, "total"), [*found.notes(), *found.advice()]
    if chosen == "tornado":
        return results.tornado(**of), []
    if chosen == "morris":
        return _ordered(results.morris(**of).to_dataframe().reset_index(), "mu_star"), []
    data = results.given(method=chosen, **of)
    table = data.drop_vars("noise").to_dataframe().reset_index()
    noise = ", ".join(f"{name} {value:.2f}" for name, value in data["noise"].to_series().items())
    return _ordered(table, str(next(iter(data.data_vars)))), [
        f"a factor that does nothing would show: {noise}"
    ]


def _ordered(table: "pd.DataFrame", by: str) -> "pd.DataFrame":
    """Return the table output by output, and in each the most important factor first."""
    order = {name: place for place, name in enumerate(dict.fromkeys(table["output"]))}
    keyed = table.assign(place=table["output"].map(order))
    found = keyed.sort_values(["place", by], ascending=[True, False], kind="stable").drop(columns="place")
    columns = ["output", "factor", *(name for name in found if name not in ("output", "factor"))]
    return found[columns].reset_index(drop=True)


def _text(table: "pd.DataFrame") -> str:
    """Return the table with the name of each output once."""
    shown = table.copy()
    shown["output"] = shown["output"].where(~shown["output"].duplicated(), "")
    return shown.to_string(index=False, float_format="{:.3f}".format)
