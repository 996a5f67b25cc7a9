"""Holding the records against the original documents: their hash, the anchors, and every number."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import final

from tumen.evidence.numbers import Number, numbers_in
from tumen.evidence.records import Document, Evidence, Quantity, Record

_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


@final
@dataclass(frozen=True, order=True)
class Failure:
    """What does not hold: of a record, or of a document as a whole where ``record`` is empty."""

    document: str
    record: str
    message: str

    def __str__(self) -> str:
        return f"{self.record or f'document {self.document}'}: {self.message}"


def verify(evidence: Evidence, documents_folder: Path) -> list[Failure]:
    """Return what does not hold, in the order of the documents; an empty list means that all of it does.

    The folder holds one file for each document, its name beginning with the document's id. A missing document
    is a failure, and so is each number of a record that its paragraph does not hold.
    """
    return [
        failure
        for document in evidence.documents.values()
        for failure in _document_failures(document, documents_folder)
    ]


def paragraphs(text: str) -> list[str]:
    """Return the non-blank lines of a text, in plain quotes and with single spaces."""
    lines = (plain(line) for line in text.splitlines())
    return [line for line in lines if line]


def plain(text: str) -> str:
    """Return a text with straight quotes and single spaces in place of typographic and no-break ones."""
    return " ".join(text.translate(_PLAIN).split())


def _document_failures(document: Document, folder: Path) -> Iterator[Failure]:
    paths = sorted(folder.glob(f"{document.id}*"))
    if len(paths) != 1:
        found = f"{len(paths)} files ({', '.join(path.name for path in paths)})" if paths else "no file"
        message = f"{found} in {folder} with a name that begins with {document.id}; there must be one."
        yield Failure(document.id, "", message)
        return
    data = paths[0].read_bytes()
    found_hash = hashlib.sha256(data).hexdigest()
    if found_hash != document.sha256:
        message = f"{paths[0].name} is not the recorded version: its SHA-256 is {found_hash}."
        yield Failure(document.id, "", message)
    lines = paragraphs(data.decode(errors="replace"))
    for record in document.records:
        for message in _record_faults(record, lines):
            yield Failure(document.id, record.id, message)


def _record_faults(record: Record, lines: list[str]) -> Iterator[str]:
    if record.paragraph > len(lines):
        yield f"paragraph {record.paragraph} does not exist; the document has {len(lines)}."
        return
    paragraph = lines[record.paragraph - 1]
    if not re.search(rf"(?<!\w){re.escape(plain(record.anchor))}(?!\w)", paragraph):
        yield f'the anchor "{record.anchor}" does not stand in paragraph {record.paragraph}.'
    held = numbers_in(paragraph)
    for number, written in _claimed_numbers(record).items():
        if number not in held:
            yield f"the number {written} does not stand in paragraph {record.paragraph}."


def _claimed_numbers(record: Record) -> Mapping[Number, str]:
    claimed = numbers_in(record.statement)
    for quantity in record.quantities:
        claimed |= numbers_in(f"{quantity.unit}; {quantity.of}") | {_value(quantity): f"{quantity.value:,g}"}
    return claimed


def _value(quantity: Quantity) -> Number:
    return Number(Decimal(str(quantity.value)), vague=False)
