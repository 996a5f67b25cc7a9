"""Answers to questions, and thresholds passed, as labelled arrays."""

import numpy as np
import pytest

from ensembles import FORECAST, a_manifest, facts, gathered
from tumen.base.calendar import month_number
from tumen.results.answers import Answers, answer_groups
from tumen.results.gathering import Gathering
from tumen.results.recorder import NEVER
from tumen.results.results import Results

QUESTION, THRESHOLD = ("questions", "asking", "warm"), ("thresholds", "asking", "cool")
MONTHS = range(FORECAST - 1, FORECAST + 2)
JULY = month_number("2025-07")


def answers(replicates: range, first: list[int], beyond: list[int]) -> Answers:
    """Return answers of histories of which every second one says yes."""
    values = {QUESTION: np.arange(len(replicates)) % 2 == 0, THRESHOLD: np.array(first, np.int32)}
    return Answers(replicates, values, {THRESHOLD: np.array(beyond)})


def asking(name: str = "asking"):
    told = facts(name)
    return type(told)(**{
        **vars(told), "questions": {"warm": "Is it warm?"}, "thresholds": {"cool": "strength a-b below 0.2"}
    })  # fmt: skip


def silent():
    return facts("silent")


@pytest.fixture
def groups():
    whole = answers(range(4), [JULY, NEVER, JULY, NEVER], [0, 1, 2])
    months = {"asking": MONTHS, "silent": MONTHS}
    return answer_groups([asking(), silent()], whole, months)


def test_parts_are_gathered_in_any_order():
    gathering = Gathering(range(4))
    gathering.add(answers(range(2, 4), [JULY, NEVER], [1, 1, 0]))
    gathering.add(answers(range(2), [NEVER, JULY], [0, 1, 2]))

    whole = gathering.result()

    assert whole.values[QUESTION].tolist() == [True, False, True, False]
    assert whole.values[THRESHOLD].tolist() == [NEVER, JULY, JULY, NEVER]
    assert whole.counts[THRESHOLD].tolist() == [1, 2, 2]


def test_a_probability_is_the_share_of_histories_that_say_yes(groups):
    warm = groups["questions"].sel(scenario="asking", question="warm")

    assert warm["holds"].values.tolist() == [True, False, True, False]
    assert warm["probability"].item() == 0.5
    assert warm["standard_error"].item() == 0.25
    assert 0 < warm["low"].item() < 0.5 < warm["high"].item() < 1
    assert warm["ask"].item() == "Is it warm?"


def test_a_scenario_that_does_not_ask_has_no_probability(groups):
    warm = groups["questions"].sel(scenario="silent", question="warm")

    assert not warm["asked"].item()
    assert np.isnan([warm[name].item() for name in ("probability", "standard_error", "low", "high")]).all()


def test_a_threshold_tells_the_share_beyond_it_and_when_it_is_first_passed(groups):
    cool = groups["thresholds"].sel(scenario="asking", threshold="cool")

    assert cool["beyond"].values.tolist() == [0.0, 0.25, 0.5]
    assert cool["month"].values.tolist() == [JULY, NEVER, JULY, NEVER]
    assert cool["probability"].item() == 0.5
    assert cool["date"].sel(quantile=0.5).dt.strftime("%Y-%m").item() == "2025-07"
    assert cool["level"].item() == "strength a-b below 0.2"


def test_a_scenario_that_does_not_watch_has_no_share(groups):
    cool = groups["thresholds"].sel(scenario="silent", threshold="cool")

    assert not cool["watched"].item()
    assert cool["beyond"].isnull().all()


def test_scenarios_of_different_length_share_one_time_axis():
    whole = answers(range(4), [JULY, NEVER, JULY, NEVER], [0, 1, 2])
    months = {"asking": MONTHS, "silent": range(MONTHS.start - 2, MONTHS.stop)}

    cool = answer_groups([asking(), silent()], whole, months)["thresholds"].sel(scenario="asking")

    assert cool["beyond"].squeeze().values.tolist() == pytest.approx(
        [np.nan, np.nan, 0, 0.25, 0.5], nan_ok=True
    )


def test_where_nothing_is_asked_there_is_no_group():
    assert answer_groups([silent()], Answers(range(4), {}, {}), {"silent": MONTHS}) == {}


def test_results_show_answers_and_thresholds():
    scenario = asking()
    blocks, differences = gathered([scenario], replicates=4, months=MONTHS)
    whole = answers(range(4), [JULY, NEVER, JULY, NEVER], [0, 1, 2])

    results = Results.assemble([scenario], blocks, differences, whole, manifest=a_manifest([scenario]))

    text = str(results.summary())
    assert "0.500 (se 0.250) Is it warm?" in text
    assert "strength a-b below 0.2" in text
    assert "2025-07 [2025-07, 2025-07]" in text
    assert results.summary().to_dict()["questions"][0]["ask"] == "Is it warm?"


def test_results_without_questions_have_none(results):
    assert not results.questions
    assert not results.thresholds
    assert results.summary().to_dict()["questions"] == []
