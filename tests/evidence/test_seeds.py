"""The records that ship: complete, consistent, and true to the originals in our own words."""

import re
from collections import Counter
from itertools import islice

import pytest

from tumen.base.resources import seeds_folder
from tumen.evidence.ids import record_ids
from tumen.evidence.read import read_evidence
from tumen.evidence.records import Evidence
from tumen.evidence.verify import plain, verify

MOST_SHARED_WORDS = 7


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return read_evidence(seeds_folder())


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", plain(text).lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of consecutive words of a length."""
    listed = words(text)
    return set(zip(*(islice(listed, start, None) for start in range(length)), strict=False))


def test_every_record_of_the_five_documents_is_there(evidence):
    counts = {document.id: len(document.records) for document in evidence.documents.values()}

    assert counts == {"000": 40, "001": 29, "002": 80, "003": 28, "004": 40}
    assert sorted(evidence.records) == [f"E{number:03d}" for number in range(1, 218)]


def test_the_strongest_records_are_there(evidence):
    strengths = Counter(record.strength for record in evidence.records.values())

    assert strengths == {4: 34, 3: 108, 2: 55, 1: 20}


def test_the_cheap_list_of_ids_is_that_of_the_records(evidence):
    assert record_ids(seeds_folder()) == set(evidence.records)


def test_every_word_of_the_glossary_is_used(evidence):
    records = evidence.records.values()

    assert {actor for record in records for actor in record.actors} == set(evidence.glossary.actors)
    assert {record.family for record in records} == set(evidence.glossary.families)
    assert {name for record in records for name in record.mechanisms} == set(evidence.glossary.mechanisms)


def test_no_two_records_say_the_same(evidence):
    statements = Counter(record.statement for record in evidence.records.values())

    assert statements.most_common(1)[0][1] == 1


def test_the_records_hold_against_the_originals(evidence, documents):
    assert verify(evidence, documents) == []


def test_no_statement_copies_a_sentence(evidence, documents):
    length = MOST_SHARED_WORDS + 1
    copied = [
        record.id
        for document in evidence.documents.values()
        for original in documents.glob(f"{document.id}*")
        for held in [runs(original.read_text(encoding="utf-8"), length)]
        for record in document.records
        if runs(record.statement, length) & held
    ]

    assert copied == []


def test_a_copied_sentence_would_be_seen():
    original = "The ministry said on Monday that all of the talks were over."

    assert runs("He wrote: said on Monday, that all of the talks ended", 8) & runs(original, 8)
    assert not runs("He wrote: said on Monday, that all of the", 8) & runs(original, 8)
