"""A watchlist tells what the same histories show and answer, and says what is wrong with its input."""

import json

import numpy as np
import pandas as pd
import pytest

import tumen
from tumen.base.calendar import month_number, month_text
from tumen.studies.watch.watchlist import CLEAR

QUIET = {"replicates": 100, "workers": 1, "show_progress": False}


def test_probabilities_are_those_of_the_forecast_of_the_same_histories(file, found):
    asked = tumen.ask(file, replicates=300, seed=5, workers=1, show_progress=False).answers

    same = asked.set_index("question").loc[found.questions["question"]]

    np.testing.assert_array_equal(found.questions["p"], same["probability"])
    np.testing.assert_array_equal(found.questions["error"], same["standard_error"])


def test_what_no_reading_can_tell_of_is_left_out_with_the_reason(found):
    assert found.questions["question"].tolist() == ["meets", "visited", "admits", "owes"]
    assert found.skipped == {
        "at_once": "it looks no further than 2025-04, and a first reading is that of 2025-04",
        "surely": "all histories answer yes",
    }


def test_readings_end_before_the_question_is_settled(found):
    months = found.readings.groupby("question")["month"].unique()

    assert set(months["admits"]) == {"2025-04"}
    assert set(months["meets"]) == {"2025-04", "2025-05", "2025-06"}
    last = dict(zip(found.questions["question"], found.questions["last"], strict=True))
    assert (last["admits"], last["meets"]) == ("2025-04", "2025-06")


def test_probabilities_with_and_without_a_reading_average_to_that_before(found):
    rows = found.readings

    mean = rows["share"] * rows["p_if"] + (1 - rows["share"]) * rows["p_if_not"]

    assert len(rows) > 200
    np.testing.assert_allclose(mean, rows["p"], rtol=1e-9)


def test_counts_only_grow_with_the_months(found):
    counts = found.readings.query("question == 'meets' and kind == 'count'")

    by_month = counts.pivot_table(index=["indicator", "cut"], columns="month", values="share")

    assert by_month.notna().all(axis=1).sum() > 5
    for earlier, later in (("2025-04", "2025-05"), ("2025-05", "2025-06")):
        both = by_month[[earlier, later]].dropna()
        assert (both[earlier] <= both[later]).all()


def test_what_a_question_itself_looks_at_is_told_apart(found):
    own = found.best[found.best["own"]].groupby("question")["indicator"].apply(set).to_dict()

    assert own == {
        "meets": {"leader_meetings dprk-russia"},
        "admits": {"deployment_acknowledged"},
        "owes": {"arrears"},
    }
    assert "leader_meetings dprk-russia" not in set(found.table("meets")["indicator"])
    first = found.table("meets", own=True).iloc[0]
    assert first["indicator"] == "leader_meetings dprk-russia"
    assert first["p_if"] == 1
    assert first["value"] > 5 * first["error"]


def test_the_most_telling_come_first_and_each_indicator_once(found):
    for question in found.questions["question"]:
        rows = found.table(question, own=True)
        assert rows["value"].is_monotonic_decreasing
        assert rows["indicator"].is_unique


def test_no_value_is_larger_than_what_is_to_be_told(found):
    most = (found.best["p"] * (1 - found.best["p"])).to_numpy()

    assert (found.best["value"] <= most).all()
    assert (found.best["error"] > 0).all()
    np.testing.assert_allclose(found.best["of_all"], found.best["value"] / most)


def test_only_what_the_world_could_see_is_watched(found, expected):
    assert not {"arms_containers", "benefit_received", "china_dprk_trade"} & set(found.readings["indicator"])
    assert {"arms_reported", "leader_meetings russia-china"} <= set(found.readings["indicator"])
    assert set(found.readings["kind"]) == {"count", "flag", "level", "report"}
    events = expected.readings[expected.readings["kind"] == "event"]
    assert set(events["indicator"]) == {"ceasefire"}
    assert "no ceasefire by 2025-08" in set(events["otherwise"])


def test_the_sentence_tells_the_side_that_moves_the_forecast_more(found):
    for _, row in found.best.iterrows():
        if_so, if_not = abs(row["p_if"] - row["p"]), abs(row["p_if_not"] - row["p"])
        assert row["sentence"].startswith(f"{row['reading' if if_so >= if_not else 'otherwise']}: P ")


def test_parameters_are_all_that_vary(found, expected):
    by_question = found.parameters.groupby("question")["parameter"]

    assert (by_question.count() == by_question.nunique()).all()
    assert by_question.nunique().nunique() == 1
    assert by_question.nunique().iloc[0] > 300
    assert "events/ceasefire/month" in set(expected.parameters["parameter"])
    clear = found.worth_knowing("admits")
    assert (clear["value"] > CLEAR * clear["error"]).all()


def test_inputs_say_what_went_in(found, expected):
    assert found.inputs["posterior"]["verdict"] == "calibrated"
    assert (found.inputs["months"], found.inputs["seed"], found.inputs["scenario"]) == (3, 5, "baseline_war")
    assert expected.inputs["posterior"] is None
    assert "(prior)" in expected.headline()


def test_everything_shown_can_be_kept_as_json(found):
    answer = json.loads(json.dumps(found.to_dict()))

    [meets, *_] = answer["questions"]
    assert meets["sentence"] == found.sentence("meets")
    assert meets["own_readings"][0]["indicator"] == "leader_meetings dprk-russia"
    assert answer["skipped"]["surely"] == "all histories answer yes"


def test_text_and_page_show_every_question(found):
    for text in (str(found), found._repr_html_()):
        assert all(ask in text for ask in found.questions["ask"])
        assert "what the question itself looks at" in text
    assert "left out: surely, since all histories answer yes" in str(found)
    assert "<table" in found._repr_html_()
    assert repr(found) == f"<Watchlist {found.headline()}>"


def test_all_readings_are_written_and_nothing_is_overwritten(found, tmp_path):
    path = tmp_path / "new" / "all.csv"

    found.write(path)

    kept = pd.read_csv(path)
    assert len(kept) == len(found.readings)
    assert kept["reading"].tolist() == found.readings["reading"].tolist()
    with pytest.raises(FileExistsError, match="never overwritten"):
        found.write(path)


def test_an_unknown_question_of_a_watchlist_is_told(found):
    with pytest.raises(ValueError, match=r'"meet" is not a question of this watchlist. Did you mean "meets"'):
        found.table("meet")
    with pytest.raises(ValueError, match="It was left out, since all histories answer yes"):
        found.sentence("surely")


def test_an_unknown_question_of_a_file_is_told_with_its_place(file):
    with pytest.raises(
        tumen.InputError, match=r'mine.yaml:4:1: questions: "meat" is not one of them'
    ) as told:
        tumen.watch(file, question=["meat", "seen"], **QUIET)

    assert len(told.value.problems) == 2
    assert 'Did you mean "meets"?' in str(told.value)


def test_a_question_that_is_settled_at_once_is_told_with_its_place(file):
    with pytest.raises(tumen.InputError, match=r"questions.at_once.that: it looks no further than 2025-04"):
        tumen.watch(file, question="at_once", **QUIET)


def test_a_scenario_that_ends_too_soon_is_told_with_its_place(file):
    scenario = tumen.scenario("baseline_war")
    longest = scenario.until - scenario.forecast_from + 1

    with pytest.raises(tumen.InputError, match=rf"until: leaves {longest} months to watch"):
        tumen.watch(file, months=longest + 1, **QUIET)
    assert month_text(month_number("2025-04") + longest - 1) == month_text(scenario.until)


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"months": 0}, "months is 0. Write a whole number of at least 1."),
        ({"replicates": 99}, "replicates is 99, too few to compare. Write at least 100."),
        ({"seed": -1}, "seed"),
    ],
)
def test_numbers_out_of_range_are_told(file, numbers, message):
    with pytest.raises(ValueError, match=message):
        tumen.watch(file, **QUIET | numbers)
