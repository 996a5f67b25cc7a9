"""`tumen discover`: a finished sweep in, the combinations of factors that lead to something out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import figure_option, keep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from tumen.studies.discovery.boxes import Box
    from tumen.studies.discovery.trade_off import TradeOff
    from tumen.studies.sweep.cases import Cases

MOST_TOLD = 15  # boxes of the curve


@click.command()
@click.argument("folder", metavar="SWEEP", type=click.Path(path_type=Path, exists=True))
@click.option("--output", required=True, help="What to look at: a measure, or one month of a path.")
@click.option("--above", type=float, help="Points are of interest where it lies above this.")
@click.option("--below", type=float, help="Points are of interest where it lies below this.")
@click.option("--scenario", help="In which scenario.  [default: the first]")
@click.option("--box", type=click.IntRange(min=0), help="Tell this box, not the suggested one.")
@figure_option
@as_json
def discover(
    *,
    folder: Path,
    output: str,
    above: float | None,
    below: float | None,
    scenario: str | None,
    box: int | None,
    figure: bool,
    as_json: bool,
) -> None:
    """Find which combinations of factors lead to something, as boxes in a sentence.

    Prints the box with the best balance of density (how surely it leads there) and coverage (how much of all
    that leads there it holds), what speaks for each of its limits, and all others to choose from.
    """
    from tumen.studies.sweep.cases import boxes, cases_of
    from tumen.studies.sweep.results import read_results

    try:
        results = read_results(folder)
    except FileNotFoundError as error:
        raise click.BadParameter(str(error), param_hint="SWEEP") from error
    try:
        found = boxes(results, output, above=above, below=below, scenario=scenario)
        chosen = found.number if box is None else box
        of_interest = cases_of(results, output, above=above, below=below, scenario=scenario)
        told = found[chosen]
    except (ValueError, IndexError) as error:
        raise click.UsageError(str(error)) from error
    if figure:
        name = f"discover_{output.replace(' ', '_')}_{scenario or results.scenarios[0]}"
        keep(folder, _drawn(found, chosen, of_interest), name)
    if as_json:
        print_json(_as_data(found, told))
    else:
        click.echo(f"{results.headline()}\n\n{_as_text(found, told)}")


def _limits(box: "Box") -> list[tuple[str, float]]:
    """Return each limit in words, with what speaks for it."""
    return [(str(box.limits[name]), box.evidence[name].quasi_p) for name in box.restricted]


def _drawn(found: "TradeOff", number: int, of_interest: "Cases") -> "Iterator[tuple[str, Figure]]":
    """Yield the curve of boxes, the limits of one, and the cases around it."""
    from tumen.plots.discovery import box_cases, box_limits, trade_off

    table = found[number].table()
    drawn = {"curve": trade_off(found.table(), chosen=number), "box": box_limits(table)}
    if len(table) > 1:
        drawn["cases"] = box_cases(of_interest.factors, of_interest.cases, table)
    for name, ax in drawn.items():
        figure = ax.get_figure(root=True)
        assert figure is not None
        yield name, figure


def _as_data(found: "TradeOff", box: "Box") -> dict[str, Any]:
    return {
        "sentence": box.sentence(),
        "density": box.density,
        "coverage": box.coverage,
        "limits": [{"limit": limit, "quasi_p": quasi_p} for limit, quasi_p in _limits(box)],
        "boxes": found.table().to_dict("records"),
    }


def _as_text(found: "TradeOff", box: "Box") -> str:
    import numpy as np

    told = [f"  {limit}  (quasi-p {quasi_p:.2g})" for limit, quasi_p in _limits(box)]
    numbers = np.linspace(0, len(found.boxes) - 1, min(len(found.boxes), MOST_TOLD)).round().astype(int)
    rows = sorted({*numbers.tolist(), found.number})
    columns = ["number", "density", "coverage", "mass", "dimensions", "chosen"]
    curve = found.table().iloc[rows][columns].to_string(index=False, float_format="{:.2f}".format)
    return "\n".join([box.sentence(), *told, "", curve, "", "another box: --box NUMBER"])
