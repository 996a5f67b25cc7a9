"""What the documents counted is no surprise to the model, before anything is fitted."""

import numpy as np
import pytest

import tumen

HISTORIES = 1_000
LETTERS = ("leader_messages dprk->china", "leader_messages china->dprk")
VISITS_WITH_CHINA = ("senior_visits dprk->china", "senior_visits china->dprk")


@pytest.fixture(scope="module")
def results():
    return tumen.run("baseline_war", replicates=HISTORIES, seed=1, full=True, show_progress=False)


@pytest.fixture(scope="module")
def counted(results):
    """Return how often something was seen in a window, in each history."""

    def of(first, last, *names):
        window = results.indicators.sel(measure=list(names), time=slice(first, last))
        return window.sum(["measure", "time"]).values.ravel()

    return of


@pytest.fixture(scope="module")
def told(results):
    """Return what reports told in a month, in each history."""

    def of(name, month):
        return results.indicators.sel(measure=name, time=month).values.ravel()

    return of


@pytest.mark.parametrize(
    ("names", "first", "last", "documented"),
    [
        pytest.param(LETTERS, "2023-01", "2023-12", 10, id="E046: ten exchanges in 2023"),
        pytest.param(LETTERS, "2024-01", "2024-09", 3, id="E046: three exchanges by mid-September 2024"),
        pytest.param(VISITS_WITH_CHINA, "2024-01", "2024-12", 1, id="E022: one senior visit in 2024"),
        pytest.param(VISITS_WITH_CHINA, "2024-05", "2024-12", 0, id="E022: none after April"),
        pytest.param(
            ("leader_meetings dprk-russia",), "2023-09", "2024-06", 2, id="E016, E187: two within nine months"
        ),
        pytest.param(("leader_meetings dprk-bloc",), "2024-01", "2024-12", 0, id="E085: talks are stalled"),
        pytest.param(("further_dispatch_announced",), "2024-01", "2024-12", 0, id="E011: no word of troops"),
    ],
)
def test_a_documented_count_lies_in_the_central_ninety_per_cent(counted, names, first, last, documented):
    low, high = np.quantile(counted(first, last, *names), [0.05, 0.95])

    assert low <= documented <= high


@pytest.mark.parametrize(
    ("name", "documented"),
    [
        pytest.param("leader_messages dprk->russia", 4, id="E006, E018: four letters that are named"),
        pytest.param("senior_visits russia->dprk", 1, id="E060: Shoigu"),
        pytest.param("senior_visits dprk->russia", 1, id="E061: Choe Son Hui"),
        pytest.param("leader_meetings russia-china", 1, id="E024: Kazan"),
    ],
)
def test_what_the_documents_name_of_2024_is_seen_in_every_second_history(counted, name, documented):
    assert np.mean(counted("2024-01", "2024-12", name) >= documented) >= 0.5


def test_three_exchanges_are_no_surprise_after_ten_in_the_year_before(counted):
    before, after = counted("2023-01", "2023-12", *LETTERS), counted("2024-01", "2024-09", *LETTERS)

    like_2023 = abs(before - 10) <= 2
    low, high = np.quantile(after[like_2023], [0.05, 0.95])

    assert low <= 3 <= high  # E046


def test_exchanges_wane_with_china_and_grow_with_russia(counted):
    letters = [counted(f"{year}-01", f"{year}-12", *LETTERS).mean() for year in (2023, 2024)]
    guests = ("senior_visits russia->dprk", "senior_visits dprk->russia")
    visits = [counted(f"{year}-01", f"{year}-12", *guests).mean() for year in (2022, 2023, 2024)]

    assert letters[0] > letters[1]  # E045
    assert visits[0] < visits[1] < visits[2]  # E051


@pytest.mark.parametrize(
    ("name", "month", "documented"),
    [
        pytest.param("arms_reported", "2024-03", 7_000, id="E189: nearly 7,000 containers"),
        pytest.param("benefit_reported", "2025-03", 3, id="E163: three billion dollars"),
    ],
)
def test_a_documented_amount_lies_in_the_central_ninety_per_cent(told, name, month, documented):
    low, high = np.quantile(told(name, month), [0.05, 0.95])

    assert low <= documented <= high


def test_more_than_a_thousand_containers_are_reported_by_october_2023(told):
    assert np.mean(told("arms_reported", "2023-10") > 1_000) >= 0.5  # E188


def test_beijing_shows_less_of_its_cooling_than_it_feels(results, told):
    def felt(month):
        return results.alignment.sel(pair="china->dprk", time=month).values.ravel()

    shown = told("public_regard china->dprk", "2024-12") - told("public_regard china->dprk", "2020-12")

    assert np.mean(felt("2024-12") - felt("2020-12") < shown) >= 0.8  # E025, E034, E073, E129, E133
