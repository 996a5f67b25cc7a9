"""`tumen warm-up`: scenarios compiled ahead of time."""

import time

import click


@click.command("warm-up")
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO...]")
def warm_up(*, scenarios: tuple[str, ...]) -> None:
    """Compile scenarios, by name or file; without any, all that ship with tumen.

    Large runs compile what they need by themselves. A scenario takes some ten seconds, once: its code is kept
    for the next time, until the scenario or tumen itself changes.
    """
    from tumen.ensemble.arguments import loaded
    from tumen.ensemble.programs import can_compile, compiled, is_compiled
    from tumen.scenarios.load import list_scenarios

    if not can_compile():
        raise click.ClickException(
            'the compiler is not installed. Install it with: python -m pip install "tumen[fast]"'
        )
    chosen = loaded(scenarios) if scenarios else list_scenarios()
    for place, scenario in enumerate(chosen, 1):
        click.echo(f"{place} of {len(chosen)}: {scenario.name} ... ", nl=False)
        known, started = is_compiled(scenario, ledger=True), time.perf_counter()
        compiled(scenario, ledger=True)
        click.echo("is ready" if known else f"compiled in {time.perf_counter() - started:.0f} s")
