"""`tumen explain`: why a tie moved, term by term, or the story of one history."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from tumen.cli.layout import as_json, print_json, table
from tumen.results.explanation import TOP

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tumen.results.explanation import Explanation
    from tumen.results.results import Results
    from tumen.studies.grounds import Ground

Option = TypeVar("Option")

HEADER = ("moved by", "regard", "cause")


class Answer(NamedTuple):
    """What the command tells: as text, as data, and as a figure with a name."""

    text: str
    data: dict[str, Any]
    name: str
    draw: "Callable[[], Figure]"


class Window(NamedTuple):
    """Whose movement to explain, and when."""

    of: str
    start: str
    end: str
    scenario: str

    @property
    def name(self) -> str:
        """For a file."""
        return "_".join([self.of.replace("->", "-to-"), self.scenario, self.start, self.end])


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--dyad", help="Whose strength to explain, for example dprk-china.")
@click.option("--pair", help="Whose alignment to explain instead, for example 'dprk->china'.")
@click.option("--from", "start", metavar="MONTH", help="From the end of this month.  [default: the first]")
@click.option("--to", "end", metavar="MONTH", help="To the end of this month.  [default: the last]")
@click.option("--scenario", help="Which scenario of the run.  [default: its first]")
@click.option("--against", help="Explain the difference to this scenario of the run, or to this other run.")
@click.option("--replicate", type=click.IntRange(min=0), help="Tell the story of this history.")
@click.option("--quantile", type=click.FloatRange(0, 1), help="Tell that of the history nearest to it.")
@click.option(
    "--top", type=click.IntRange(min=1), default=TOP, show_default=True, help="Number of terms told singly."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File of the figure.  [default: beside the run]"
)
@click.option("--figure/--no-figure", default=True, help="Draw the figure.  [default: draw]")
@as_json
def explain(
    *,
    run: Path,
    dyad: str | None,
    pair: str | None,
    start: str | None,
    end: str | None,
    scenario: str | None,
    against: str | None,
    replicate: int | None,
    quantile: float | None,
    top: int,
    output: Path | None,
    figure: bool,
    as_json: bool,
) -> None:
    """Explain why a tie moved, from the results in RUN, a results folder or a NetCDF file.

    Prints what each mechanism and each event added, with the parameters and records behind it, and draws a
    waterfall. With --replicate or --quantile, simulates one history again and tells its story by half-years;
    the quantile is that of the tie at the end, among the histories whose paths were kept.
    """
    subject = _only("--dyad or --pair", dyad, pair)
    if subject is None:
        raise click.UsageError("Write --dyad, for a strength, or --pair, for an alignment.")
    told = _only("one of --against, --replicate and --quantile", against, replicate, quantile)
    results = _loaded(run)
    try:
        window = _window(results, subject, start, end, scenario)
        if told is None or against is not None:
            answer = _explanation(results, window, against, top)
        else:
            answer = _story(results, window, replicate, quantile)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if figure:
        file = output or _beside(run) / f"{answer.name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        answer.draw().savefig(file)
        click.echo(f"drawn in {file}", err=True)
    if as_json:
        print_json(answer.data)
    else:
        click.echo(answer.text)


def _explanation(results: "Results", window: Window, against: str | None, top: int) -> Answer:
    from tumen.plots.style import empty_figure
    from tumen.plots.waterfall import figure_size, waterfall
    from tumen.studies.grounds import changed_parameters, grounds_of

    name, changed = f"explain_{window.name}", set(changed_parameters(results, window.scenario))
    other: str | Results | None = against
    if against is not None:
        name = f"{name}_against_{Path(against).stem}"
        other = against if against in results.scenarios else _loaded(Path(against))
        theirs = (results, [against]) if isinstance(other, str) else (other, other.scenarios)
        changed.update(*(changed_parameters(theirs[0], scenario) for scenario in theirs[1]))
    whole = results.explain(window.of, window.start, window.end, scenario=window.scenario, against=other)
    explanation = whole.grouped(top)
    grounds = [grounds_of(term, changed) for term in explanation.terms]

    def draw() -> "Figure":
        figure = empty_figure(figure_size(whole, top))
        waterfall(whole, figure.subplots(), top=top)
        return figure

    return Answer(_as_text(explanation, grounds), _as_data(explanation, grounds), name, draw)


def _story(results: "Results", window: Window, replicate: int | None, quantile: float | None) -> Answer:
    from tumen.plots.history import history_path
    from tumen.plots.style import empty_figure
    from tumen.studies.nearest import nearest_history
    from tumen.studies.story import story

    if replicate is None:
        assert quantile is not None  # one of the two was given
        replicate = nearest_history(results, quantile, window.of, window.end, scenario=window.scenario)
    told = story(results, replicate, window.of, window.start, window.end, scenario=window.scenario)

    def draw() -> "Figure":
        figure = empty_figure()
        history_path(told.results, results, window.of, figure.subplots())
        return figure

    return Answer(str(told), told.to_dict(), f"history_{replicate}_{window.name}", draw)


def _as_text(explanation: "Explanation", grounds: "Sequence[Sequence[Ground]]") -> str:
    behind = ["", *("; ".join(map(str, found)) for found in grounds), ""]
    rows = [HEADER, *explanation.rows()]
    body = table([[[cell] for cell in row] for row in rows], ["rests on", *behind])
    rest = f"rounding leaves {abs(explanation.residual):.0e} of it unexplained"
    return f"{explanation.headline}\n\n{body}\n\nin all {explanation.movement:+.4f}; {rest}"


def _as_data(explanation: "Explanation", grounds: "Sequence[Sequence[Ground]]") -> dict[str, Any]:
    data = explanation.to_dict()
    for term, found in zip(data["terms"], grounds, strict=True):
        term["grounds"] = [asdict(ground) for ground in found]
    return data


def _window(results: "Results", of: str, start: str | None, end: str | None, scenario: str | None) -> Window:
    from tumen.results.subject import months_of, scenario_of, subject_of

    name = scenario_of(results, scenario)
    first, *_, last = months_of(results, name)
    return Window(subject_of(results, name, of), start or first, end or last, name)


def _only(what: str, *options: Option | None) -> Option | None:
    """Return the one option that is given, if any."""
    given = [option for option in options if option is not None]
    if len(given) > 1:
        raise click.UsageError(f"Write only {what}.")
    return given[0] if given else None


def _loaded(run: Path) -> "Results":
    from tumen.results.folder import load
    from tumen.results.provenance import registry_hash

    try:
        results = load(run)
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    if results.manifest["parameters_sha256"] != registry_hash():
        click.echo(f"the parameters have changed since {run}; what terms rest on is told as of now", err=True)
    return results


def _beside(run: Path) -> Path:
    """Return where a figure of a run belongs."""
    from tumen.results.folder import FIGURES

    return run / FIGURES if run.is_dir() else run.parent
