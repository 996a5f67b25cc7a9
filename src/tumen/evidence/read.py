"""Reading the evidence: one YAML file a document, and a glossary, from one folder."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from tumen.base.names import ARROW, dyad_text, parse_dyad, parse_pair
from tumen.base.places import Route
from tumen.base.problems import InputError, Problem, nearest
from tumen.base.validation import validate
from tumen.base.yaml_source import YamlDocument, read_yaml
from tumen.evidence.ids import document_paths
from tumen.evidence.records import Document, Evidence, Glossary, Record

GLOSSARY = "glossary.yaml"

File: TypeAlias = tuple[YamlDocument, Document]
Fault: TypeAlias = tuple[Route, str]


def read_evidence(folder: Path) -> Evidence:
    """Read every document of a folder and its glossary.

    Raises
    ------
    InputError
        With every fault: of form, names that the glossary lacks, repeated ids, restatements of nothing.
    """
    glossary = validate(read_yaml(folder / GLOSSARY, source=GLOSSARY), Glossary)
    files: list[File] = []
    problems: list[Problem] = []
    for path in document_paths(folder):
        try:
            source = read_yaml(path, source=path.name)
            files.append((source, validate(source, Document)))
        except InputError as error:
            problems += error.problems
    problems += _problems(files, glossary, originals=_originals(files))
    if problems:
        raise InputError(problems)
    return Evidence({document.id: document for _, document in files}, glossary)


def _originals(files: Iterable[File]) -> dict[str, bool]:
    """Return for each record whether it is an original, restating no other."""
    return {record.id: not record.depends_on for _, document in files for record in document.records}


def _problems(files: list[File], glossary: Glossary, originals: dict[str, bool]) -> Iterator[Problem]:
    """Find what only shows when all files are seen together."""
    uses = Counter(document.id for _, document in files)
    uses.update(record.id for _, document in files for record in document.records)
    for source, document in files:
        if not source.source.startswith(document.id):
            yield source.problem(("id",), f'is "{document.id}" in {source.source}. Let both begin alike.')
        if uses[document.id] > 1:
            yield source.problem(("id",), _repeated(document.id))
        for position, record in enumerate(document.records):
            if uses[record.id] > 1:
                yield source.problem(("records", position, "id"), _repeated(record.id))
            for route, message in (*_unknown_names(record, glossary), *_false_originals(record, originals)):
                yield source.problem(("records", position, *route), message)


def _repeated(name: str) -> str:
    return f'"{name}" is used more than once. Keep each id for one thing.'


def _unknown_names(record: Record, glossary: Glossary) -> Iterator[Fault]:
    if record.family not in glossary.families:
        yield ("family",), f'"{record.family}" is not a family. {nearest(record.family, glossary.families)}'
    for position, name in enumerate(record.mechanisms):
        if name not in glossary.mechanisms:
            message = f'"{name}" is not a mechanism. {nearest(name, glossary.mechanisms)}'
            yield ("mechanisms", position), message
    for position, subject in enumerate(record.of):
        try:
            _check_subject(subject, tuple(glossary.actors))
        except ValueError as error:
            yield ("of", position), str(error)


def _check_subject(subject: str, cast: tuple[str, ...]) -> None:
    """Refuse what is neither an actor nor a directed pair nor a dyad in cast order."""
    actors: tuple[str, ...]
    if ARROW in subject:
        actors = parse_pair(subject)
    elif "-" in subject:
        actors = parse_dyad(subject, cast)
        if subject != dyad_text(*actors):
            raise ValueError(f'"{subject}" is not in cast order. Write {dyad_text(*actors)}.')
    else:
        actors = (subject,)
    for actor in actors:
        if actor not in cast:
            raise ValueError(f'"{actor}" is not an actor. {nearest(actor, cast)}')


def _false_originals(record: Record, originals: dict[str, bool]) -> Iterator[Fault]:
    for position, name in enumerate(record.depends_on):
        if name not in originals:
            yield ("depends_on", position), f'"{name}" is not a record. {nearest(name, originals)}'
        elif not originals[name]:
            message = f'"{name}" itself restates a record. Write the id of the original.'
            yield ("depends_on", position), message
