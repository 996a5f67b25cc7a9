"""An event shifts values, or sets them on their way, where it occurs and nowhere else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_model
from tumen.events.effects import Set, Shift

WAR = ("war_intensity",)
SOME = np.array([False, True, True])


def amount(*values):
    return np.array(values)


def after_months(world, months):
    for _ in range(months):
        world = world.advance_ramps()
    return world.condition("war_intensity")


def test_a_shift_adds_where_the_event_occurs():
    world = a_model(state={"war_intensity": 0.5}).world

    shifted = Shift(key=WAR, amount=amount(0.1, 0.1, -0.2)).apply(world, SOME)

    np.testing.assert_allclose(shifted.condition("war_intensity"), [0.5, 0.6, 0.3])
    np.testing.assert_array_equal(world.condition("war_intensity"), 0.5)


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (("cohesion", "bloc"), 0.5, [0, 1, 0.7]),
        (("arrears", "russia", "dprk"), 0.5, [0, 1.5, 0.7]),
        (("persistent", "dprk", "china"), 0.5, [-0.5, 1.5, 0.7]),
    ],
    ids=["a share", "a sum", "a tie"],
)
def test_no_stock_falls_below_nothing_and_no_share_passes_all(key, before, after):
    world = a_model().world.with_values({key: np.full(3, before)})

    shifted = Shift(key=key, amount=amount(-1, 1, 0.2)).apply(world, np.full(3, True))

    np.testing.assert_allclose(shifted[key], after)


def test_a_shift_of_a_tie_shows_in_the_alignment():
    world = a_model(alignment={"dprk->china": 0}).world
    world.alignment("dprk", "china")

    shifted = Shift(key=("transient", "dprk", "china"), amount=amount(0.3, 0.3, -0.3)).apply(world, SOME)

    np.testing.assert_allclose(shifted.alignment("dprk", "china"), np.tanh([0, 0.3, -0.3]))


def test_a_value_set_at_once_is_there_in_the_same_month_and_stays():
    world = a_model(state={"war_intensity": [0.2, 0.2, 0.8]}).world

    world = Set(key=WAR, amount=amount(0.5, 0.5, 0.5)).apply(world, SOME)

    np.testing.assert_allclose(after_months(world, 1), [0.2, 0.5, 0.5])
    np.testing.assert_allclose(after_months(world, 4), [0.2, 0.5, 0.5])


def test_a_value_goes_its_way_in_equal_steps():
    world = a_model(state={"war_intensity": [1, 1, 0]}).world

    world = Set(key=WAR, amount=amount(0.1, 0.1, 0.9), over_months=3).apply(world, SOME)

    np.testing.assert_allclose(after_months(world, 0), [1, 1, 0])
    np.testing.assert_allclose(after_months(world, 1), [1, 0.7, 0.3])
    np.testing.assert_allclose(after_months(world, 3), [1, 0.1, 0.9])
    np.testing.assert_allclose(after_months(world, 9), [1, 0.1, 0.9])


def test_a_later_event_redirects_only_the_histories_in_which_it_occurs():
    world = a_model(state={"war_intensity": 0}).world
    world = Set(key=WAR, amount=amount(0.4, 0.4, 0.4), over_months=4).apply(world, np.full(3, True))
    world = world.advance_ramps()

    world = Set(key=WAR, amount=amount(1, 1, 1), over_months=2).apply(world, SOME)

    np.testing.assert_allclose(after_months(world, 1), [0.2, 0.55, 0.55])
    np.testing.assert_allclose(after_months(world, 5), [0.4, 1, 1])


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 24))
@settings(max_examples=30)
def test_a_value_on_its_way_arrives_in_time(start, target, months):
    world = a_model(state={"war_intensity": start}).world

    world = Set(key=WAR, amount=np.full(3, target), over_months=months).apply(world, SOME)

    assert after_months(world, months)[1:] == pytest.approx(target, abs=1e-14)
