"""What the documents show exists and works."""

import re
from pathlib import Path

import pytest

from tumen.scenarios.load import load_scenario
from tumen.scenarios.question_files import read_questions

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
YAML_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
PREDICATE = re.compile(r"^\| `(\{[^`.]+\})` \|", re.MULTILINE)  # one that leaves nothing out
GUIDE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text()


def test_every_link_leads_somewhere(repository):
    documents = [*repository.glob("*.md"), *(repository / "docs").rglob("*.md")]
    links = [(document, target) for document in documents for target in LINK.findall(document.read_text())]

    assert links
    assert [(document, target) for document, target in links if not (document.parent / target).exists()] == []


def test_the_complete_scenario_of_the_guide_can_be_loaded(repository, tmp_path):
    guide = (repository / "docs" / "scenarios.md").read_text()
    file = tmp_path / "my_ceasefire.yaml"
    file.write_text(YAML_BLOCK.findall(guide)[0])

    assert load_scenario(file).title == "Ceasefire in Ukraine"


def test_the_file_of_questions_of_the_guide_can_be_read(tmp_path):
    [block] = [
        block for block in YAML_BLOCK.findall(GUIDE) if block.startswith("schema_version: 1\ntitle: What")
    ]
    file = tmp_path / "mine.yaml"
    file.write_text(block)
    scenarios = [load_scenario(name) for name in ("baseline_war", "ceasefire")]

    assert list(read_questions(file, scenarios).questions) == ["weaker"]


def test_the_questions_and_thresholds_of_the_guide_can_be_asked(tmp_path):
    [block] = [block for block in YAML_BLOCK.findall(GUIDE) if block.startswith("questions:")]
    file = tmp_path / "mine.yaml"
    file.write_text(f"extends: baseline_war\n{block}")

    scenario = load_scenario(file)

    assert "cools_for_long" in scenario.questions
    assert "cool" in scenario.thresholds


@pytest.mark.parametrize(
    "predicate", PREDICATE.findall(GUIDE.partition("## Questions and thresholds")[2].partition("\n## ")[0])
)
def test_each_predicate_of_the_guide_can_be_asked(tmp_path, predicate):
    file = tmp_path / "mine.yaml"
    file.write_text(
        f"schema_version: 1\ntitle: One\nquestions: {{one: {{ask: Is it so?, that: {predicate}}}}}\n"
    )

    assert read_questions(file, [load_scenario("ceasefire")]).questions
