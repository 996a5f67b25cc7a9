"""The commands that look up what the documents say, and check it against them."""

from collections.abc import Collection
from pathlib import Path
from typing import get_args

import click

from tumen.base.names import parse_dyad
from tumen.base.problems import counted, nearest
from tumen.base.resources import seeds_folder
from tumen.cli.layout import as_json, labelled, print_json
from tumen.cli.telling import document_facts, head_data, record_data, record_facts, record_table
from tumen.evidence.account import unaccounted
from tumen.evidence.read import read_evidence
from tumen.evidence.records import Evidence, Role, members
from tumen.evidence.verify import verify as failures_of

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def evidence() -> None:
    """Look up what the documents say, and check it against them."""


@evidence.command("list")
@click.option("--document", help="Only records of this document, for example 002.")
@click.option("--actor", help="Only records about this actor.")
@click.option("--dyad", help="Only records about this dyad, in either direction, for example dprk-russia.")
@click.option(
    "--mechanism",
    help="Only records that this mechanism's parameters cite, for example exchange, "
    "or that speak to this idea, for example M17.",
)
@click.option("--role", type=click.Choice(get_args(Role)), help="Only records with this role.")
@click.option("--strength", type=click.IntRange(1, 4), default=1, help="Only records at least this strong.")
@click.option("--unused", is_flag=True, help="Only records that nothing cites.")
@as_json
def list_records(
    *,
    document: str | None,
    actor: str | None,
    dyad: str | None,
    mechanism: str | None,
    role: str | None,
    strength: int,
    unused: bool,
    as_json: bool,
) -> None:
    """List the records, by default all of them; each filter narrows the list further."""
    known = read_evidence(seeds_folder())
    _refuse_unknown("--document", document, known.documents)
    _refuse_unknown("--actor", actor, known.glossary.actors)
    pair = _dyad(dyad, tuple(known.glossary.actors))
    behind, cited = _behind(mechanism, known), _cited() if unused else ()
    found = [
        record
        for record in known.records.values()
        if document in {None, known.document_of(record.id).id}
        and actor in {None, *record.actors}
        and (pair is None or pair in map(frozenset, map(members, record.of)))
        and record.id in behind
        and role in {None, record.role}
        and record.strength >= strength
        and record.id not in cited
    ]
    if as_json:
        print_json([record_data(known, record) for record in found])
    else:
        click.echo(record_table(known, found) if found else "No record matches.")


@evidence.command()
@click.argument("record_id", metavar="ID")
@as_json
def show(record_id: str, as_json: bool) -> None:
    """Show all that is known of one record, for example E046, and what rests on it."""
    from tumen.cli.citations import citations

    known = read_evidence(seeds_folder())
    _refuse_unknown("ID", record_id, known.records)
    record, document = known.records[record_id], known.document_of(record_id)
    users = citations().get(record_id, ())
    if as_json:
        used_by = [vars(user) for user in users]
        print_json(record_data(known, record) | {"document": head_data(document), "used_by": used_by})
    else:
        uses = [str(user) for user in users] or [f"nothing. {record.unused}"]
        labels = ["used by", *[""] * (len(uses) - 1)]
        facts = (*record_facts(known, record), *document_facts(document), *zip(labels, uses, strict=True))
        click.echo("\n".join(labelled(label, text) for label, text in facts))


@evidence.command()
@click.option("--documents", type=FOLDER, help="Folder of the original documents, to hold the records to.")
@as_json
def verify(documents: Path | None, as_json: bool) -> None:
    """Check that strong records are used, and, with the originals, their hashes, anchors and numbers."""
    from tumen.cli.citations import citations

    known = read_evidence(seeds_folder())
    users = {record: [str(user) for user in users] for record, users in citations().items()}
    failures = unaccounted(known, users)
    checked = "every strong record is used or says why not"
    if documents:
        failures = failures_of(known, documents) + failures
        checked = f"all hashes, anchors and numbers hold, and {checked}"
    size = f"{counted(len(known.documents), 'document')}, {counted(len(known.records), 'record')}"
    if as_json:
        counts = {"documents": len(known.documents), "records": len(known.records)}
        print_json({**counts, "failures": [vars(failure) for failure in failures]})
    else:
        verdict = counted(len(failures), "failure") if failures else checked
        click.echo("\n".join([*map(str, failures), f"{size}: {verdict}."]))
    if failures:
        raise click.exceptions.Exit(1)


def _behind(mechanism: str | None, known: Evidence) -> Collection[str]:
    """Return the records that a mechanism of the model cites or that speak to an idea; by default all."""
    if mechanism is None:
        return known.records
    from tumen.cli.citations import records_of_mechanisms

    cited = records_of_mechanisms()
    _refuse_unknown("--mechanism", mechanism, {*cited, *known.glossary.mechanisms})
    speaking = {record.id for record in known.records.values() if mechanism in record.mechanisms}
    return speaking | cited.get(mechanism, set())


def _cited() -> Collection[str]:
    from tumen.cli.citations import citations

    return citations()


def _refuse_unknown(option: str, value: str | None, known: Collection[str]) -> None:
    if value is not None and value not in known:
        raise click.BadParameter(f'"{value}" is not known. {nearest(value, known)}', param_hint=option)


def _dyad(text: str | None, cast: tuple[str, ...]) -> frozenset[str] | None:
    try:
        return None if text is None else frozenset(parse_dyad(text, cast))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--dyad") from error
