"""An event occurs at most once in a history, and where all its guards hold."""

import numpy as np

from builders import FIRST, a_model, dice
from tumen.events import Scheduled
from tumen.events.effects import Shift
from tumen.events.guards import StateGuard
from tumen.world.state import NEVER

WAR = ("war_intensity",)


def an_event(**parts):
    return Scheduled(
        name="event", months=np.full(3, FIRST, np.int32), window=range(FIRST, FIRST + 1), **parts
    )


def test_an_event_occurs_where_every_guard_holds():
    event = an_event(
        guards=(
            StateGuard(side="above", threshold=0.3, key=WAR),
            StateGuard(side="below", threshold=0.5, key=("thaw",)),
        )
    )
    model = a_model(state={"war_intensity": [0.1, 1, 1], "thaw": [0, 0, 1]}, events=[event])

    occurs = event.occurs(model.world.next_month(), dice(model))

    np.testing.assert_array_equal(occurs, [False, True, False])


def test_an_event_without_guards_occurs_wherever_it_is_due():
    event = an_event()
    model = a_model(events=[event])

    np.testing.assert_array_equal(event.occurs(model.world.next_month(), dice(model)), [True, True, True])


def test_an_event_is_dated_has_its_effects_and_does_not_come_again():
    event = an_event(
        effects=(Shift(key=WAR, amount=np.full(3, 0.25)), Shift(key=WAR, amount=np.full(3, 0.5)))
    )
    model = a_model(state={"war_intensity": 0}, events=[event])

    world = event.apply(model.world.next_month(), np.array([False, True, True]))

    np.testing.assert_array_equal(world.happened["event"], [NEVER, FIRST, FIRST])
    np.testing.assert_array_equal(world.condition("war_intensity"), [0, 0.75, 0.75])
    np.testing.assert_array_equal(event.occurs(world, dice(model)), [True, False, False])


def test_an_event_tells_by_how_much_it_pushed_alignments_and_only_those():
    tie = ("transient", "dprk", "china")
    event = an_event(
        effects=(Shift(key=tie, amount=np.array([0.1, 0.2, 0.3])), Shift(key=WAR, amount=np.full(3, 0.5)))
    )
    world = a_model(state={"war_intensity": 0}, events=[event]).world.next_month()

    [push] = event.pushes(world, event.apply(world, np.array([False, True, True])))

    assert push.key == tie
    np.testing.assert_allclose(push.amount, [0, 0.2, 0.3])
