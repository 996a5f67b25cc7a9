"""The wheel holds all that a run needs, and runs far from the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import hatchling.build
import pytest


@pytest.fixture(scope="module")
def contents(repository, tmp_path_factory) -> set[str]:
    target = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(repository)
        name = hatchling.build.build_wheel(str(target))
    return set(zipfile.ZipFile(target / name).namelist())


@pytest.mark.parametrize(
    ("kept", "shipped"),
    [
        ("scenarios", "tumen/_scenarios"),
        ("seeds", "tumen/_seeds"),
        ("src/tumen/parameters/data", "tumen/parameters/data"),
    ],
)
def test_the_wheel_holds_every_yaml_file(contents, repository, kept, shipped):
    folder = repository / kept
    expected = {f"{shipped}/{file.relative_to(folder).as_posix()}" for file in folder.rglob("*.yaml")}

    assert expected
    assert expected <= contents


def test_the_wheel_tells_type_checkers_that_it_is_typed(contents):
    assert "tumen/py.typed" in contents


@pytest.fixture(scope="module")
def installed(repository, tmp_path_factory) -> Path:
    """Install the wheel and its dependencies into an empty environment; return the environment's programs."""
    wheels, environment = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("environment")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    subprocess.run([*pip, "wheel", repository, "--no-deps", "--wheel-dir", wheels], check=True)
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    [wheel] = wheels.glob("*.whl")
    subprocess.run([programs / "python", "-m", "pip", "install", wheel], check=True)
    return programs


def output(program: Path, *arguments: str, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_installed_wheel_runs_a_scenario_by_name_from_an_empty_folder(installed, tmp_path):
    table = output(installed / "tumen", "run", "ceasefire", "-n", "200", folder=tmp_path)

    assert "dprk-russia" in table
    assert list(tmp_path.rglob("*.nc"))


@pytest.mark.slow
def test_the_installed_wheel_lists_its_scenarios(installed, tmp_path):
    assert "ceasefire" in output(installed / "tumen", "list", folder=tmp_path)


@pytest.mark.slow
def test_the_installed_wheel_runs_as_a_module_and_tells_its_version(installed, repository, tmp_path):
    version = output(installed / "python", "-m", "tumen", "--version", folder=tmp_path)

    assert f'version = "{version.split()[-1]}"' in (repository / "pyproject.toml").read_text()
