"""`tumen hindcast`: a user's own series, forecast month after month, and scored."""

from typing import TYPE_CHECKING

import click

from tumen.cli.layout import as_json, print_json
from tumen.cli.options import seed_option, workers_option

if TYPE_CHECKING:
    import pandas as pd

    from tumen.studies.hindcast import Hindcast

NAMES = "prk=dprk,rus=russia,chn=china,ukr=ukraine"
HEADS = {
    "dyad": "dyad",
    "horizon": "months",
    "forecasts": "n",
    "model": "model",
    "error_alone": "alone",
    "random_walk": "walk",
    "autoregression": "AR(1)",
    "climatology": "past",
    "skill": "skill",
    "coverage": "in 90 %",
}
PERCENT = ("skill", "coverage")


def _names(_context: click.Context, option: click.Parameter, text: str) -> dict[str, str]:
    """Read what actors are called, as name=actor,name=actor."""
    parts = [part.partition("=") for part in text.split(",") if part.strip()]
    wrong = [name for name, _, actor in parts if not (name.strip() and actor.strip())]
    if wrong:
        message = (
            f'"{", ".join(wrong)}" stands for nobody. Write name=actor, for example prk=dprk,rus=russia.'
        )
        raise click.BadParameter(message, param=option)
    return {name.strip().lower(): actor.strip() for name, _, actor in parts}


def _horizons(_context: click.Context, option: click.Parameter, text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        message = f'"{text}" is not a list of months. Write whole numbers, for example 1,3,6,12.'
        raise click.BadParameter(message, param=option)
    return [int(part) for part in parts]


@click.command()
@click.option(
    "--series",
    required=True,
    metavar="FILE",
    help="CSV file with the columns month, dyad and that of the values.",
)
@click.option("--value", default="mean_daily", show_default=True, help="Column of the values.")
@click.option(
    "--names", default=NAMES, show_default=True, callback=_names, help="What actors are called in the file."
)
@click.option(
    "--dyad", "dyads", multiple=True, help="A dyad of the file; several times for several.  [default: all]"
)
@click.option("--scenario", default="history", show_default=True, help="What is run, by name or file.")
@click.option(
    "--scale",
    type=click.FloatRange(min=0),
    default=20.0,
    show_default=True,
    help="Values become asinh(value / scale); 0 leaves them.",
)
@click.option("--horizons", default="1,3,6,12", show_default=True, callback=_horizons, help="Months ahead.")
@click.option(
    "--after",
    type=click.IntRange(min=24),
    default=36,
    show_default=True,
    help="Months that are known for the first forecast.",
)
@click.option(
    "-n",
    "--replicates",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="Number of histories.",
)
@seed_option
@workers_option
@as_json
def hindcast(
    *,
    series: str,
    value: str,
    names: dict[str, str],
    dyads: tuple[str, ...],
    scenario: str,
    scale: float,
    horizons: list[int],
    after: int,
    replicates: int,
    seed: int,
    workers: int | None,
    as_json: bool,
) -> None:
    """Forecast your own monthly series from each of their months with nothing known later, and score this.

    Prints the mean CRPS of the model, of its errors without the ties, of a random walk, a first-order
    autoregression and all past values, in the unit of the transformed series; smaller is better. Skill is
    the share that the model takes off the best of the last three.
    """
    from tumen.studies.hindcast import hindcast as forecast_series

    done = forecast_series(
        series,
        scenario,
        value=value,
        names=names,
        dyads=dyads,
        scale=scale or None,
        horizons=horizons,
        after=after,
        replicates=replicates,
        seed=seed,
        workers=workers,
    )
    if as_json:
        print_json(done.to_dict())
    else:
        click.echo(_as_text(done))


def _as_text(done: "Hindcast") -> str:
    everywhere = done.by_dyad().assign(horizon="all")
    overall = done.by_horizon().assign(dyad="all")
    parts = [_table(part) for part in (done.table(), everywhere, overall)]
    skipped = [f"left out: {name}, since {why}" for name, why in done.skipped.items()]
    return "\n\n".join([done.headline(), *parts, *skipped])


def _table(means: "pd.DataFrame") -> str:
    """Return a table as people read it."""
    told = means[list(HEADS)].copy()
    for name in HEADS:
        if name in PERCENT:
            told[name] = [f"{100 * share:.0f} %" for share in means[name]]
        elif means[name].dtype.kind == "f":
            told[name] = [f"{score:.3f}" for score in means[name]]
    return told.rename(columns=HEADS).to_string(index=False)
