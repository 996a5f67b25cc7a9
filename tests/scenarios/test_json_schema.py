"""The JSON Schema for editors is in step with the models, and speaks of every key."""

import json
from pathlib import Path

import jsonschema
import pytest

from tumen.base.resources import scenarios_folder
from tumen.base.yaml_source import read_yaml
from tumen.scenarios.json_schema import schema_text

SCHEMA = json.loads(schema_text())
SOUND = [
    *sorted(scenarios_folder().glob("*.yaml")),
    *sorted((Path(__file__).parent / "sound").glob("*.yaml")),
]
BROKEN = Path(__file__).parent / "broken"


def test_the_kept_file_is_in_step_with_the_models():
    kept = (scenarios_folder() / "schema" / "scenario.schema.json").read_text(encoding="utf-8")

    remake = "python -m tumen.scenarios.json_schema scenarios/schema/scenario.schema.json"
    assert kept == schema_text(), f"remake it with: {remake}"


def test_the_schema_is_itself_sound():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_sound_files_follow_the_schema_and_name_it_in_their_first_line(path):
    jsonschema.validate(read_yaml(path).value, SCHEMA)

    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


@pytest.mark.parametrize(
    "name",
    ["misspelt_keys", "missing_keys", "wrong_types", "wrong_months", "scalars_of_yaml_1_1", "not_a_map"],
)
def test_editors_find_the_faults_of_form(name):
    document = read_yaml(BROKEN / f"{name}.yaml")

    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(document.value)


def test_every_key_has_a_title_and_a_description():
    maps = [SCHEMA, *SCHEMA["$defs"].values()]
    fields = [(entry["title"], key, field) for entry in maps for key, field in entry["properties"].items()]

    assert [f"{title}.{key}" for title, key, field in fields if "description" not in field] == []
    assert [entry["title"] for entry in maps if "description" not in entry] == []
