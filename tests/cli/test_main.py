"""The command line as a whole: its help, its version, and exit code 2 for wrong input."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from tumen.cli.main import COMMANDS, commands


def test_help_names_every_command():
    result = CliRunner().invoke(commands, ["--help"])

    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.output for name in COMMANDS)


def test_the_version_is_told():
    result = CliRunner().invoke(commands, ["--version"])

    assert result.output.startswith("tumen 0.")


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check", "--fast"], ["show"], ["show", "a", "b"], ["list", "x"]], ids=" ".join
)
def test_wrong_use_is_told_with_exit_code_2(arguments):
    result = CliRunner().invoke(commands, arguments)

    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_the_module_is_the_command(tmp_path):
    command = [sys.executable, "-m", "tumen", "check", "nowhere"]

    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)

    assert done.returncode == 2
    assert done.stdout.startswith("nowhere: is neither a file nor the name of a scenario")
