"""Series are forecast from one month after another, with nothing known later."""

import os
from pathlib import Path

import numpy as np
import pytest

import tumen
from tumen.base.calendar import month_number, month_text
from tumen.studies.hindcast import hindcast
from tumen.studies.paths import events_known, tie_paths

FEW = {"replicates": 40, "workers": 1, "show_progress": False}
FIRST, MONTHS = month_number("2018-01"), 62
BREAK = month_number("2022-02") - FIRST


def a_file(folder, **series):
    lines = [
        f"{month_text(FIRST + number)},{name.replace('_', '-')},{value}"
        for name, values in series.items()
        for number, value in enumerate(values)
    ]
    file = folder / "mine.csv"
    file.write_text("\n".join(["month,dyad,mean_daily", *lines]) + "\n")
    return file


def noise(seed=1, months=MONTHS):
    return np.random.default_rng(seed).normal(size=months)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    broken = noise() - 6 * (np.arange(MONTHS) >= BREAK)
    return a_file(tmp_path_factory.mktemp("series"), RUS_UKR=20 * broken, CHN_RUS=20 * noise(2), X_Y=noise())


@pytest.fixture(scope="module")
def done(file):
    return hindcast(
        file, names={"rus": "russia", "ukr": "ukraine", "chn": "china"}, horizons=(6, 1, 1), **FEW
    )


def test_every_known_month_is_an_origin_once_enough_are_known(done):
    scores = done.scores[(done.scores["dyad"] == "rus-ukr") & (done.scores["horizon"] == 6)]

    assert scores["origin"].tolist() == [month_text(FIRST + number) for number in range(35, MONTHS - 6)]
    assert set(done.scores["tie"]) == {"russia-ukraine", "russia-china"}


def test_the_table_tells_mean_scores_and_skill_against_the_best_reference(done):
    row = done.table().set_index(["dyad", "horizon"]).loc["rus-ukr", 6]
    own = done.scores[(done.scores["dyad"] == "rus-ukr") & (done.scores["horizon"] == 6)]

    assert row["model"] == pytest.approx(own["model"].mean())
    assert row["skill"] == pytest.approx(1 - row["model"] / row[row["best"]])
    assert row[row["best"]] == min(row["random_walk"], row["autoregression"], row["climatology"])
    assert row["forecasts"] == len(own)


def test_after_a_break_that_the_tie_shows_the_model_beats_the_past(done):
    late = done.scores[(done.scores["dyad"] == "rus-ukr") & (done.scores["origin"] >= "2022-06")]

    assert late["model"].mean() < 0.8 * late["climatology"].mean()
    assert late["model"].mean() < late["autoregression"].mean()


def test_of_noise_the_model_loses_little_against_the_past(done):
    row = done.by_dyad().set_index("dyad").loc["chn-rus"]

    assert row["model"] < 1.15 * row["climatology"]
    assert row["coverage"] > 0.75


def test_nothing_that_comes_later_changes_a_forecast(done, file, tmp_path):
    text = file.read_text().splitlines()
    cut = [line for line in text if line < "2022-09" or line.startswith("month")]
    (tmp_path / "mine.csv").write_text("\n".join(cut))

    again = hindcast(tmp_path / "mine.csv", names={"rus": "russia", "ukr": "ukraine"}, horizons=(1, 6), **FEW)

    columns = ["origin", "horizon", "model", "error_alone", "random_walk", "autoregression", "low", "high"]
    whole = done.scores[done.scores["dyad"] == "rus-ukr"].merge(again.scores[columns[:2]])
    assert len(whole) == len(again.scores)
    for column in columns[2:]:
        np.testing.assert_allclose(whole[column], again.scores[column], err_msg=column)


def test_histories_know_of_nothing_later_and_share_their_past():
    history = tumen.scenario("history")
    before, after = (month_number(text) for text in ("2022-01", "2022-02"))

    paths = tie_paths(history, ["russia-ukraine"], [before, after], 6, after + 12, seed=1, **FEW)

    earlier, later = (paths[events_known(history, month), "russia-ukraine"] for month in (before, after))
    for month in range(FIRST, after):
        np.testing.assert_array_equal(earlier.at(month), later.at(month))
    assert (later.at(before + 6) < earlier.at(before + 6) - 0.02).all()
    np.testing.assert_array_equal(earlier.at(FIRST), earlier.at(history.first))
    assert later.typical([after]) == pytest.approx(later.at(after).mean())


def test_the_same_seed_gives_the_same_scores_and_another_series_changes_nothing(done, file):
    alone = hindcast(file, names={"rus": "russia", "ukr": "ukraine"}, dyads=["RUS-UKR"], horizons=(6,), **FEW)

    both = done.scores[(done.scores["dyad"] == "rus-ukr") & (done.scores["horizon"] == 6)]
    np.testing.assert_array_equal(alone.scores["model"], both["model"])


def test_unknown_months_are_neither_origins_nor_scored(tmp_path):
    values = noise().astype(object)
    values[40] = ""
    result = hindcast(a_file(tmp_path, dprk_china=values), scale=None, horizons=(1, 3), **FEW)

    gone = month_text(FIRST + 40)
    origins = set(result.scores["origin"])
    assert gone not in origins
    assert month_text(FIRST + 38) in origins
    assert len(result.scores[result.scores["origin"] == month_text(FIRST + 39)]) == 1
    assert result.scores.notna().all(axis=None)


def test_a_series_that_cannot_be_forecast_is_left_out_and_named(tmp_path):
    path = a_file(
        tmp_path,
        dprk_china=noise(),
        dprk_russia=noise()[:30],
        dprk_bloc=np.ones(MONTHS),
        china_bloc=noise()[:40],
    )

    result = hindcast(path, horizons=(12,), **FEW)

    assert set(result.scores["dyad"]) == {"dprk-china"}
    assert result.skipped == {
        "dprk-russia": "30 months are known, and the first forecast needs 37",
        "dprk-bloc": "its values never change",
        "china-bloc": "no known month lies as far ahead as asked for",
    }


def test_files_without_a_series_to_forecast_are_refused(tmp_path):
    with pytest.raises(tumen.InputError, match="30 months are known, and the first forecast needs 37"):
        hindcast(a_file(tmp_path, dprk_russia=noise()[:30]), **FEW)
    with pytest.raises(tumen.InputError, match='"dprk-chin" is not a dyad to forecast'):
        hindcast(a_file(tmp_path, dprk_china=noise()), dyads=["dprk-chin"], **FEW)


def test_a_series_that_the_scenario_does_not_reach_is_refused(tmp_path):
    with pytest.raises(
        tumen.InputError, match=r"ends in 2034-08, and the scenario runs from 2020-01 to 2028-03"
    ):
        hindcast(a_file(tmp_path, dprk_china=noise(months=200)), **FEW)


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ({"horizons": ()}, r"the horizons are \[\]"),
        ({"horizons": (0, 1)}, "Write whole numbers of at least 1"),
        ({"after": 12}, "after is 12. Write a whole number of at least 24"),
        ({"scale": -1.0}, "scale is -1. Write a number above 0"),
    ],
)
def test_a_number_out_of_range_is_refused(tmp_path, of, message):
    with pytest.raises(ValueError, match=message):
        hindcast(a_file(tmp_path, dprk_china=noise()), **of, **FEW)


def test_it_reads_as_a_table(done):
    assert str(done).startswith("history: 94 forecasts from 2020-12 to 2023-01, 40 histories each")
    assert "rus-ukr" in done._repr_html_()
    assert {row["horizon"] for row in done.to_dict()["by_horizon"]} == {1, 6}


def test_a_public_series_is_forecast_better_than_by_a_random_walk():
    folder = Path(os.environ.get("TUMEN_SHARED", Path(__file__).parents[3] / "shared")) / "data"
    file = folder / "gdelt_dyad_monthly_2018_2024.csv"
    if not file.is_file():
        pytest.skip(f"the public series are absent: no file {file}")

    result = hindcast(file, names={"rus": "russia", "ukr": "ukraine"}, horizons=(6,), after=60, **FEW)

    row = result.by_dyad().iloc[0]
    assert row["model"] < row["random_walk"]
