"""`tumen cite`: what a parameter rests on, down to the paragraphs of the documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from tumen.base.problems import counted, nearest
from tumen.base.resources import seeds_folder
from tumen.cli.layout import as_json, labelled, print_json
from tumen.cli.telling import head_data, record_data, restatements

if TYPE_CHECKING:
    from tumen.evidence.records import Evidence, Record
    from tumen.parameters.registry import Parameter

ASSUMED = "nothing: no document gives this number; it is assumed"


@click.command()
@click.argument("parameter")
@as_json
def cite(parameter: str, as_json: bool) -> None:
    """Show what a parameter rests on: its records, and where the documents say so.

    PARAMETER is an address, for example mechanisms/exchange/price, or the end of one that fits no other.
    """
    from tumen.evidence.read import read_evidence
    from tumen.parameters.registry import load_registry

    registry = load_registry()
    found, known = registry[_address(parameter, registry)], read_evidence(seeds_folder())
    if as_json:
        print_json(_data(found, known))
    else:
        click.echo("\n".join(_lines(found, known)))


def _address(text: str, addresses: Iterable[str]) -> str:
    """Return the one address that ends in a text, which may be the whole of it."""
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses:
        parts = address.split("/")
        for start in range(len(parts)):
            ends["/".join(parts[start:])].append(address)
    if text not in ends:
        message = f'"{text}" is no parameter. {nearest(text, ends)} tumen list parameters names them all.'
        raise click.BadParameter(message, param_hint="PARAMETER")
    if len(ends[text]) > 1:
        message = f'"{text}" fits {len(ends[text])} parameters. Write one of: {", ".join(ends[text])}.'
        raise click.BadParameter(message, param_hint="PARAMETER")
    return ends[text][0]


def _data(parameter: "Parameter", known: "Evidence") -> dict[str, Any]:
    """Return the parameter with its records, each with the head of its document."""
    records = [
        record_data(known, known.records[name]) | {"document": head_data(known.document_of(name))}
        for name in parameter.entry.evidence
    ]
    written = {"address": parameter.address, "written": _place(parameter)}
    return written | parameter.entry.model_dump(mode="json") | {"evidence": records}


def _lines(parameter: "Parameter", known: "Evidence") -> Iterator[str]:
    entry = parameter.entry
    yield parameter.address
    yield labelled("meaning", entry.meaning)
    yield labelled("unit", entry.unit)
    yield labelled("prior", str(entry.prior))
    yield labelled("why", entry.why)
    yield labelled("written", _place(parameter))
    yield labelled("rests on", ASSUMED if entry.assumed else counted(len(entry.evidence), "record"))
    for name in entry.evidence:
        yield ""
        for label, text in _source(known.records[name], known):
            yield labelled(label, text)


def _source(record: "Record", known: "Evidence") -> Iterator[tuple[str, str]]:
    """Yield what a record says, how strong it is, and where it stands, with labels."""
    document = known.document_of(record.id)
    yield record.id, record.statement
    yield "strength", f"{record.strength} of 4, {record.kind} of {record.date.at}, {record.family}"
    yield from restatements(known, record)
    yield f"document {document.id}", f'{document.publisher}: "{document.title}", {document.date.at}'
    yield "paragraph", f'{record.paragraph}, at "{record.anchor}"'


def _place(parameter: "Parameter") -> str:
    return f"{parameter.source}:{parameter.line}"
