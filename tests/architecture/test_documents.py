"""What the documents show exists and works."""

import re

from tumen.scenarios.load import load_scenario

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
YAML_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)


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
