"""A row of the draws depends on its replicate and on the seed, and on nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.base.randomness import GROUP, shares
from tumen.parameters.draws import Column, Draws, Numbers, stream_of
from tumen.parameters.priors import Fixed, Normal, Uniform

COLUMNS = {
    "actors/a/x": Column(Uniform(uniform=(0, 1))),
    "actors/a/y": Column(Normal(normal=(0, 1))),
    "pairs/a->b/x": Column(Fixed(fixed=0.5)),
}


def draws(replicates=range(50), columns=COLUMNS, seed=1):
    return Draws.from_columns(columns, seed, replicates)


@given(st.integers(0, 4 * GROUP), st.integers(1, 2 * GROUP))
@settings(max_examples=50)
def test_a_row_does_not_know_the_other_rows(start, length):
    whole = draws(range(6 * GROUP))

    part = draws(range(start, start + length))

    for address in COLUMNS:
        np.testing.assert_array_equal(part.columns[address], whole.columns[address][start : start + length])


def test_a_column_does_not_know_the_other_columns():
    alone = draws(columns={"actors/a/y": COLUMNS["actors/a/y"]})

    np.testing.assert_array_equal(alone.columns["actors/a/y"], draws().columns["actors/a/y"])


def test_columns_and_seeds_differ():
    twins = draws(columns={address: Column(Uniform(uniform=(0, 1))) for address in ("a/x", "b/x")})

    assert np.all(twins.columns["a/x"] != twins.columns["b/x"])
    assert np.all(draws().columns["actors/a/x"] != draws(seed=2).columns["actors/a/x"])


def test_a_column_is_scaled_then_shifted():
    prior = Uniform(uniform=(0, 1))
    plain, changed = (
        draws(columns={"a/x": column}).columns["a/x"]
        for column in (Column(prior), Column(prior, scale=2, shift=1))
    )

    np.testing.assert_array_equal(changed, plain * 2 + 1)


def test_a_fixed_column_is_the_same_in_every_row():
    np.testing.assert_array_equal(draws().columns["pairs/a->b/x"], np.full(50, 0.5))
    assert [column.varies for column in COLUMNS.values()] == [True, True, False]


def test_a_column_takes_the_shares_of_the_stream_of_its_address():
    address = "actors/a/y"
    drawn = shares(1, [stream_of(address)], range(50))[stream_of(address)]

    np.testing.assert_array_equal(draws().columns[address], COLUMNS[address].values(drawn))


def test_a_table_is_drawn_in_single_precision():
    assert {values.dtype for values in draws().columns.values()} == {np.dtype(np.float32)}


def test_a_table_without_what_varies_is_drawn_too():
    table = draws(range(3), {"a/x": Column(Fixed(fixed=2), scale=3)})

    np.testing.assert_array_equal(table.columns["a/x"], [6, 6, 6])


def test_columns_are_replaced_by_numbers_or_by_rows():
    before = draws(range(3))

    after = before.with_columns({"actors/a/x": 7, "actors/a/y": [1, 2, 3]})

    np.testing.assert_array_equal(after.columns["actors/a/x"], [7, 7, 7])
    np.testing.assert_array_equal(after.columns["actors/a/y"], [1, 2, 3])
    assert after.columns["pairs/a->b/x"] is before.columns["pairs/a->b/x"]
    assert np.all(before.columns["actors/a/x"] < 1)


def test_an_unknown_column_is_refused():
    with pytest.raises(KeyError, match="no such columns: actors/a/z, b"):
        draws().with_columns({"b": 1, "actors/a/z": 1, "actors/a/x": 1})


def test_a_column_of_another_length_is_refused():
    with pytest.raises(ValueError, match="shape"):
        draws(range(3)).with_columns({"actors/a/x": [1, 2]})


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_numbers_come_in_the_precision_of_the_step(precision):
    numbers = draws().numbers(precision)

    assert numbers["actors/a/x"].dtype == precision
    np.testing.assert_array_equal(numbers["actors/a/x"], draws().columns["actors/a/x"].astype(precision))


def test_numbers_are_asked_for_by_group_and_by_pair():
    numbers = Numbers({address: np.full(3, place) for place, address in enumerate([*COLUMNS, "actors/ab/x"])})

    assert list(numbers.group("actors/a")) == ["x", "y"]
    assert list(numbers.of_pairs("x", [("a", "b"), ("b", "a")])) == [("a", "b")]
