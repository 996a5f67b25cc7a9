"""Questions of a file are answered by the histories that a run would have, however they are cut."""

import numpy as np
import pytest

import tumen
from tumen.base.calendar import month_number
from tumen.ensemble.answerable import check_answerable
from tumen.ensemble.answers import Asked, asked_by
from tumen.ensemble.blocks import ask_block
from tumen.ensemble.notes import Notebook
from tumen.ensemble.tasks import Inquiry
from tumen.scenarios.question_files import read_questions

QUESTIONS = """
schema_version: 1
title: What we want to know
questions:
  admits: {ask: Are the troops admitted?, that: {happens: deployment_acknowledged, to: 2025-08}}
  owes: {ask: Is more owed?, that: {change: indicator arrears, from: 2025-03, to: 2025-12, above: 0}}
  tests: {ask: Are missiles tested?, that: {count: missile_tests, from: 2025-04, to: 2025-06, at_least: 3}}
"""


@pytest.fixture
def file(tmp_path):
    def write(text: str = QUESTIONS):
        path = tmp_path / "mine.yaml"
        path.write_text(text)
        return path

    return write


@pytest.fixture
def asked(file):
    scenario = tumen.scenario("baseline_war")
    questions = read_questions(file(), [scenario]).questions
    return scenario, [Asked((name,), scenario.name, question.that) for name, question in questions.items()]


@pytest.mark.slow
@pytest.mark.parametrize("blocks", [[range(7), range(7, 30)], [range(29), range(29, 30)]])
def test_any_blocks_give_the_same_answers(asked, blocks):
    scenario, questions = asked
    inquiry = Inquiry((scenario,), tuple(questions), seed=3)
    whole = ask_block(inquiry, range(30))

    for block in blocks:
        part = ask_block(inquiry, block)

        for key, values in part.values.items():
            np.testing.assert_array_equal(values, whole.values[key][block.start : block.stop])


@pytest.mark.slow
def test_answers_are_those_of_a_whole_run(file, tmp_path):
    asking = tmp_path / "asking.yaml"
    asking.write_text(
        QUESTIONS.replace("title: What we want to know\n", "extends: baseline_war\ntitle: It asks\n")
    )
    results = tumen.run(asking, replicates=50, seed=3, workers=1, show_progress=False)

    forecast = tumen.ask(file(), "baseline_war", replicates=50, seed=3, workers=1, show_progress=False)

    assert (
        forecast.answers["probability"].tolist()
        == results.questions["probability"].sel(scenario="asking").values.tolist()
    )
    assert 0 < forecast.answers["probability"].max() < 1


def test_histories_end_with_the_last_month_that_matters(asked, monkeypatch):
    months = []
    monkeypatch.setattr(Notebook, "note", lambda _, model: months.append(model.world.month))
    monkeypatch.setattr("tumen.ensemble.blocks.answers_to", lambda *_: None)
    scenario, questions = asked

    ask_block(Inquiry((scenario,), tuple(questions), seed=3), range(3))

    assert max(months) == month_number("2025-12")


def test_several_scenarios_meet_the_same_luck(file):
    text = QUESTIONS + (
        "  falls:\n"
        "    ask: Is the tie weaker than without a ceasefire?\n"
        "    that: {value: strength dprk-russia, at: 2028-03, minus: baseline_war, below: 0}\n"
    )

    scenarios = ["baseline_war", "ceasefire"]
    forecast = tumen.ask(file(text), scenarios, replicates=50, workers=1, show_progress=False)

    falls = forecast.answers.set_index(["question", "scenario"]).loc["falls", "probability"]
    assert falls["baseline_war"] == 0
    assert falls["ceasefire"] > 0.9


def test_the_forecast_names_everything_that_went_into_it(file):
    def inputs(**of):
        return tumen.ask(file(), **{"replicates": 5, "workers": 1, "show_progress": False, **of})

    one, again, other_seed, other_scenario = (
        inputs(), inputs(), inputs(seed=5), inputs(scenario="ceasefire"),
    )  # fmt: skip

    assert one.inputs["scenarios"] == {"baseline_war": tumen.scenario("baseline_war").sha256}
    assert one.inputs["questions"]["owes"]["that"]["change"] == "indicator arrears"
    assert one.to_dict() == again.to_dict()
    assert len({run.inputs_sha256 for run in (one, other_seed, other_scenario)}) == 3


def test_what_nobody_in_the_cast_has_is_refused_at_its_place(file):
    text = QUESTIONS + (
        "  shells: {ask: Are shells short?, that: {value: depletion china, at: 2026-01, above: 0.5}}\n"
    )
    scenario = tumen.scenario("baseline_war")
    questions = read_questions(file(text), [scenario])

    with pytest.raises(tumen.InputError) as caught:
        check_answerable(scenario, questions.document, asked_by(questions.questions))

    [problem] = caught.value.problems
    assert (problem.line, problem.path) == (8, "questions.shells.that")
    assert problem.message == '"depletion china" is not recorded for the cast of baseline_war.'
