"""Luck belongs to a name, a history and a month, and to nothing else."""

from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tumen.base.philox import philox
from tumen.base.randomness import (
    FOR_GOOD,
    GROUP,
    LANES,
    LAWS,
    SEED_LIMIT,
    Dice,
    Streams,
    check_names,
    check_seed,
    covering,
    normal,
    numbers,
    share,
    shares,
    stream_id,
    uniform,
    words,
)

STREAMS = {"a/choice": "uniform", "b/choice": "uniform", "shock": "normal"}
JANUARY = 24_300  # of 2025
RANGES = [
    range(10),
    range(7, 8),
    range(GROUP - 1, GROUP + 1),
    range(GROUP - 3, GROUP + 4),
    range(GROUP, 2 * GROUP),
    range(3 * GROUP + LANES, 3 * GROUP + LANES + 1),
    range(GROUP + 1, 100 * GROUP - 1),
]
MANY = 200_000
DISTRIBUTIONS = {uniform: stats.uniform, share: stats.uniform, normal: stats.norm}
MOMENTS = {stats.uniform: (1 / 2, 1 / 12, 0, -6 / 5), stats.norm: (0, 1, 0, 0)}  # the last: excess kurtosis
NEIGHBOURS = (1, 2, LANES // 2, LANES, 2 * LANES, GROUP, 3 * GROUP)  # apart


def luck(name, replicates, *, laws=STREAMS, month=JANUARY, seed=1, dtype=np.float32):
    return Streams(seed, laws, replicates, dtype).in_month(month).roll(name)


def rolled(law, *, name="a/choice", month=JANUARY, seed=1, replicates=range(MANY)):
    return numbers(seed, [name], month, replicates, law)[name].astype(np.float64)


@pytest.fixture(scope="module")
def whole():
    """Return the luck of the first 9,000 histories in a month."""
    return {name: luck(name, range(9_000)) for name in STREAMS}


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("replicates", RANGES)
def test_a_history_meets_the_same_luck_in_any_block(whole, name, replicates):
    np.testing.assert_array_equal(luck(name, replicates), whole[name][replicates.start : replicates.stop])


@given(st.integers(0, 4 * GROUP), st.integers(1, 3 * GROUP))
@settings(max_examples=50)
def test_any_block_is_a_part_of_the_whole(start, length):
    of_all = words(3, ["x", "y"], JANUARY, range(8 * GROUP))

    of_block = words(3, ["x", "y"], JANUARY, range(start, start + length))

    np.testing.assert_array_equal(of_block, of_all[:, start : start + length])


def test_a_block_is_covered_by_whole_groups():
    assert covering(range(1)) == range(GROUP)
    assert covering(range(GROUP - 1, GROUP + 1)) == range(2 * GROUP)
    assert covering(range(GROUP, 2 * GROUP)) == range(GROUP, 2 * GROUP)


def test_months_can_be_asked_for_in_any_order(whole):
    streams = Streams(1, STREAMS, range(50))
    for month in (JANUARY + 1, JANUARY - 1, JANUARY):
        dice = streams.in_month(month)

    np.testing.assert_array_equal(dice.roll("shock"), whole["shock"][:50])


def test_a_stream_does_not_know_the_other_streams(whole):
    alone = luck("shock", range(50), laws={"shock": "normal"})
    among_others = luck("shock", range(50), laws={"z": "normal", "y": "uniform", **STREAMS})

    np.testing.assert_array_equal(alone, whole["shock"][:50])
    np.testing.assert_array_equal(among_others, alone)


def test_so_many_streams_that_they_are_drawn_in_turns_have_the_same_luck():
    names, replicates = [f"stream {number}" for number in range(100)], range(1_000)

    together = numbers(1, names, JANUARY, replicates, uniform)

    for name in names:
        np.testing.assert_array_equal(together[name], numbers(1, [name], JANUARY, replicates, uniform)[name])


def test_names_months_and_seeds_differ_in_luck(whole):
    first = whole["a/choice"][:50]

    others = [
        whole["b/choice"][:50],
        luck("a/choice", range(50), month=JANUARY + 1),
        luck("a/choice", range(50), seed=2),
        luck("a/choice", range(50), seed=1 + 2**32),
        luck("a/choice", range(GROUP, GROUP + 50)),
        luck("a/choice", range(2**34, 2**34 + 50)),  # where the lower word of the counter begins anew
    ]

    assert not any(np.any(first == other) for other in others)


def test_luck_is_the_same_in_both_precisions(whole):
    double = {name: luck(name, range(50), dtype=np.float64) for name in STREAMS}

    for name, rolls in double.items():
        assert (rolls.dtype, whole[name].dtype) == (np.float64, np.float32)
        np.testing.assert_array_equal(rolls, whole[name][:50])


@pytest.mark.parametrize("replicate", [0, 7, 8, 31, 32, 45, 9_999, 2**34 + 77])
def test_a_history_takes_its_word_of_the_counter_that_its_lanes_share(replicate):
    counter = replicate // GROUP * LANES + replicate % LANES
    four = (counter % 2**32, counter // 2**32, JANUARY, stream_id("x"))
    seed = 5 + 6 * 2**32

    [[word]] = words(seed, ["x"], JANUARY, range(replicate, replicate + 1))

    assert (
        word == philox(tuple(map(np.uint64, four)), (np.uint64(5), np.uint64(6)))[replicate % GROUP // LANES]
    )


@pytest.mark.parametrize("law", DISTRIBUTIONS)
def test_luck_follows_its_law(law):
    distribution, rolls = DISTRIBUTIONS[law], rolled(law)

    found = (rolls.mean(), rolls.var(), stats.skew(rolls), stats.kurtosis(rolls))

    errors = np.array([1, 1, np.sqrt(6), np.sqrt(24)]) / np.sqrt(MANY)  # those of a normal law, the widest
    np.testing.assert_array_less(np.abs(np.subtract(found, MOMENTS[distribution])), 4 * errors)
    assert stats.kstest(rolls, distribution.cdf).pvalue > 0.01


@pytest.mark.parametrize("law", DISTRIBUTIONS)
def test_luck_follows_its_law_from_month_to_month_and_from_stream_to_stream(law):
    one, names = range(45, 46), [f"stream {number}" for number in range(3_000)]

    months = np.concatenate([rolled(law, month=month, replicates=one) for month in range(3_000)])
    streams = np.concatenate(list(numbers(1, names, JANUARY, one, law).values()))

    for rolls in (months, streams):
        assert stats.kstest(rolls, DISTRIBUTIONS[law].cdf).pvalue > 0.01


@pytest.mark.parametrize("apart", NEIGHBOURS)
def test_neighbouring_histories_are_independent(apart):
    rolls = rolled(normal)

    assert_independent(rolls[:-apart], rolls[apart:])


@pytest.mark.parametrize(
    "other",
    [{"month": JANUARY + 1}, {"month": JANUARY + 12}, {"name": "b/choice"}, {"seed": 2}, {"seed": 1 + 2**32}],
    ids=str,
)
def test_months_streams_and_seeds_are_independent(other):
    assert_independent(rolled(normal), rolled(normal, **other))


def assert_independent(some, others):
    """Assert that neither numbers nor sizes go together, and that pairs fill the plane evenly."""
    largest = 4 / np.sqrt(MANY)
    assert abs(np.corrcoef(some, others)[0, 1]) < largest
    assert abs(np.corrcoef(np.abs(some), np.abs(others))[0, 1]) < largest
    fields = np.histogram2d(stats.norm.cdf(some), stats.norm.cdf(others), bins=16, range=[[0, 1], [0, 1]])[0]
    assert stats.chisquare(fields.ravel()).pvalue > 0.001


WORDS = np.array([0, 1, 255, 256, 511, 512, 2**31 - 1, 2**31, 2**31 + 1, 2**32 - 512, 2**32 - 1], np.uint64)


def test_a_uniform_number_may_be_nothing_but_not_one():
    rolls = uniform(WORDS)

    assert (rolls.min(), rolls.max()) == (0, 1 - 2.0**-24)
    assert rolls.dtype == np.float32


def test_a_share_is_neither_nothing_nor_one():
    drawn, mirrored = share(WORDS), share(np.uint64(2**32 - 1) - WORDS)

    assert (drawn.min(), drawn.max()) == (2.0**-24, 1 - 2.0**-24)
    np.testing.assert_array_equal(drawn + mirrored, 1)
    assert drawn.dtype == np.float32


def test_a_normal_number_is_finite_and_as_often_above_nothing_as_below():
    low, high = normal(WORDS[:6]), normal(WORDS[:6] + np.uint64(2**31))

    np.testing.assert_array_equal(low, -high)
    assert 6.3 < np.abs(low).max() < 6.4
    assert low.dtype == np.float32


@given(st.integers(0, 3 * GROUP), st.integers(1, 50), st.integers(1, 50))
@settings(max_examples=25)
def test_shares_of_a_longer_range_begin_with_those_of_a_shorter(start, length, more):
    short = shares(3, ["draw:x"], range(start, start + length))["draw:x"]
    long = shares(3, ["draw:x"], range(start, start + length + more))["draw:x"]

    np.testing.assert_array_equal(short, long[:length])
    assert np.all((short > 0) & (short < 1))


def test_what_is_drawn_once_is_drawn_in_no_month_of_the_calendar():
    drawn = shares(1, ["x"], range(50))["x"]

    np.testing.assert_array_equal(drawn, numbers(1, ["x"], FOR_GOOD, range(50), share)["x"])
    assert np.all(drawn != numbers(1, ["x"], JANUARY, range(50), share)["x"])


def test_something_happens_where_its_chance_is_rolled():
    dice = Dice({"a/choice": np.array([0.0, 0.3, 0.3, 0.9999])})

    happens = dice.happens("a/choice", np.array([0.0, 0.3, 0.31, 1.0]))

    np.testing.assert_array_equal(happens, [False, False, True, True])


def test_a_stream_has_the_number_of_its_name_for_ever():
    assert stream_id("china/squeeze") == 0xC01A45C8


def test_a_history_has_its_luck_for_ever():
    of_month = {law: rolled(LAWS[law], name="china/squeeze", replicates=range(3)).tolist() for law in LAWS}
    drawn = shares(1, ["draw:x"], range(3))["draw:x"].tolist()

    assert of_month == {
        "uniform": [0.8228235840797424, 0.10976678133010864, 0.1340479850769043],
        "normal": [-0.4598161578178406, 1.227768898010254, 1.1074596643447876],
    }
    assert drawn == [0.027620017528533936, 0.9726904034614563, 0.5446006655693054]


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
        Streams(seed, STREAMS, range(1))
