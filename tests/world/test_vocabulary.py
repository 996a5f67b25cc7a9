"""The vocabulary: every word has a meaning, and keys are read as they are written."""

import pytest

from tumen.world.vocabulary import TERMS, key_text, parse_key, terms_of

ACTORS = {0: (), 1: ("a",), 2: ("a", "b")}


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.name)
def test_a_word_has_a_unit_a_meaning_and_a_range(term):
    assert term.unit
    assert term.meaning
    assert term.low < term.high


def test_no_word_is_defined_twice():
    kinds = ("tie", "flow", "stock", "condition")

    assert sum(len(terms_of(kind)) for kind in kinds) == len(TERMS)


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.name)
def test_a_key_is_read_as_it_was_written(term):
    key = (term.name, *ACTORS[term.arity])

    assert parse_key(key_text(key)) == key


def test_keys_are_written_as_in_files():
    assert key_text(("thaw",)) == "thaw"
    assert key_text(("cohesion", "a")) == "cohesion a"
    assert key_text(("arrears", "a", "b")) == "arrears a->b"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("warmth", '"warmth" is not a term of the model.'),
        ("thaw a", "Write it as: thaw."),
        ("cohesion", "Write it as: cohesion actor."),
        ("arrears a", "Write it as: arrears giver->receiver."),
        ("arrears a->", "is not a directed pair"),
    ],
)
def test_what_is_no_key_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        parse_key(text)
