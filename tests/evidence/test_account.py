"""Strong records are used or say why not; what is used does not say so."""

import pytest

from tumen.evidence.account import unaccounted
from tumen.evidence.read import read_evidence

STRONG_UNUSED = "    strength: 4\n    unused: A visit is no tie.\n"


def told(folder, **users):
    return [str(failure) for failure in unaccounted(read_evidence(folder), users)]


def test_a_strong_record_that_is_cited_is_accounted_for(write_seeds):
    assert told(write_seeds(), E001=["parameter a/b"]) == []


def test_a_strong_record_that_says_why_not_is_accounted_for(write_seeds):
    assert told(write_seeds("    strength: 4\n", STRONG_UNUSED)) == []


@pytest.mark.parametrize("strength", [3, 4])
def test_a_strong_record_without_use_or_reason_is_a_failure(write_seeds, strength):
    folder = write_seeds("strength: 4", f"strength: {strength}")

    assert told(folder) == [
        f"E001: has the strength {strength}, but nothing cites it. "
        "Cite it where it counts, or write unused: and why nothing rests on it."
    ]


def test_a_weak_record_need_not_be_used(write_seeds):
    assert told(write_seeds("strength: 4", "strength: 2")) == []


@pytest.mark.parametrize(
    ("users", "cite"),
    [
        (["parameter a/b"], "parameter a/b cites it"),
        (["parameter a/b", "scenario c", "scenario d"], "parameter a/b and 2 more cite it"),
    ],
)
def test_a_record_that_is_used_may_not_say_that_it_is_not(write_seeds, users, cite):
    folder = write_seeds("    strength: 4\n", STRONG_UNUSED)

    assert told(folder, E001=users) == [
        f"E001: says that nothing rests on it, but {cite}. Remove its line unused."
    ]


def test_citing_what_is_no_record_is_a_failure(write_seeds):
    assert told(write_seeds(), E001=["scenario c"], E101=["parameter a/b"]) == [
        'E101: is no record, but parameter a/b cites it. Did you mean "E001"?'
    ]
