"""A scheduled event comes in the month that a history has drawn for it."""

import numpy as np

from builders import FIRST, a_model
from tumen.events import Scheduled
from tumen.world.state import NEVER


def test_each_history_has_its_own_month_or_none():
    months = np.array([FIRST, FIRST + 1, NEVER], np.int32)
    event = Scheduled(name="visit", months=months, window=range(FIRST, FIRST + 2))
    model = a_model(events=[event])

    dates = []
    for _ in range(4):
        model.step()
        dates.append(model.world.happened["visit"].tolist())

    assert dates[0] == [FIRST, NEVER, NEVER]
    assert dates[1:] == [[FIRST, FIRST + 1, NEVER]] * 3


def test_outside_its_window_an_event_is_not_looked_at():
    event = Scheduled(name="visit", months=np.full(3, FIRST, np.int32), window=range(FIRST, FIRST + 2))

    assert [event.may_occur(month) for month in range(FIRST - 1, FIRST + 3)] == [False, True, True, False]
