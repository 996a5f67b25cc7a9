"""Parts of the cases restrict what matters again, and what does not less often."""

import numpy as np
import pandas as pd
import pytest

from tumen.studies.discovery.prim import prim
from tumen.studies.discovery.resampling import reproducibility


def test_the_factors_that_matter_are_restricted_in_every_part(planted):
    found = prim(*planted())

    table = reproducibility(found, resamples=8).set_index("factor")

    kinds = ["same_coverage", "same_density", "own_best"]
    assert table.index[table["restricted"]].tolist() == ["first", "third"]
    assert (table.loc[["first", "third"], kinds] == 1).all(axis=None)
    assert (table.loc[["second", "fourth", "fifth", "sixth"], kinds] < 0.9).all(axis=None)


def test_the_same_seed_draws_the_same_parts_and_another_seed_others(planted):
    found = prim(*planted(200))

    one, again, other = (reproducibility(found, resamples=5, seed=seed) for seed in (1, 1, 2))

    pd.testing.assert_frame_equal(one, again)
    assert not one.equals(other)


def test_parts_that_hold_all_cases_restrict_what_was_restricted(planted):
    found = prim(*planted(200))

    table = reproducibility(found, resamples=2, share=0.999)

    for kind in ("same_coverage", "same_density", "own_best"):
        assert (table[kind] == table["restricted"]).all()


def test_any_box_can_be_asked_about(planted):
    table = reproducibility(prim(*planted(200)), 0, resamples=2)

    assert not table["restricted"].any()
    assert (table["same_coverage"] == 0).all()


def test_parts_without_a_case_of_interest_restrict_nothing():
    factors = {"x": np.arange(40.0)}
    found = prim(factors, np.arange(40) == 39, smallest=0.1)

    shares = reproducibility(found, resamples=20, share=0.3)["own_best"]

    assert 0 < shares.item() < 1


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"resamples": 0}, "resamples is 0. Write 1 or more."),
        ({"share": 1.0}, "share is 1. Write a share above 0 and below 1, for example 0.5."),
        ({"seed": -1}, "the seed -1 is not usable"),
    ],
)
def test_options_out_of_range_are_refused(planted, choice, message):
    with pytest.raises(ValueError, match=message):
        reproducibility(prim(*planted(50)), **choice)
