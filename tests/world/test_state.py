"""The state of the world changes by what is added to it, and an earlier world stays as it was."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from tumen.world.state import Change, Moves, Ramp, World, add

PERSISTENT, TRANSIENT = ("persistent", "a", "b"), ("transient", "a", "b")


def a_world(**parts):
    values = {PERSISTENT: np.array([0, 0.5, 1]), TRANSIENT: np.zeros(3), ("thaw",): np.zeros(3)}
    return World(("a", "b"), 5, values, **parts)


def test_changes_add_up_whatever_their_order():
    values = {("thaw",): np.array([1, 2, 3.0]), ("rivalry",): np.array([1, 1, 1.0])}
    changes = [Change(("thaw",), np.full(3, 0.5)), Change(("thaw",), np.array([0, 0, 1.0]))]

    result = add(values, changes)

    np.testing.assert_array_equal(result["thaw",], [1.5, 2.5, 4.5])
    np.testing.assert_array_equal(add(values, changes[::-1])["thaw",], result["thaw",])
    assert result["rivalry",] is values["rivalry",]
    np.testing.assert_array_equal(values["thaw",], [1, 2, 3])


def test_a_change_of_what_does_not_exist_is_refused():
    with pytest.raises(KeyError, match="arrears a->b changes but is not part of the state"):
        add({("thaw",): np.zeros(3)}, [Change(("arrears", "a", "b"), np.zeros(3))])


def test_alignment_shows_the_lasting_and_the_fading_part_together():
    world = a_world().with_values({TRANSIENT: np.array([0.5, -0.5, 3])})

    np.testing.assert_allclose(world.alignment("a", "b"), np.tanh([0.5, 0, 4]))


@pytest.mark.parametrize("part", [PERSISTENT, TRANSIENT])
def test_an_alignment_that_was_shown_before_follows_its_parts(part):
    world = a_world()
    before = world.alignment("a", "b")

    replaced = world.with_values({part: np.full(3, 0.2)})
    changed = world.after([Change(part, np.full(3, 0.1))])

    np.testing.assert_allclose(
        replaced.alignment("a", "b"), np.tanh(sum(replaced[key] for key in (PERSISTENT, TRANSIENT)))
    )
    np.testing.assert_allclose(changed.alignment("a", "b"), np.tanh(np.array([0, 0.5, 1]) + 0.1))
    assert world.alignment("a", "b") is before


def test_an_alignment_is_shown_once_while_nothing_moves_it():
    world = a_world()
    shown = world.alignment("a", "b")

    later = world.next_month().with_values({("thaw",): np.ones(3)}).with_ramps({}).with_happened({})

    assert later.alignment("a", "b") is shown


def test_every_new_world_leaves_the_old_one_as_it_was():
    world = a_world(happened={"event": np.full(3, -1, np.int32)})
    kept = {key: value.copy() for key, value in world.values.items()}

    new = world.next_month().after([Change(PERSISTENT, np.ones(3)), Change(("thaw",), np.ones(3))])
    new = new.with_happened({"event": np.full(3, 6, np.int32)}).with_ramps(
        {("thaw",): Ramp(np.ones(3), np.ones(3))}
    )
    new.advance_ramps()

    assert (world.month, new.month) == (5, 6)
    assert not world.ramps
    np.testing.assert_array_equal(world.happened["event"], -1)
    for key, value in kept.items():
        np.testing.assert_array_equal(world[key], value)
    with pytest.raises(FrozenInstanceError):
        world.month = 7


def test_a_ramp_moves_each_history_for_as_long_as_it_has_months_left():
    ramp = Ramp(step=np.array([0.1, 0.2, -0.1]), months_left=np.array([0, 1, 2], np.int32))
    world = a_world().with_ramps({("thaw",): ramp})

    path = []
    for _ in range(3):
        world = world.advance_ramps()
        path.append(world.condition("thaw"))

    np.testing.assert_allclose(path, [[0, 0.2, -0.1], [0, 0.2, -0.2], [0, 0.2, -0.2]])
    np.testing.assert_array_equal(world.ramps["thaw",].months_left, [0, 0, 0])


def test_a_world_knows_its_pairs_dyads_and_who_has_a_tie():
    world = a_world()

    assert world.pairs == (("a", "b"), ("b", "a"))
    assert world.dyads == (("a", "b"),)
    assert world.pairs_of("persistent") == (("a", "b"),)
    assert world.pairs_of("commitment") == ()


def test_moves_tell_who_gives_what():
    moves = Moves(
        {("trade", "a", "b"): np.ones(3), ("trade", "b", "a"): np.zeros(3), ("arms", "a", "b"): np.ones(3)}
    )

    np.testing.assert_array_equal(moves.given("trade", "b", "a"), [0, 0, 0])
    assert moves.given("arms", "b", "a") is None
    assert moves.pairs("trade") == (("a", "b"), ("b", "a"))
    assert moves.pairs("aid") == ()


def test_moves_tell_from_whom_and_to_whom_something_flows():
    flows = [("trade", "a", "c"), ("trade", "b", "c"), ("trade", "c", "a"), ("arms", "b", "c")]
    moves = Moves({flow: np.ones(3) for flow in flows})

    assert moves.givers("trade", "c") == ("a", "b")
    assert moves.givers("trade", "b") == ()
    assert moves.givers("aid", "c") == ()
    assert moves.receivers("trade", "c") == ("a",)
    assert moves.receivers("trade", "b") == ("c",)
    assert moves.receivers("arms", "a") == ()


def test_one_who_also_gives_or_gets_something_may_be_left_out():
    moves = Moves(
        {flow: np.ones(3) for flow in [("trade", "a", "c"), ("trade", "b", "c"), ("trade", "b", "a")]}
    )

    assert moves.givers("trade", "c", besides="a") == ("b",)
    assert moves.givers("trade", "c", besides="c") == ("a", "b")
    assert moves.receivers("trade", "b", besides="a") == ("c",)
    assert moves.receivers("trade", "b", besides="b") == ("c", "a")


def test_what_nobody_gives_amounts_to_nothing():
    moves = Moves({("trade", "a", "b"): np.array([1, 2, 3.0])})
    like = np.ones(3, np.float32)

    np.testing.assert_array_equal(moves.amount("trade", "a", "b", like=like), [1, 2, 3])
    np.testing.assert_array_equal(moves.amount("trade", "b", "a", like=like), [0, 0, 0])
    assert moves.amount("trade", "b", "a", like=like).dtype == np.float32


TRADE, MONEY = ("dependence_trade", "a", "b"), ("dependence_fiscal", "a", "b")


def relying(values):
    return World(("a", "b"), 5, {("thaw",): np.zeros(3), **values}).reliance("a", "b")


def test_who_needs_both_goods_and_money_relies_on_either():
    goods, money = np.array([0, 0.5, 1]), np.array([0.4, 0.4, 0.4])

    np.testing.assert_allclose(relying({TRADE: goods, MONEY: money}), [0.4, 0.7, 1])
    np.testing.assert_array_equal(relying({TRADE: goods}), goods)
    np.testing.assert_array_equal(relying({MONEY: money}), money)


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_who_is_supplied_by_nobody_relies_on_nobody(precision):
    world = World(("a", "b"), 5, {("dependence_trade", "b", "a"): np.ones(3, precision)})

    np.testing.assert_array_equal(world.reliance("a", "b"), [0, 0, 0])
    assert world.reliance("a", "b").dtype == precision
