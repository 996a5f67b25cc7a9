"""`tumen check`: every fault of scenario and sweep files, told at once."""

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
    """Check scenario and sweep files and tell every fault; without arguments, those that ship with tumen."""
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
    """Return the scenario and sweep files below a folder; else the name or path itself."""
    from tumen.base.resources import questions_folder, sweeps_folder

    folder = Path(scenario)
    if not folder.is_dir():
        return [scenario]
    apart = {questions_folder(), sweeps_folder()} - {folder.resolve()}  # files of other kinds
    found = sorted(folder.rglob("*.yaml"))
    files = [str(file) for file in found if apart.isdisjoint(file.resolve().parents)]
    if not files:
        raise InputError([Problem(scenario, 0, 0, "", "holds no scenario; give a folder with files *.yaml.")])
    return files


def _faults(name: str) -> tuple[Problem, ...]:
    from tumen.scenarios.load import load_scenario

    try:
        if _is_sweep(name):
            from tumen.studies.sweep.reading import read_sweep

            read_sweep(name)
        else:
            load_scenario(name)
    except InputError as error:
        return error.problems
    return ()


def _is_sweep(name: str) -> bool:
    """Tell whether a file, or the one that ships with tumen under a name, is a sweep."""
    from tumen.base.resources import sweeps_folder
    from tumen.base.yaml_source import read_yaml

    path = Path(name)
    if not path.is_file():
        return (sweeps_folder() / f"{name}.yaml").is_file()
    try:
        value = read_yaml(path).value
    except InputError:
        return False  # which the scenario's reader tells as well
    return isinstance(value, dict) and not {"design", "factors"}.isdisjoint(value)
