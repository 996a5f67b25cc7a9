"""`tumen sensitivity`: a finished sweep in, what its outputs depend on out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import figure_option, keep

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import xarray as xr
    from matplotlib.figure import Figure

    from tumen.studies.sweep.results import SweepResults

SIZE = (8.0, 4.4)  # of a figure [inches]
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
@figure_option
@as_json
def sensitivity(
    *,
    folder: Path,
    method: str | None,
    measures: tuple[str, ...],
    scenario: str | None,
    figure: bool,
    as_json: bool,
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
        found = _found(results, method, {"scenario": scenario, "measures": measures})
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    table, notes = found.table, found.notes
    if figure:
        keep(folder, _drawn(results, found), f"sensitivity_{scenario or results.scenarios[0]}")
    if as_json:
        print_json({"notes": notes, "rows": table.to_dict("records")})
        return
    where = scenario or results.scenarios[0]
    click.echo(f"{results.headline()}\nin {where}\n\n{_text(table)}")
    click.echo("\n".join(["", *notes]) if notes else "")


class Found(NamedTuple):
    """A row for each output and factor, what is to be said of them, and what is drawn."""

    table: "pd.DataFrame"
    notes: list[str]
    method: str
    data: "xr.Dataset | None" = None  # None where the table is drawn


def _found(results: "SweepResults", method: str | None, of: dict[str, Any]) -> Found:
    from tumen.studies.sweep.analysis import METHODS as OF_DESIGNS

    chosen = method or OF_DESIGNS.get(results.design["method"], "delta")
    if chosen == "sobol":
        found = results.sobol(**of)
        kept = ["first", "first_low", "first_high", "total", "total_low", "total_high"]
        table = found.indices[kept].to_dataframe().reset_index()
        return Found(_ordered(table, "total"), [*found.notes(), *found.advice()], chosen, found.indices)
    if chosen == "tornado":
        return Found(results.tornado(**of), [], chosen)
    if chosen == "morris":
        data = results.morris(**of)
        return Found(_ordered(data.to_dataframe().reset_index(), "mu_star"), [], chosen, data)
    data = results.given(method=chosen, **of)
    table = data.drop_vars("noise").to_dataframe().reset_index()
    noise = ", ".join(f"{name} {value:.2f}" for name, value in data["noise"].to_series().items())
    notes = [f"a factor that does nothing would show: {noise}"]
    return Found(_ordered(table, str(next(iter(data.data_vars)))), notes, chosen, data)


def _drawn(results: "SweepResults", found: Found) -> "Iterator[tuple[str, Figure]]":
    """Yield a figure of each measure with its name: over time for the Sobol indices of a path."""
    import numpy as np

    from tumen.plots.sensitivity import draw_effects, draw_indices, draw_over_time, draw_tornado
    from tumen.plots.style import empty_figure

    measure_of = results.data["measure"].to_series()
    measures: dict[str, list[str]] = {}
    for output in found.table["output"].unique():
        measures.setdefault(measure_of[output], []).append(output)
    for measure, outputs in measures.items():
        figure = empty_figure(SIZE)
        ax, last = figure.subplots(), outputs[-1]
        if found.data is None:
            draw_tornado(found.table, last, ax)
        elif found.method == "morris":
            draw_effects(found.data, last, ax)
        elif found.method == "sobol" and len(outputs) > 1:
            months = np.array([name.split()[-1] for name in outputs], "datetime64[ns]")
            draw_over_time(found.data.sel(output=outputs), months, ax)
        else:
            kinds = (
                ("first", "total") if found.method == "sobol" else (str(next(iter(found.data.data_vars))),)
            )
            draw_indices(found.data, last, ax, kinds=kinds)
        yield measure, figure


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
