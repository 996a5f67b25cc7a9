"""A small folder of evidence, and the document that it is about."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = """Envoys arrive

Kim sent three envoys, “close friends”, with 1,000 gifts worth several million dollars.

Talks go on.
"""

GLOSSARY = """actors: {dprk: North Korea, russia: Russia, china: China}
families:
  press: {who: newspapers, bias: likes contrasts}
mechanisms: {M09: reciprocity, M17: exchange}
"""

DOCUMENT = f"""id: "001"
publisher: The Daily
title: Envoys arrive
date: {{at: 2024-06-20, precision: day}}
language: en
kind: news article
sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
records:
  - id: E001
    paragraph: 2
    anchor: three envoys
    statement: Kim dispatched three men with 1,000 presents.
    kind: event
    of: [dprk->russia, china]
    mechanisms: [M09, M17]
    date: {{at: 2024-06, precision: month}}
    quantities:
      - {{value: 1000, unit: gifts, sense: exact}}
    strength: 4
    family: press
    role: evidence
  - id: E002
    paragraph: 3
    anchor: Talks go on
    statement: The talks have not ended.
    kind: forecast
    of: [dprk-russia]
    mechanisms: []
    date: {{at: 2024-Q2, precision: quarter}}
    horizon: {{first: 2024-07, last: 2024-12}}
    strength: 2
    family: press
    role: forecast
    depends_on: [E001]
"""

Write = Callable[..., Path]


@pytest.fixture
def write_seeds(tmp_path: Path) -> Write:
    """Return a function that writes a folder of evidence, with one passage replaced by another."""

    def write(old: str = "", new: str = "", *, files: dict[str, str] | None = None) -> Path:
        assert old in DOCUMENT
        folder = tmp_path / "seeds"
        folder.mkdir()
        contents = {"glossary.yaml": GLOSSARY, "001-envoys.yaml": DOCUMENT.replace(old, new, 1)} | (
            files or {}
        )
        for name, text in contents.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    """Return a folder that holds the document."""
    folder = tmp_path / "originals"
    folder.mkdir()
    (folder / "001_envoys.txt").write_text(TEXT, encoding="utf-8")
    return folder
