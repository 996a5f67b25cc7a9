"""Indicators show the state as it is, as it is reported, or by counting."""

import numpy as np
import pytest

from builders import a_model, dice, moves
from tumen.base.calendar import month_number
from tumen.measurement import INDICATORS
from tumen.measurement.calendar import greeting_months
from tumen.measurement.indicators import WATCHED
from tumen.measurement.kinds import Count, Level
from tumen.world.state import Moves
from tumen.world.vocabulary import TERMS

COUNTS = [indicator for indicator in INDICATORS.values() if isinstance(indicator, Count)]
LUCKY = 0.999


def read(name, model, flows=None, *, month="2024-02", luck=LUCKY):
    indicator, world = INDICATORS[name], model.world
    while world.month < month_number(month):
        world = world.next_month()
    rolls = {indicator.stream: luck}
    return indicator.read(world, moves(model, flows), model.measurement.scales, dice(model, rolls))


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.name)
def test_an_indicator_shows_something_of_the_full_cast(indicator):
    model = a_model()

    assert indicator.seen(model.world, moves(model))
    assert indicator.low < indicator.high
    shown = indicator.read(model.world, moves(model), model.measurement.scales, dice(model))
    assert shown.shape == (3,)
    assert (shown >= indicator.low).all()
    assert (shown <= indicator.high).all()


@pytest.mark.parametrize(
    "indicator",
    [one for one in INDICATORS.values() if isinstance(one, Level) and one.per is None],
    ids=lambda indicator: indicator.name,
)
def test_what_is_shown_as_it_is_has_the_unit_of_the_vocabulary(indicator):
    assert indicator.unit == TERMS[indicator.key[0]].unit


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.name)
def test_nothing_is_seen_of_actors_who_take_no_part(indicator):
    world = a_model().world
    alone = type(world)(
        ("a", "b"), world.month, {key: value for key, value in world.values.items() if len(key) == 1}
    )

    assert not indicator.seen(alone, Moves({}))


@pytest.mark.parametrize("pair", WATCHED, ids="->".join)
def test_leaders_write_more_the_better_they_think_of_one_another(pair):
    name = f"leader_messages {'->'.join(pair)}"
    model = a_model(alignment={"->".join(pair): [-0.5, 0.4, 0.9]})

    written = read(name, model)

    assert written[0] <= written[1] < written[2]


@pytest.mark.parametrize("pair", WATCHED, ids="->".join)
def test_an_anniversary_raises_the_count_for_its_month_only(pair):
    model = a_model(
        {"measurement/indicators/anniversary_jump": 9}, alignment={"->".join(pair): [0.5, 0.6, 0.7]}
    )
    name = f"leader_messages {'->'.join(pair)}"
    counts = {month: read(name, model, month=f"2025-{month:02d}").sum() for month in range(1, 13)}

    due = greeting_months(*pair)
    assert min(counts[month] for month in due) > max(counts[month] for month in set(counts) - due)
    assert model.world.alignment(*pair)[0] == pytest.approx(0.5)


def test_a_celebration_brings_guests_and_messages_to_its_host_and_to_nobody_else():
    close = dict.fromkeys(("russia->dprk", "dprk->russia", "china->dprk", "dprk->china"), 0.8)
    quiet, loud = a_model(alignment=close), a_model(alignment=close, state={"celebration": 1})

    for name in ("leader_messages russia->dprk", "senior_visits china->dprk"):
        assert (read(name, loud) >= read(name, quiet)).all()
        assert read(name, loud).sum() > read(name, quiet).sum()
    for name in ("leader_messages dprk->russia", "senior_visits dprk->china"):
        assert read(name, loud).tolist() == read(name, quiet).tolist()


def test_an_anniversary_and_a_celebration_add_to_the_everyday_rate():
    model = a_model(
        {"measurement/indicators/anniversary_jump": 2, "measurement/indicators/celebration_jump": 3},
        alignment={"china->dprk": 0},
        state={"celebration": [0, 1, 1]},
    )
    scales = model.measurement.scales
    everyday = scales["message_rate china->dprk"] / 12 * scales["publicity"]
    silence = np.exp(-everyday * [1 + 2, 1 + 2 + 3, 1 + 2 + 3])  # the chance that nobody writes

    for luck, written in ((silence - 1e-6, 0), (silence + 1e-6, 1)):
        seen = read("leader_messages china->dprk", model, month="2025-10", luck=luck)
        assert seen.tolist() == [written] * 3


def test_nobody_travels_over_a_closed_border():
    closed = a_model(state={"border_open": 0}, alignment={"russia->dprk": 0.9, "dprk->russia": 0.9})

    for name in ("senior_visits russia->dprk", "leader_meetings dprk-russia"):
        assert read(name, closed).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("name", "condition", "values"),
    [
        ("leader_meetings dprk-bloc", "talks", [0, 0.5, 1]),
        ("leader_meetings russia-bloc", "thaw", [0, 0.5, 1]),
        ("leader_meetings russia-ukraine", "war_intensity", [1, 0.5, 0]),
    ],
)
def test_opponents_meet_when_talks_thaw_or_peace_allow(name, condition, values):
    address = {"dprk-bloc": "dprk->bloc", "russia-bloc": "russia->bloc", "russia-ukraine": "russia->ukraine"}
    rate = f"pairs/{address[name.split()[1]]}/meeting_rate"

    met = read(name, a_model({rate: 0.3}, state={condition: values}))

    assert met[0] <= met[1] < met[2]


def test_tests_drills_and_reports_follow_what_is_done():
    model = a_model(state={"enforcement": [0, 0.5, 1], "disclosed": [0, 1, 1]})
    flows = {
        "pressure dprk->bloc": [0, 0.5, 1],
        "exercises bloc->dprk": [0, 0.5, 1],
        "troops dprk->russia": [5, 0, 15],
    }

    for name in ("missile_tests", "icbm_tests", "trilateral_exercises", "sanctions_reports"):
        counted = read(name, model, flows, luck=0.99999)
        assert counted[0] == 0
        assert counted[1] <= counted[2]
        assert counted[2] > 0
    assert read("further_dispatch_announced", model, flows).tolist()[:2] == [0, 0]
    assert read("further_dispatch_announced", model, flows)[2] > 0


def test_reports_know_less_than_there_is():
    model = a_model(state={"arms_delivered dprk->russia": [0, 1_000, 5_000]})

    known = read("arms_reported", model, luck=0)

    assert known[0] == 0
    assert (known[1:] < [1_000, 5_000]).all()


def test_beijing_lets_show_only_part_of_its_displeasure():
    model = a_model(alignment={"china->dprk": [0.2, 0.3, 0.4]})

    shown = read("public_regard china->dprk", model, luck=0)

    assert (shown > model.world.alignment("china", "dprk")).all()
    assert (np.diff(shown) < 0.1).all()
    assert (np.diff(shown) > 0).all()


def test_a_ceasefire_is_in_force_where_fighting_has_all_but_ended():
    model = a_model(state={"war_intensity": [1, 0.26, 0.2]})

    assert read("ceasefire_in_force", model).tolist() == [0, 0, 1]


def test_every_stream_is_rolled_by_one_indicator_only():
    names = [name for indicator in INDICATORS.values() for name in indicator.streams()]

    assert len(names) == len(set(names)) >= len(COUNTS)
