"""The JSON Schema that helps editors write scenario files, made from the models.

`python -m tumen.scenarios.json_schema FILE` writes it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tumen.parameters.priors import PRIORS
from tumen.scenarios.predicates import PREDICATES
from tumen.scenarios.quantities import Scale, Shift
from tumen.scenarios.questions import Question, WatchedThreshold
from tumen.scenarios.schema import Event, Outputs, ScenarioFile
from tumen.scenarios.timing import AtHazard, Date, Hazard, Window, Within

# maps that a child file may hold in part, with null where it removes what it inherits
PARTIAL: tuple[type[BaseModel], ...] = (Event, Window, Hazard, Outputs, Question, WatchedThreshold)
# maps told apart by their key: a child file removes the inherited key with null, beside its own
CHOICES: tuple[type[BaseModel], ...] = (Date, Within, AtHazard, Scale, Shift, *PRIORS, *PREDICATES)

NOTHING = {"type": "null"}


def schema_text() -> str:
    """Return the JSON Schema of scenario files as text."""
    schema = ScenarioFile.model_json_schema()
    schema["title"] = "Scenario of tumen"
    required = schema["required"]
    for model in PARTIAL:
        _allow_parts(schema["$defs"][model.__name__])
    for model in CHOICES:
        schema["$defs"][model.__name__]["additionalProperties"] = NOTHING
    _allow_parts(schema)
    schema["anyOf"] = [{"required": ["extends"]}, {"required": required}]
    for name in ("events", "parameters", "questions", "thresholds"):
        entries = schema["properties"][name]["anyOf"][0]
        entries["additionalProperties"] = _or_nothing(entries["additionalProperties"])
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, indent=2, sort_keys=True) + "\n"


def _allow_parts(definition: dict[str, Any]) -> None:
    """Let a map miss keys, and hold null in place of their values."""
    definition.pop("required", None)
    definition["properties"] = {name: _or_nothing(value) for name, value in definition["properties"].items()}


def _or_nothing(definition: dict[str, Any]) -> dict[str, Any]:
    """Return a definition that also allows null; its title and description stay where editors look."""
    spoken: dict[str, Any] = {
        key: definition[key] for key in ("title", "description", "default") if key in definition
    }
    return {**spoken, "anyOf": [{key: definition[key] for key in definition if key not in spoken}, NOTHING]}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
