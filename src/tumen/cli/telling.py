"""Records and their documents in words, for the commands that show them."""

from collections.abc import Iterator, Sequence
from typing import Any

from tumen.cli.layout import table
from tumen.evidence.records import Dating, Document, Evidence, Quantity, Record

HEADER = ("id", "doc", "date", "str", "kind", "about")


def record_data(known: Evidence, record: Record) -> dict[str, Any]:
    """Return a record as plain data, with the id of its document."""
    return {"document": known.document_of(record.id).id, **record.model_dump(mode="json")}


def head_data(document: Document) -> dict[str, Any]:
    """Return the head of a document as plain data."""
    return document.model_dump(mode="json", exclude={"records"})


def record_table(known: Evidence, records: Sequence[Record]) -> str:
    """Return records as aligned columns; subjects and statements run over several lines."""
    header: list[Sequence[str]] = [[title] for title in HEADER]
    rows = [header, *(_cells(known, record) for record in records)]
    return table(rows, ["statement", *(record.statement for record in records)])


def record_facts(known: Evidence, record: Record) -> Iterator[tuple[str, str]]:
    """Yield each field of a record with a label."""
    family = known.glossary.families[record.family]
    yield record.id, record.statement
    yield "kind", f"{record.kind}, used as {record.role}"
    yield "about", ", ".join(record.of)
    yield "date", _dated(record.date)
    if record.horizon:
        yield "horizon", f"{record.horizon.first} to {record.horizon.last}"
    for quantity in record.quantities:
        yield "quantity", _measured(quantity)
    for mechanism in record.mechanisms:
        yield "mechanism", f"{mechanism} {known.glossary.mechanisms[mechanism]}"
    yield "strength", f"{record.strength} of 4"
    yield "family", f"{record.family}: {family.who}. {family.bias}"
    yield from restatements(known, record)
    if record.note:
        yield "note", record.note
    yield "anchor", f'"{record.anchor}" in paragraph {record.paragraph}'


def restatements(known: Evidence, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the records that a record restates, with a label."""
    for original in record.depends_on:
        yield "restates", f"{original} {known.records[original].statement}"


def document_facts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each field of a document's head with a label."""
    yield f"document {document.id}", document.title
    if document.author:
        yield "author", document.author
    yield "publisher", document.publisher
    yield "published", f"{_dated(document.date)}, {document.kind}, language {document.language}"
    if document.note:
        yield "remark", document.note
    yield "sha256", document.sha256


def _dated(date: Dating) -> str:
    reason = f": {date.reason}" if date.reason else ""
    return f"{date.at} ({date.precision}{reason})"


def _cells(known: Evidence, record: Record) -> list[Sequence[str]]:
    short = (record.id, known.document_of(record.id).id, record.date.at, str(record.strength), record.kind)
    return [*([text] for text in short), list(record.of)]


def _measured(quantity: Quantity) -> str:
    sense = "" if quantity.sense == "exact" else f"{quantity.sense.replace('_', ' ')} "
    of = f" ({quantity.of})" if quantity.of else ""
    return f"{sense}{quantity.value:,.15g} {quantity.unit}{of}"
