"""The ids of all records, without reading what the records say: a cheap check of citations."""

import re
from pathlib import Path

from tumen.base.problems import InputError, Problem

DOCUMENTS = "[0-9][0-9][0-9]-*.yaml"
ITEMS = "items.yaml"  # what of the records is held against the model

_RECORD_ID = re.compile(r"""^[ -]*id: *["']?(E\d{3})\b""", re.MULTILINE)


def record_ids(folder: Path) -> frozenset[str]:
    """Return the ids of all records without parsing them, for a cheap check of citations.

    Raises
    ------
    InputError
        If the folder holds no document.
    """
    texts = (path.read_text(encoding="utf-8") for path in document_paths(folder))
    return frozenset(record for text in texts for record in _RECORD_ID.findall(text))


def document_paths(folder: Path) -> list[Path]:
    """Return the files of the documents in a folder, in the order of their numbers.

    Raises
    ------
    InputError
        If there is none.
    """
    paths = sorted(folder.glob(DOCUMENTS))
    if not paths:
        message = "holds no evidence. Give the folder with files such as 000-title.yaml."
        raise InputError([Problem(str(folder), 0, 0, "", message)])
    return paths
