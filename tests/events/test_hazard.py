"""A hazard strikes at its yearly rate, from some month or from some other event on."""

import numpy as np
import pytest

from builders import FIRST, a_model, dice
from tumen.events import Hazard, Scheduled
from tumen.world.state import NEVER


def a_hazard(rate, size=3, **parts):
    return Hazard(name="shock", yearly_rate=np.full(size, rate), **{"first_month": FIRST, **parts})


def test_it_strikes_where_the_roll_is_below_the_monthly_chance():
    hazard = a_hazard(-12 * np.log(0.9))  # a tenth a month
    model = a_model(events=[hazard])

    due = hazard.due(model.world, dice(model, {"event/shock": [0.05, 0.0999, 0.1001]}))

    np.testing.assert_array_equal(due, [True, True, False])


def test_it_strikes_as_often_as_its_rate_says():
    size = 4_000
    model = a_model(events=[a_hazard(0.7, size)], replicates=range(size))

    for _ in range(12):
        model.step()

    struck = np.mean(model.world.happened["shock"] != NEVER)
    assert struck == pytest.approx(1 - np.exp(-0.7), abs=4 * np.sqrt(0.25 / size))


def test_it_does_not_strike_before_its_first_month():
    hazard = a_hazard(1, first_month=FIRST + 2)

    assert [hazard.may_occur(month) for month in range(FIRST, FIRST + 4)] == [False, False, True, True]


def test_it_may_strike_from_the_month_after_the_event_that_it_follows():
    talks = Scheduled(
        name="talks",
        months=np.array([FIRST, FIRST + 1, NEVER], np.int32),
        window=range(FIRST, FIRST + 2),
    )
    model = a_model(events=[a_hazard(1e9, after="talks"), talks])

    for _ in range(4):
        model.step()

    np.testing.assert_array_equal(model.world.happened["shock"], [FIRST + 1, FIRST + 2, NEVER])


def test_an_event_of_the_same_month_is_not_followed_yet():
    hazard = a_hazard(1e9, after="talks")
    happened = {"talks": np.array([FIRST - 1, FIRST, NEVER], np.int32)}
    model = a_model(events=[hazard])

    due = hazard.due(model.world.next_month().with_happened(happened), dice(model))

    np.testing.assert_array_equal(due, [True, False, False])
