"""Problems read as file:line:column: path: message, all of them at once, and help with unknown words."""

import pytest

from tumen.base.problems import InputError, Problem, counted, nearest

FIRST = Problem("a.yaml", 2, 5, "title", "holds 3; write text.")
SECOND = Problem("b.yaml", 1, 1, "", "is empty.")


def test_a_problem_tells_place_path_and_message():
    assert str(FIRST) == "a.yaml:2:5: title: holds 3; write text."


def test_a_problem_of_the_whole_source_tells_no_line():
    assert str(Problem("a.yaml", 0, 0, "", "cannot be read.")) == "a.yaml: cannot be read."


def test_an_error_tells_each_problem_once_in_order_of_place():
    error = InputError([SECOND, FIRST, FIRST])

    assert error.problems == (FIRST, SECOND)
    assert str(error) == f"{FIRST}\n{SECOND}\n2 problems in 2 files"


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("titel", ["title", "why"], 'Did you mean "title"?'),
        ("TITLE", ["title", "why"], 'Did you mean "title"?'),
        ("zebra", ["why", "title"], "Known: title, why."),
        ("zebra", [], "None is known here."),
        ("zebra", "abcdefghij", "Known: a, b, c, d, e, f, g, h and 2 more."),
    ],
)
def test_an_unknown_word_gets_the_nearest_known_one_or_what_is_known(word, known, hint):
    assert nearest(word, known) == hint


def test_a_number_agrees_with_its_noun():
    assert [counted(1, "file"), counted(0, "file"), counted(2, "file")] == ["1 file", "0 files", "2 files"]
