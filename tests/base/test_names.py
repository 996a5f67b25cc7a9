"""Names of actors, pairs and dyads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.base.names import dyad_text, dyads, pair_text, pairs, parse_dyad, parse_pair

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
two_names = st.lists(names, min_size=2, max_size=2, unique=True)


def test_pairs_are_directed_and_dyads_are_not():
    cast = ("a", "b", "c")

    assert pairs(cast) == (("a", "b"), ("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b"))
    assert dyads(cast) == (("a", "b"), ("a", "c"), ("b", "c"))


@given(two_names)
def test_a_pair_is_read_as_it_was_written(pair):
    assert parse_pair(pair_text(*pair)) == tuple(pair)


@given(two_names)
def test_a_dyad_is_read_in_cast_order_however_it_was_written(cast):
    first, second = cast

    assert parse_dyad(dyad_text(first, second), cast) == (first, second)
    assert parse_dyad(dyad_text(second, first), cast) == (first, second)


@pytest.mark.parametrize("text", ["", "a", "a-b", "a->", "->b", "a->a", "a->b->c", "a -> b", "a->1"])
def test_what_is_no_pair_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a directed pair\. Write two actors as giver->receiver\."):
        parse_pair(text)


@pytest.mark.parametrize("text", ["", "a", "a-a", "a-x", "a-b-c", "a->b"])
def test_what_is_no_dyad_is_refused_with_those_there_are(text):
    with pytest.raises(ValueError, match=r"is not a dyad of this cast\. Write one of: a-b, a-c, b-c\."):
        parse_dyad(text, ("a", "b", "c"))
