"""General code names no country, and no file names the machine it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

GENERAL = ("base", "world", "parameters", "mechanisms", "events", "ensemble", "results", "studies", "plots")
COUNTRIES = re.compile(
    r"dprk|korea|pyongyang|seoul|russia|moscow|chin(?:a\b|ese)|beijing|ukrain|kyiv|japan|tokyo|washington",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|tmp|work)/")
REGISTRY = re.compile(r"pypi[.]|python[h]osted|index[-_]url|registry[.]npmjs|anaconda[.]org|crates[.]io")


def places(pattern: re.Pattern[str], files: list[Path]) -> str:
    lines = ((file, number, line) for file in files for number, line in enumerate(text_lines(file), 1))
    found = ((file, number, pattern.search(line)) for file, number, line in lines)
    return "\n".join(f"{file}:{number}: {match[0]}" for file, number, match in found if match)


def text_lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


@pytest.fixture(scope="module")
def kept_files(repository: Path) -> list[Path]:
    if not (repository / ".git").exists():
        pytest.skip("not a git checkout: nothing tells which files are kept")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    output = subprocess.run(listing, cwd=repository, check=True, capture_output=True, text=True).stdout
    paths = (repository / name for name in output.split("\0") if name)
    return [path for path in paths if path.is_file()]


def test_general_packages_name_no_country(repository):
    folders = [repository / "src" / "tumen" / package for package in GENERAL]
    modules = [module for folder in folders for module in sorted(folder.rglob("*.py"))]

    assert modules
    assert places(COUNTRIES, modules) == ""


def test_no_file_holds_a_path_of_the_machine_it_was_written_on(kept_files):
    assert places(MACHINE, kept_files) == ""


def test_no_file_names_the_host_of_a_package_registry(kept_files):
    assert places(REGISTRY, kept_files) == ""
