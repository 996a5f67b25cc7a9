"""A file of questions is found by path or name, and read for the scenarios that it is put to."""

import pytest

from tumen.base.problems import InputError
from tumen.base.resources import questions_folder
from tumen.scenarios.load import list_scenarios, load_scenario
from tumen.scenarios.question_files import find_questions, read_questions

# ruff: noqa: E501  -- messages stand here as they are printed

HEAD = "schema_version: 1\ntitle: What we want to know\n"


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(questions: str) -> str:
        (tmp_path / "mine.yaml").write_text(HEAD + questions)
        return "mine.yaml"

    return write


def faults(path: str, *scenarios: str) -> list[str]:
    with pytest.raises(InputError) as error:
        read_questions(path, [load_scenario(name) for name in scenarios])
    return [str(problem) for problem in error.value.problems]


def test_questions_keep_their_order_and_their_names(file):
    path = file(
        "questions:\n"
        "  later: {ask: Later?, that: {happens: bridge_opened, to: 2026-12}}\n"
        "  earlier: {ask: Earlier?, that: {happens: bridge_opened, to: 2025-12}}\n"
    )

    read = read_questions(path, [load_scenario("baseline_war")])

    assert (read.name, read.title, list(read.questions)) == (
        "mine",
        "What we want to know",
        ["later", "earlier"],
    )


def test_the_hash_tells_what_is_asked_and_not_how_the_file_is_laid_out(file):
    baseline = [load_scenario("baseline_war")]
    one, other, third = (
        read_questions(file(text), baseline).sha256
        for text in (
            "questions:\n  opens: {ask: Opens?, that: {happens: bridge_opened, to: 2026-12}}\n",
            "# a note\nquestions: {opens: {ask: Opens?, that: {happens: bridge_opened, to: 2026-12}}}\n",
            "questions: {opens: {ask: Opens?, that: {happens: bridge_opened, to: 2026-11}}}\n",
        )
    )

    assert one == other != third


def test_several_scenarios_may_be_compared(file):
    path = file(
        "questions:\n"
        "  falls:\n"
        "    ask: Does the tie fall?\n"
        "    that: {value: strength dprk-russia, at: 2028-03, in: ceasefire, minus: baseline_war, below: 0}\n"
    )

    read = read_questions(path, [load_scenario("baseline_war"), load_scenario("ceasefire")])

    assert str(read.questions["falls"].that).endswith("in ceasefire minus baseline_war below 0")


def test_what_one_of_the_scenarios_lacks_is_told(file):
    path = file(
        "questions:\n"
        "  ends: {ask: Does the war end?, that: {happens: ceasefire, to: 2025-12}}\n"
        "  falls:\n"
        "    ask: Does the tie fall?\n"
        "    that: {value: strength dprk-russia, at: 2028-03, minus: rw_thaw, below: 0}\n"
    )

    no_event, no_scenario = faults(path, "ceasefire", "baseline_war")
    assert no_event.startswith(
        'mine.yaml:4:50: questions.ends.that.happens: "ceasefire" is neither an event of this scenario nor an outcome. Known: arms_deal, '
    )
    assert (
        no_scenario
        == 'mine.yaml:7:61: questions.falls.that.minus: "rw_thaw" is not a scenario of this run. Known: baseline_war, ceasefire.'
    )


def test_all_faults_of_a_file_are_told_at_once(file):
    path = file(
        "question: {}\n"
        "questions:\n"
        "  Opens: {ask: Opens?, that: {happens: bridge_opened, to: 2026-12}}\n"
        "  opens: {that: {happens: bridge_opens, to: 2026-12}, why: null}\n"
    )

    assert faults(path, "baseline_war") == [
        'mine.yaml:3:1: question: is not known. Did you mean "questions"?',
        "mine.yaml:5:3: questions.Opens: is not a name. Write small letters, digits and underscores, for example peace_talks.",
        "mine.yaml:6:3: questions.opens.ask: is missing; write the question as a sentence.",
        'mine.yaml:6:27: questions.opens.that.happens: "bridge_opens" is neither an event of this scenario nor an outcome. Did you mean "bridge_opened"?',
        "mine.yaml:6:60: questions.opens.why: holds nothing, and no extended file has it to remove; write a value.",
    ]


def test_a_misspelt_name_gets_the_nearest_one():
    with pytest.raises(
        InputError, match="nor the name of a file of questions that ships with tumen"
    ) as error:
        find_questions("sprung_2025")

    assert 'Did you mean "spring_2025"?' in str(error.value)


@pytest.mark.parametrize("path", sorted(questions_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_questions_can_be_put_to_every_scenario(path):
    for scenario in list_scenarios():
        assert read_questions(path.stem, [scenario]).questions
