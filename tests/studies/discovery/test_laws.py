"""What holds of the boxes of any cases."""

from itertools import pairwise

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tumen.studies.discovery.prim import prim

whole_numbers = arrays.arrays(np.int64, 24, elements=st.integers(0, 6))
numbers = arrays.arrays(np.float64, 24, elements=st.integers(-40, 40).map(float))
letters = np.array(list("abc"))
kinds = arrays.arrays(np.int64, 24, elements=st.integers(0, 2)).map(lambda codes: letters[codes])
few = settings(max_examples=40)
truths = arrays.arrays(np.bool_, 24)
shares = arrays.arrays(np.float64, 24, elements=st.sampled_from([0.0, 0.125, 0.5, 0.75, 1.0]))
designs = st.fixed_dictionaries({"number": numbers, "other": numbers, "whole": whole_numbers, "kind": kinds})


@few
@given(designs, st.one_of(truths, shares), st.sampled_from(["lenient", "original"]))
def test_every_step_is_what_its_limits_hold(factors, cases, objective):
    assume(cases.any())

    found = prim(factors, cases, alpha=0.1, smallest=0.1, objective=objective)

    shown = np.asarray(cases, dtype=float)
    for box in found:
        inside = box.contains(factors)
        assert box.points == inside.sum()
        assert box.density == pytest.approx(shown[inside].mean())
        assert box.coverage == pytest.approx(shown[inside].sum() / shown.sum())
        assert box.mass == pytest.approx(inside.mean())
        assert inside.mean() >= 0.1


@few
@given(designs, st.one_of(truths, shares))
def test_peeling_trades_coverage_for_density_and_pasting_gives_some_back(factors, cases):
    assume(cases.any())

    found = prim(factors, cases, alpha=0.1, smallest=0.1)

    table, inside = found.table(), [box.contains(factors) for box in found]
    peeled = (table["stage"] != "paste").sum()
    assert (table["density"].diff()[1:peeled] > 0).all()
    assert (table["coverage"].diff()[1:peeled] <= 1e-12).all()
    assert all((later <= earlier).all() for earlier, later in pairwise(inside[:peeled]))
    assert (table["density"].diff()[peeled + 1 :] >= -1e-9).all()
    assert (table["coverage"].diff()[peeled + 1 :] >= -1e-12).all()
    assert table["score"].iloc[found.number] == table["score"].max()
    assert table["chosen"].sum() == 1


@few
@given(designs, truths, st.integers(1, 9), st.integers(-30, 30))
def test_another_scale_changes_no_membership(factors, cases, factor, shift):
    assume(cases.any())
    scaled = factors | {"number": factors["number"] * factor / 4 + shift, "whole": factors["whole"] * factor}

    found, again = prim(factors, cases, alpha=0.1), prim(scaled, cases, alpha=0.1)

    assert len(found) == len(again)
    for box, other in zip(found, again, strict=True):
        np.testing.assert_array_equal(box.contains(factors), other.contains(scaled))


@few
@given(designs, truths)
def test_the_same_cases_give_the_same_boxes(factors, cases):
    assume(cases.any())

    assert prim(factors, cases).boxes == prim(factors, cases).boxes
