"""`tumen check`: every fault of scenario files, told at once."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from tumen.base.problems import InputError, Problem, counted


@click.command()
@click.argument("scenarios", nargs=-1, metavar="[FILE, NAME OR FOLDER]...")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.pass_context
def check(context: click.Context, scenarios: Sequence[str], as_json: bool) -> None:
    """Check scenario files and tell every fault; without arguments, those that ship with tumen."""
    from tumen.base.resources import scenarios_folder

    shipped = [str(scenarios_folder())]
    names = [name for scenario in scenarios or shipped for name in _names(scenario)]
    faults = {name: _faults(name) for name in names}
    problems = sorted({problem for found in faults.values() for problem in found})
    if as_json:
        answer = {"files": len(faults), "problems": [asdict(problem) for problem in problems]}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(problem)
        wrong = sum(bool(found) for found in faults.values())
        total = counted(len(problems), "problem") if problems else "no problems"
        click.echo(f"{total} in {f'{wrong} of ' if problems else ''}{counted(len(faults), 'file')}")
    context.exit(2 if problems else 0)


def _names(scenario: str) -> list[str]:
    """Return the scenario files below a folder; else the name or path itself."""
    from tumen.base.resources import questions_folder

    folder = Path(scenario)
    if not folder.is_dir():
        return [scenario]
    asking = questions_folder()  # files of another kind, which `tumen ask` checks
    files = [str(file) for file in sorted(folder.rglob("*.yaml")) if asking not in file.resolve().parents]
    if not files:
        raise InputError([Problem(scenario, 0, 0, "", "holds no scenario; give a folder with files *.yaml.")])
    return files


def _faults(scenario: str) -> tuple[Problem, ...]:
    from tumen.scenarios.load import load_scenario

    try:
        load_scenario(scenario)
    except InputError as error:
        return error.problems
    return ()
