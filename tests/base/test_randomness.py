"""Luck belongs to a name, a history and a month, and to nothing else."""

from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.base.randomness import (
    GRANULE,
    SEED_LIMIT,
    Dice,
    Streams,
    check_names,
    check_seed,
    generator,
    stream_id,
    uniforms,
)

LAWS = {"a/choice": "uniform", "b/choice": "uniform", "shock": "normal"}
RANGES = [range(10), range(7, 8), range(GRANULE - 3, GRANULE + 4), range(GRANULE + 1, 2 * GRANULE)]


def luck(name, replicates, *, laws=LAWS, month=2, seed=1, dtype=np.float32):
    streams = Streams(seed, laws, replicates, dtype)
    for _ in range(month):
        rolls = streams.next_month()
    return rolls.roll(name).copy()


@pytest.fixture(scope="module")
def whole():
    """Return the luck of the first 9,000 histories in the second month."""
    return {name: luck(name, range(9_000)) for name in LAWS}


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("replicates", RANGES)
def test_a_history_meets_the_same_luck_in_any_block(whole, name, replicates):
    np.testing.assert_array_equal(luck(name, replicates), whole[name][replicates.start : replicates.stop])


def test_a_stream_does_not_know_the_other_streams(whole):
    alone = luck("shock", range(50), laws={"shock": "normal"})
    among_others = luck("shock", range(50), laws={"z": "normal", "y": "uniform", **LAWS})

    np.testing.assert_array_equal(alone, whole["shock"][:50])
    np.testing.assert_array_equal(among_others, alone)


def test_names_months_and_seeds_differ_in_luck(whole):
    first = whole["a/choice"][:50]

    others = [
        whole["b/choice"][:50],
        luck("a/choice", range(50), month=3),
        luck("a/choice", range(50), seed=2),
        luck("a/choice", range(GRANULE, GRANULE + 50)),
    ]

    assert not any(np.any(first == other) for other in others)


def test_luck_is_the_same_in_both_precisions(whole):
    double = luck("shock", range(50), dtype=np.float64)

    assert double.dtype == np.float64
    np.testing.assert_array_equal(double, whole["shock"][:50])


def test_luck_follows_its_law(whole):
    uniform, normal = whole["a/choice"], whole["shock"]

    assert 0 <= uniform.min() < uniform.max() < 1
    assert uniform.mean() == pytest.approx(1 / 2, abs=0.015)
    assert uniform.var() == pytest.approx(1 / 12, abs=0.005)
    assert normal.mean() == pytest.approx(0, abs=0.05)
    assert normal.var() == pytest.approx(1, abs=0.06)


@given(st.integers(0, 3 * GRANULE), st.integers(1, 50), st.integers(1, 50))
@settings(max_examples=25)
def test_uniform_numbers_of_a_longer_range_begin_with_those_of_a_shorter(start, length, more):
    short = uniforms(3, "draw:x", range(start, start + length))
    long = uniforms(3, "draw:x", range(start, start + length + more))

    np.testing.assert_array_equal(short, long[:length])
    assert np.all((short > 0) & (short < 1))


def test_something_happens_where_its_chance_is_rolled():
    dice = Dice({"a/choice": np.array([0.0, 0.3, 0.3, 0.9999])})

    happens = dice.happens("a/choice", np.array([0.0, 0.3, 0.31, 1.0]))

    np.testing.assert_array_equal(happens, [False, False, True, True])


def test_a_stream_has_the_number_of_its_name_for_ever():
    assert stream_id("china/squeeze") == 0xC01A45C8
    assert generator(1, "china/squeeze", 0).random() == 0.295484375608118


def test_two_streams_that_share_a_number_are_refused():
    seen = {}
    first, second = next(
        (seen[number], name)
        for name in map("stream{}".format, count())
        if seen.setdefault(number := stream_id(name), name) != name
    )

    with pytest.raises(ValueError, match=f'the streams "{first}" and "{second}" share a number. Rename one'):
        check_names([first, "something else", second])


def test_a_name_given_twice_is_one_stream():
    check_names(["a", "b", "a"])


@pytest.mark.parametrize("seed", [0, 1, SEED_LIMIT - 1, np.int64(5)])
def test_a_whole_number_of_64_bits_is_a_seed(seed):
    assert check_seed(seed) == seed


@pytest.mark.parametrize("seed", [-1, SEED_LIMIT, 1.0, "1", True, None])
def test_any_other_seed_is_refused(seed):
    with pytest.raises(ValueError, match=r"is not usable\. Write a whole number from 0 to"):
        Streams(seed, LAWS, range(1))
