"""Whoever follows a guide in docs/ arrives."""

import pytest

from extension.copies import FIXTURES, Copy
from extension.guides import follow, steps

GUIDES = {"add-an-actor.md": "belarus", "add-a-mechanism.md": "labour"}

every_guide = pytest.mark.parametrize(("guide", "example"), GUIDES.items())


@every_guide
def test_a_guide_names_every_file_of_its_example(repository, guide, example):
    folder = FIXTURES / example
    files = [file for file in folder.rglob("*.*") if "__pycache__" not in file.parts]

    shown = {step.file for step in steps(repository / "docs" / guide)}
    assert {file.relative_to(folder).as_posix() for file in files} <= shown


@every_guide
def test_a_guide_shows_what_its_example_holds_and_changes_what_is_there(repository, tmp_path, guide, example):
    follow(repository / "docs" / guide, example, Copy.of(repository, tmp_path))


@pytest.mark.slow
@every_guide
def test_every_command_of_a_guide_succeeds(repository, tmp_path, guide, example):
    follow(repository / "docs" / guide, example, Copy.of(repository, tmp_path), commands=True)
