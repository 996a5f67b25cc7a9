"""YAML is read as version 1.2 says, values keep their places, and what is dangerous or unclear is refused."""

import math
from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tumen.base.places import Mark
from tumen.base.problems import InputError
from tumen.base.yaml_source import LARGEST_FILE, canonical_text, parse_yaml, read_yaml

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    SCALARS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"])).filter(lambda key: key != "<<"),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


def fault(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_yaml(text, source="f")
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e5", 1e5),
        ("-.5", -0.5),
        ("0o17", 15),
        ("0xff", 255),
        ("010", 10),
        ("+7", 7),
        ("-.INF", -math.inf),
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2025-03", "2025-03"),
        ("2025-03-27", "2025-03-27"),
        ("'1'", "1"),
        ("!!str 1", "1"),
        ("TRUE", True),
        ("~", None),
        ("", None),
        ("=", "="),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text, value):
    read = parse_yaml(text, source="f").value

    assert read == value
    assert type(read) is type(value)


def test_not_a_number_is_read_as_such():
    assert math.isnan(parse_yaml(".nan", source="f").value)


def test_every_value_and_key_keeps_its_place():
    document = parse_yaml("a: 1\nb:\n  - {c: x}\n", source="f")

    assert document.marks == {
        (): Mark("f", 1, 1),
        ("a",): Mark("f", 1, 4),
        ("b",): Mark("f", 3, 3),
        ("b", 0): Mark("f", 3, 5),
        ("b", 0, "c"): Mark("f", 3, 9),
    }
    assert document.key_marks == {
        ("a",): Mark("f", 1, 1),
        ("b",): Mark("f", 2, 1),
        ("b", 0, "c"): Mark("f", 3, 6),
    }


def test_a_problem_points_at_the_value_at_its_key_or_at_what_should_hold_it():
    document = parse_yaml("a:\n  - {b: 1}\n", source="f")

    assert str(document.problem(("a", 0, "b"), "wrong.")) == "f:2:9: a[0].b: wrong."
    assert str(document.problem(("a", 0, "b"), "wrong.", at_key=True)) == "f:2:6: a[0].b: wrong."
    assert str(document.problem(("a", 0, "c"), "missing.")) == "f:2:5: a[0].c: missing."
    assert str(document.problem(("d", "e"), "missing.")) == "f:1:1: d.e: missing."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", 'f:3:1: "a" is written twice, first on line 1; keep one.'),
        ("a:\n\tb: 1", "f:2:1: a tab cannot indent YAML; write spaces."),
        ("a:\n  b: 1\n\tc: 1", "f:3:1: a tab cannot indent YAML; write spaces."),
        ("a: b: c", "f:1:5: is not YAML: mapping values are not allowed in this context."),
        ("a: *b", "f:1:4: is not YAML: found undefined alias."),
        ("a: &a [*a]", "f:1:4: a[0]: an alias stands inside its own anchor; write the value out."),
        (
            "a: &a {}\nb: {<<: *a}",
            'f:2:5: b: the merge key "<<" is not part of YAML 1.2; write the entries out.',
        ),
        ("1: x", 'f:1:1: the key 1 is not text; write it in quotes: "1".'),
        ("~: x", 'f:1:1: the key ~ is not text; write it in quotes: "~".'),
        ("?\n: x", 'f:1:2: the key that is empty is not text; write it in quotes: "".'),
        ("? [a]\n: x", "f:1:3: a key must be text, not a list or a map."),
        ("---\na\n---\nb", "f:3:1: a second document starts here; remove the line ---, or divide the file."),
        ("[" * 51, "f:1:51: is nested deeper than 50 levels; write it flatter."),
        (
            "a: !!python/name:os.system x",
            'f:1:4: a: the tag "!!python/name:os.system" does not fit; remove it.',
        ),
        ("a: !b c", 'f:1:4: a: the tag "!b" does not fit; remove it.'),
        ("a: !!map [1]", 'f:1:4: a: the tag "!!map" does not fit; remove it.'),
        ("a: !!int b", 'f:1:4: a: "b" cannot be read as int; write another value.'),
        ("a: 1\nb: \0", r"f:2:4: holds the control character '\x00'; remove it."),
        ("a: \ud800", r"f:1:4: holds the control character '\ud800'; remove it."),
    ],
)
def test_what_is_unclear_or_dangerous_is_refused_with_its_place(text, message):
    assert fault(text) == message


def test_a_number_with_too_many_digits_is_refused():
    assert fault("1" * 5_000) == f'f:1:1: "{"1" * 20}" cannot be read as int; write another value.'


def test_all_repeated_keys_are_told_at_once():
    assert len(fault("a: 1\na: 2\nb: {c: 1, c: 2}").splitlines()) == 2


def test_aliases_may_repeat_values_but_not_explode():
    lines = ["a0: &a0 [x]", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9))]

    assert parse_yaml("\n".join(lines[:3]), source="f").value["a2"] == [[["x"]] * 10] * 10
    assert fault("\n".join(lines)).endswith("its aliases repeat more than 10000 values; write them out.")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_text("#" * (LARGEST_FILE + 1))

    with pytest.raises(InputError) as caught:
        read_yaml(path, source="large.yaml")

    assert (
        str(caught.value.problems[0])
        == "large.yaml: is larger than 1048576 bytes; divide it into smaller files."
    )


def test_a_file_in_another_encoding_is_refused_where_it_shows(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: Frühling\n".encode("latin-1"))

    with pytest.raises(InputError) as caught:
        read_yaml(path, source="latin.yaml")

    assert str(caught.value.problems[0]).startswith("latin.yaml:2:6: is not UTF-8 text;")


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = tmp_path / "marked.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    assert read_yaml(path).value == {"a": 1}


def test_an_absent_file_is_told_as_a_problem(tmp_path):
    with pytest.raises(InputError, match=r"absent\.yaml: cannot be read: No such file or directory\."):
        read_yaml(tmp_path / "absent.yaml")


@given(VALUES)
def test_canonical_text_is_read_back_as_the_same_value(value):
    assert parse_yaml(canonical_text(value), source="f").value == value


@given(st.text() | st.text("[]{}:,-&*!|>'\"%@`? \n\ta1#~<=."))
def test_any_text_is_read_or_refused(text):
    with suppress(InputError):
        parse_yaml(text, source="f")


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "NO", "on"]), st.integers() | st.sampled_from(["NO", "1e5", "~"])
    )
)
def test_what_another_writer_quotes_is_read_as_text(value):
    text = yaml.safe_dump(value, default_style='"')

    assert parse_yaml(text, source="f").value == value
