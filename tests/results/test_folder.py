"""A results folder is complete or absent, and never overwritten."""

import json

import pytest
from matplotlib.figure import Figure

from tumen.results.folder import free_name, load, refuse_taken, write_folder


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_holds_results_manifest_and_figures(results, tmp_path):
    write_folder(tmp_path / "runs" / "one", results, {"a-b": Figure()})

    assert files(tmp_path / "runs") == ["one/ensemble.nc", "one/figures/a-b.png", "one/manifest.json"]


def test_a_folder_read_back_is_identical_with_its_manifest(results, tmp_path):
    write_folder(tmp_path / "one", results, {})

    read = load(tmp_path / "one")

    assert read.identical(results)
    assert read.manifest == results.manifest


def test_a_folder_that_exists_is_refused_and_left_alone(results, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "notes.txt").write_text("mine")

    with pytest.raises(FileExistsError, match="never overwritten"):
        write_folder(tmp_path / "one", results, {})

    assert files(tmp_path) == ["one/notes.txt"]


def test_nothing_is_left_when_writing_fails(results, tmp_path):
    class Torn(Figure):
        def savefig(self, *_: object, **__: object) -> None:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_folder(tmp_path / "one", results, {"a-b": Torn()})

    assert list(tmp_path.iterdir()) == []


def test_a_free_name_is_found(tmp_path):
    assert free_name(tmp_path / "one") == tmp_path / "one"

    (tmp_path / "one").mkdir()
    (tmp_path / "one-2").mkdir()

    assert free_name(tmp_path / "one") == tmp_path / "one-3"


def test_a_free_folder_is_not_refused(tmp_path):
    refuse_taken(tmp_path / "one")


@pytest.mark.parametrize("name", ["nothing", "."])
def test_where_there_are_no_results_the_message_says_what_to_give(tmp_path, name):
    with pytest.raises(FileNotFoundError, match="Give a results folder"):
        load(tmp_path / name)


def test_the_manifest_can_be_read_by_people_and_programs(results, tmp_path):
    write_folder(tmp_path / "one", results, {})

    text = (tmp_path / "one" / "manifest.json").read_text(encoding="utf-8")

    assert json.loads(text)["seed"] == 7
    assert text.count("\n") > 20
