"""All boxes are kept, any can be taken, and others may follow."""

import numpy as np
import pytest

from tumen.studies.discovery.prim import cover, prim


def test_any_box_can_be_taken_by_its_number(planted):
    found = prim(*planted())

    assert found[12] is found.boxes[12]
    with pytest.raises(IndexError, match=rf"there is no box 99\. Choose one from 0 to {len(found) - 1}\."):
        found[99]


def test_the_last_box_is_not_the_best_for_being_the_last(planted):
    found = prim(*planted())

    assert found.number < len(found) - 1
    assert found[len(found) - 1].coverage < found.best.coverage


def test_a_restriction_of_the_best_or_any_box_can_be_given_up(planted):
    found = prim(*planted())

    assert "first" not in found.without("first").restricted
    assert found.without("first").coverage > found.best.coverage
    assert found.without("third", number=1).restricted in ((), ("first",))


def test_what_is_found_can_be_printed(planted):
    told = str(prim(*planted()))

    assert told.startswith("first at most 0.")
    assert "before pruning" in told
    assert "number" in told


def test_a_second_box_covers_what_the_first_left():
    chance = np.random.default_rng(4)
    factors = {name: chance.random(2000) for name in "abc"}
    one = (factors["a"] < 0.3) & (factors["b"] < 0.5)
    two = (factors["a"] > 0.7) & (factors["c"] > 0.6)
    cases = one | two

    first = prim(factors, cases)
    second = cover(first)

    inside, outside = second.best.contains(factors), ~first.best.contains(factors)
    assert first.best.coverage + second.best.coverage > 0.9
    assert second.best.density == pytest.approx(cases[inside & outside].mean())
    assert second.best.coverage == pytest.approx(cases[inside & outside].sum() / cases.sum())
    assert set(second.pruned().restricted) in ({"a", "c"}, {"a", "b"})
    assert "outside the earlier boxes" in second.best.sentence()


def test_where_a_box_covers_all_there_is_no_second():
    with pytest.raises(ValueError, match="no case of interest is left: the boxes cover them all"):
        cover(prim({"x": [1.0, 2.0]}, [True, True]))
