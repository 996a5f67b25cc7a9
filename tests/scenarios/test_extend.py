"""A child file over its parents: maps merge, the rest replaces, null removes, places are kept."""

from pathlib import Path

import pytest

from tumen.base.problems import InputError
from tumen.scenarios.extend import read_extended


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def writer(name: str, text: str) -> Path:
        path = Path(name)
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
        return path

    return writer


def test_maps_merge_and_lists_and_scalars_replace(write):
    write("parent.yaml", "a: 1\nb: {c: 2, d: [1, 2, 3]}\ne: {f: 1}\n")
    child = write("child.yaml", "extends: parent\nb: {d: [9], g: 4}\ne: 5\n")

    document, files = read_extended(child)

    assert document.value == {"extends": "parent", "a": 1, "b": {"c": 2, "d": [9], "g": 4}, "e": 5}
    assert files == ("child.yaml", "parent.yaml")


def test_null_removes_what_a_parent_holds_and_stays_a_null_elsewhere(write):
    write("parent.yaml", "a: {b: 1, c: 2}\n")
    child = write("child.yaml", "extends: parent\na: {b: null, d: null}\n")

    assert read_extended(child)[0].value["a"] == {"c": 2, "d": None}


def test_every_value_keeps_the_place_of_the_file_that_holds_it(write):
    write("parent.yaml", "a: 1\nb:\n  c: [1, 2]\n  d: 3\n")
    child = write("child.yaml", "extends: parent\nb: {c: [7]}\n")

    marks = read_extended(child)[0].marks

    assert marks["a",] == ("parent.yaml", 1, 4)
    assert marks["b", "d"] == ("parent.yaml", 4, 6)
    assert marks["b", "c", 0] == ("child.yaml", 2, 9)
    assert ("b", "c", 1) not in marks


def test_chains_apply_from_the_farthest_parent_on(write):
    write("one.yaml", "a: 1\nb: 1\nc: 1\n")
    write("two.yaml", "extends: one\nb: 2\nc: 2\n")
    child = write("three.yaml", "extends: two\nc: 3\n")

    document, files = read_extended(child)

    assert {key: document.value[key] for key in "abc"} == {"a": 1, "b": 2, "c": 3}
    assert files == ("three.yaml", "two.yaml", "one.yaml")


def test_a_parent_is_found_by_relative_path_beside_the_child_or_by_shipped_name(write):
    write("folder/parent.yaml", "a: 1\n")
    by_path = write("child.yaml", "extends: folder/parent.yaml\n")
    beside = write("folder/child.yaml", "extends: parent\n")
    shipped = write("other.yaml", "extends: ceasefire\n")

    assert read_extended(by_path)[0].value["a"] == 1
    assert read_extended(beside)[0].value["a"] == 1
    assert "ceasefire" in read_extended(shipped)[0].value["events"]


def test_a_file_may_be_named_like_the_shipped_one_that_it_extends(write):
    child = write("ceasefire.yaml", "extends: ceasefire\ntitle: Mine\n")

    document, files = read_extended(child)

    assert document.value["title"] == "Mine"
    assert "ceasefire" in document.value["events"]
    assert files[0] == "ceasefire.yaml"


def test_a_file_that_extends_itself_is_a_circle(write):
    child = write("round.yaml", "extends: round\n")

    with pytest.raises(InputError, match=r"in a circle: round\.yaml -> round\.yaml\. Remove"):
        read_extended(child)
