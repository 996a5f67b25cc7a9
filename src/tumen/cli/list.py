"""`tumen list`: what ships with tumen."""

import json
from typing import Literal

import click


@click.command("list")
@click.argument("what", type=click.Choice(["scenarios", "parameters"]), default="scenarios")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(what: Literal["scenarios", "parameters"], as_json: bool) -> None:
    """List the scenarios that ship with tumen, or the parameters that a scenario may change."""
    entries = _scenarios() if what == "scenarios" else _parameters()
    if as_json:
        click.echo(json.dumps(entries, indent=2, ensure_ascii=False))
        return
    for entry in entries:
        name, *rest = entry.values()
        click.echo("\n  ".join([click.style(name, bold=True), *rest]))


def _scenarios() -> list[dict[str, str]]:
    from tumen.scenarios.load import list_scenarios

    return [
        {"name": scenario.name, "title": scenario.title, "question": scenario.question}
        for scenario in list_scenarios()
    ]


def _parameters() -> list[dict[str, str]]:
    from tumen.parameters.registry import load_registry

    return [
        {
            "address": parameter.address,
            "meaning": f"{parameter.entry.meaning} [{parameter.entry.unit}]",
            "prior": str(parameter.entry.prior),
        }
        for parameter in load_registry().values()
    ]
