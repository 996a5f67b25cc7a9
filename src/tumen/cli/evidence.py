"""The commands that look up what the documents say, and check it against them."""

import json
import shutil
import textwrap
from collections.abc import Collection, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from tumen.base.names import parse_dyad
from tumen.base.problems import InputError, counted, nearest
from tumen.base.resources import seeds_folder
from tumen.evidence.read import read_evidence
from tumen.evidence.records import Dating, Evidence, Quantity, Record, members
from tumen.evidence.verify import verify as failures_of

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
HEADER = ("id", "doc", "date", "str", "kind", "about")
GAP = "  "
NARROWEST_STATEMENT = 24
LABEL_WIDTH = 12

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class BadInput(click.ClickException):
    """What the user wrote cannot be used."""

    exit_code = 2


@click.group()
def evidence() -> None:
    """Look up what the documents say, and check it against them."""


@evidence.command("list")
@click.option("--document", help="Only records of this document, for example 002.")
@click.option("--actor", help="Only records about this actor.")
@click.option("--dyad", help="Only records about this dyad, in either direction, for example dprk-russia.")
@click.option("--mechanism", help="Only records that speak to this mechanism, for example M17.")
@click.option("--strength", type=click.IntRange(1, 4), default=1, help="Only records at least this strong.")
@as_json
def list_records(
    *,
    document: str | None,
    actor: str | None,
    dyad: str | None,
    mechanism: str | None,
    strength: int,
    as_json: bool,
) -> None:
    """List the records, by default all of them."""
    known = _read()
    _refuse_unknown("--document", document, known.documents)
    _refuse_unknown("--actor", actor, known.glossary.actors)
    _refuse_unknown("--mechanism", mechanism, known.glossary.mechanisms)
    pair = _dyad(dyad, tuple(known.glossary.actors))
    found = [
        record
        for record in known.records.values()
        if document in {None, known.document_of(record.id).id}
        and actor in {None, *record.actors}
        and (pair is None or pair in map(frozenset, map(members, record.of)))
        and mechanism in {None, *record.mechanisms}
        and record.strength >= strength
    ]
    if as_json:
        _print_json([_record_data(known, record) for record in found])
    else:
        click.echo(_table(known, found) if found else "No record matches.")


@evidence.command()
@click.argument("record_id", metavar="ID")
@as_json
def show(record_id: str, as_json: bool) -> None:
    """Show all that is known of one record, for example E046."""
    known = _read()
    _refuse_unknown("ID", record_id, known.records)
    record = known.records[record_id]
    if as_json:
        head = known.document_of(record_id).model_dump(mode="json", exclude={"records"})
        _print_json(_record_data(known, record) | {"document": head})
    else:
        click.echo("\n".join(_labelled(label, text) for label, text in _facts(known, record)))


@evidence.command()
@click.option("--documents", type=FOLDER, required=True, help="Folder of the original documents.")
@as_json
def verify(documents: Path, as_json: bool) -> None:
    """Check hashes, anchors and numbers against the original documents."""
    known = _read()
    failures = failures_of(known, documents)
    size = f"{counted(len(known.documents), 'document')}, {counted(len(known.records), 'record')}"
    if as_json:
        counts = {"documents": len(known.documents), "records": len(known.records)}
        _print_json({**counts, "failures": [vars(failure) for failure in failures]})
    else:
        verdict = counted(len(failures), "failure") if failures else "all hashes, anchors and numbers hold"
        click.echo("\n".join([*map(str, failures), f"{size}: {verdict}."]))
    if failures:
        raise click.exceptions.Exit(1)


def _read() -> Evidence:
    try:
        return read_evidence(seeds_folder())
    except InputError as error:
        raise BadInput(str(error)) from error


def _refuse_unknown(option: str, value: str | None, known: Collection[str]) -> None:
    if value is not None and value not in known:
        raise click.BadParameter(f'"{value}" is not known. {nearest(value, known)}', param_hint=option)


def _dyad(text: str | None, cast: tuple[str, ...]) -> frozenset[str] | None:
    try:
        return None if text is None else frozenset(parse_dyad(text, cast))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--dyad") from error


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _record_data(known: Evidence, record: Record) -> dict[str, Any]:
    return {"document": known.document_of(record.id).id, **record.model_dump(mode="json")}


def _table(known: Evidence, records: list[Record]) -> str:
    """Return the records as aligned columns; subjects and statements run over several lines."""
    rows = [[[title] for title in HEADER], *(_cells(known, record) for record in records)]
    widths = [max(len(line) for cell in column for line in cell) for column in zip(*rows, strict=True)]
    room = max(NARROWEST_STATEMENT, _terminal_width() - sum(widths) - len(GAP) * len(widths))
    statements = [
        ["statement"],
        *(textwrap.wrap(record.statement, room, break_on_hyphens=False) for record in records),
    ]
    lines = (
        line
        for row, statement in zip(rows, statements, strict=True)
        for line in zip_longest(*row, statement, fillvalue="")
    )
    return "\n".join(GAP.join(map(str.ljust, line, [*widths, 0])).rstrip() for line in lines)


def _cells(known: Evidence, record: Record) -> list[list[str]]:
    short = (record.id, known.document_of(record.id).id, record.date.at, str(record.strength), record.kind)
    return [*([text] for text in short), list(record.of)]


def _facts(known: Evidence, record: Record) -> Iterator[tuple[str, str]]:
    """Yield each field of a record and of its document's head with a label, in words."""
    document, family = known.document_of(record.id), known.glossary.families[record.family]
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
    for original in record.depends_on:
        yield "restates", f"{original} {known.records[original].statement}"
    if record.note:
        yield "note", record.note
    yield "anchor", f'"{record.anchor}" in paragraph {record.paragraph}'
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


def _measured(quantity: Quantity) -> str:
    sense = "" if quantity.sense == "exact" else f"{quantity.sense.replace('_', ' ')} "
    of = f" ({quantity.of})" if quantity.of else ""
    return f"{sense}{quantity.value:,.15g} {quantity.unit}{of}"


def _labelled(label: str, text: str) -> str:
    return textwrap.fill(
        text,
        width=max(_terminal_width(), LABEL_WIDTH + NARROWEST_STATEMENT),
        initial_indent=f"{label:<{LABEL_WIDTH}}{GAP}",
        subsequent_indent=" " * LABEL_WIDTH + GAP,
        break_on_hyphens=False,
    )


def _terminal_width() -> int:
    return shutil.get_terminal_size().columns
