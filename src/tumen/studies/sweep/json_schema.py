"""The JSON Schema that helps editors write sweep files, made from the models.

`python -m tumen.studies.sweep.json_schema FILE` writes it.
"""

import json
import sys
from pathlib import Path

from tumen.studies.sweep.written import SweepFile


def schema_text() -> str:
    """Return the JSON Schema of sweep files as text."""
    schema = SweepFile.model_json_schema()
    schema["title"] = "Sweep of tumen"
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
