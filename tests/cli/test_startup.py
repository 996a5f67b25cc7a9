"""Commands that run no model load none of the libraries that are slow to load."""

import subprocess
import sys

import pytest

HEAVY = {"matplotlib", "mesa", "netCDF4", "numpy", "pandas", "scipy", "xarray"}

LOADED_BY_COMMAND = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
from tumen.cli.main import main
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["list"], ["check", "ceasefire"], ["evidence", "verify"], ["cite", "price"]],
    ids=" ".join,
)
def test_a_command_that_runs_no_model_loads_no_heavy_library(arguments, tmp_path):
    command = [sys.executable, "-c", LOADED_BY_COMMAND, *arguments]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.split())

    assert "tumen.cli.main" in loaded
    assert loaded & HEAVY == set()


def test_importing_the_package_loads_no_heavy_library():
    command = [sys.executable, "-c", "import tumen, sys; print(*sys.modules)"]
    loaded = set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())

    assert "tumen" in loaded
    assert loaded & HEAVY == set()
