"""What a patron teaches its client binds the two, and frightens everybody else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change, listed
from laws import assert_between, assert_falls, assert_rises, seeds
from tumen.mechanisms.technology import alarm, impression, lessons

shares = st.floats(0, 1)
EFFECTS = {
    "mechanisms/technology/nuclear_weight": 4,
    "mechanisms/technology/gratitude": 0.04,
    "mechanisms/technology/fear": 0.03,
    "mechanisms/technology/fear_of_teacher": 0.01,
    "mechanisms/technology/alarm": 0.02,
}
TAUGHT = {"technology russia->dprk": [0, 0.5, 0.5], "nuclear_technology russia->dprk": [0, 0, 1]}


def test_nuclear_technology_counts_by_its_weight():
    taught = lessons(np.array([0, 0.5, 0.5]), np.array([0, 0, 1]), nuclear_weight=4)

    np.testing.assert_allclose(taught, [0, 0.5, 4.5])


@given(seeds)
def test_lessons_grow_with_all_that_is_taught(seed):
    assert_rises(lessons, "technology nuclear nuclear_weight", seed)


@given(shares, st.sampled_from([0, 1]), st.floats(0, 10))
def test_lessons_are_at_most_full_help_of_both_kinds(technology, nuclear, nuclear_weight):
    assert 0 <= lessons(technology, nuclear, nuclear_weight=nuclear_weight) <= 1 + nuclear_weight


def test_lessons_impress_by_the_sign_of_the_gain():
    np.testing.assert_allclose(impression(np.array([0, 0.5, 2]), gain=-0.03), [0, -0.015, -0.06])


@given(seeds)
def test_an_impression_grows_with_the_lessons(seed):
    assert_rises(impression, "taught gain", seed)


def test_a_bloc_that_is_complete_cannot_be_alarmed():
    np.testing.assert_allclose(alarm(0.5, np.array([0, 0.5, 1]), gain=0.02), [0.01, 0.005, 0])


@given(seeds)
def test_alarm_grows_with_the_lessons_and_fades_with_cohesion(seed):
    assert_rises(alarm, "taught gain", seed)
    assert_falls(alarm, "cohesion", seed)
    assert_between(alarm, "0", "gain", seed)


def test_the_pupil_is_grateful_and_all_but_the_teacher_fear_both():
    causes = caused(a_model(EFFECTS), "technology", flows=TAUGHT)

    assert listed(causes["gratitude"]) == {"persistent dprk->russia": [0, 0.02, 0.18]}
    assert listed(causes["fear"]) == {
        "persistent china->dprk": [0, -0.015, -0.135],
        "persistent bloc->dprk": [0, -0.015, -0.135],
        "persistent china->russia": [0, -0.005, -0.045],
        "persistent bloc->russia": [0, -0.005, -0.045],
    }


def test_lessons_alarm_the_bloc():
    model = a_model(EFFECTS, state={"cohesion bloc": 0.5})

    np.testing.assert_allclose(change(model, "technology", flows=TAUGHT)["cohesion bloc"], [0, 0.005, 0.045])


def test_nuclear_help_comes_with_the_first_lesson_in_it_and_stays():
    model = a_model(state={"nuclear_help": [0, 0, 1, 1]}, replicates=range(4))

    changes = change(model, "technology", flows={"nuclear_technology russia->dprk": [0, 1, 0, 1]})

    np.testing.assert_array_equal(changes["nuclear_help"], [0, 1, 0, 0])


def test_missiles_alone_are_no_nuclear_help():
    changes = change(a_model(), "technology", flows={"technology russia->dprk": 1})

    np.testing.assert_array_equal(changes["nuclear_help"], [0, 0, 0])


def test_who_neither_trades_with_the_pupil_nor_drills_against_it_fears_nobody():
    absent = ["trade china->dprk", "exercises bloc->dprk"]

    changes = change(a_model(), "technology", flows=TAUGHT, absent=absent)

    assert set(changes) == {"nuclear_help", "persistent dprk->russia"}


def test_where_nobody_teaches_nobody_learns():
    absent = ["technology russia->dprk", "nuclear_technology russia->dprk"]

    assert change(a_model(), "technology", absent=absent) == {}
