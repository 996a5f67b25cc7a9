"""Calibration items: what ships, and the faults that a file may have, all told at once with their lines."""

import re

import pytest

import tumen
from tumen.base.resources import seeds_folder
from tumen.evidence.read import read_evidence
from tumen.studies.calibration.reading import read_coding

HEAD = """schema_version: 1
title: Some items
cutoff: 2024-12
reading: [4, 2.5, 1.5, 1]
families:
  seoul_press: {sd: 0.5, why: Somebody has to speak}
scales:
  regard: {categories: [cool, neutral, warm], cutpoints: [0, 0.4], why: A convention}
items:
"""
GOOD = """
  lavish:
    records: [E002]
    ordinal: {of: {value: alignment dprk->russia, at: 2024-12}, scale: regard, says: [warm], sd: 0.1}
    why: Lavish
"""


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        file = tmp_path / "items.yaml"
        file.write_text(text, encoding="utf-8")
        return read_coding(file)

    return from_text


@pytest.fixture(scope="module")
def shipped():
    return read_coding()


def test_the_shipped_items_code_every_document(shipped):
    documents = [item.document for item in shipped.items]

    assert len(shipped.items) >= 50
    assert all(documents.count(document) >= 8 for document in ("000", "001", "002", "003", "004"))
    assert {item.kind for item in shipped.items} == {
        "count",
        "quantity",
        "bound",
        "ordinal",
        "compare",
        "change",
        "event",
    }
    assert len(shipped.forecasts) >= 8


def test_no_record_is_told_twice_by_the_same_number(shipped):
    told = [
        (record, str(measure))
        for item in shipped.items
        for record in item.records
        for measure in item.reading.measures
    ]
    assert len(told) == len(set(told))


def test_records_that_restate_each_other_are_one_item(shipped):
    evidence = read_evidence(seeds_folder())
    of_record = {record: item.name for item in shipped.items for record in item.records}
    for record, item in of_record.items():
        for original in evidence.records[record].depends_on:
            assert of_record.get(original, item) == item, f"{record} restates {original}"


def test_a_file_is_read(read):
    coding = read(HEAD + GOOD)

    (item,) = coding.items
    assert (item.document, item.family, item.kind) == ("000", "seoul_press", "ordinal")
    assert (item.reading.low, item.reading.factor) == (0.4, 1.5)
    assert list(coding.families) == ["seoul_press"]


def test_what_no_record_says_names_its_source(read):
    source = "source: {says: Something, date: 2024-12, family: seoul_press, strength: 4}"
    coding = read(HEAD + GOOD.replace("records: [E002]", source))

    (item,) = coding.items
    assert (item.document, item.records, item.reading.factor) == ("added", (), 1.0)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("E002", "E999"), '"E999" is not a record'),
        (("E002", "E012"), "E012 is used as forcing. Cite records that are used as evidence."),
        (("says: [warm]", "says: [hot]"), '"hot" is not on the scale regard'),
        (("says: [warm]", "says: [cool, warm]"), "cool, warm are no neighbours on the scale regard"),
        (("scale: regard", "scale: regards"), 'Did you mean "regard"?'),
        (("at: 2024-12", "at: 2025-02"), "speaks of 2025-02. Write a month up to the cutoff."),
        (("sd: 0.1", "sd: 0"), "items.lavish.ordinal.sd"),
        (("records: [E002]", "records: [E010]"), 'speaks for the family "seoul_gov"'),
        (("    records: [E002]\n", ""), "Write one of the keys records and source"),
        (("alignment dprk->russia", "alignment dprk->rusia"), 'Did you mean "russia"?'),
        (("ordinal: {of", "ordinary: {of"), 'Did you mean "ordinal"?'),
    ],
    ids=lambda change: re.sub(r"\W+", "-", str(change))[:40],
)
def test_a_fault_is_told_with_its_line(read, change, told):
    with pytest.raises(tumen.InputError) as caught:
        read(HEAD + GOOD.replace(*change))

    assert told in str(caught.value)
    assert all(problem.line > 0 for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (
            "count: {of: missile_tests, observed: 3, readings: [{weight: 0.7, from: 2024-01, to: 2024-02}]}",
            "the weights of the readings add up to 0.7",
        ),
        ("bound: {of: {value: indicator arrears, at: 2024-12}, sd: 0.1}", "has no bound"),
        (
            "bound: {of: {value: indicator arrears, at: 2024-12}, at_least: 0, sd: 0.1}",
            "which has no logarithm",
        ),
        (
            "event: {of: missile_tests, from: 2024-01, to: 2024-03, observed: 2024-05}",
            "lies outside the months watched",
        ),
        (
            "quantity: {observed: -1, sd: 1, readings: [{weight: 1, of: {value: thaw, at: 2024-12}}]}",
            "items.lavish.quantity.observed",
        ),
    ],
    ids=["weights", "no-bound", "logarithm", "months", "negative"],
)
def test_a_model_that_makes_no_sense_is_refused(read, model, told):
    text = re.sub(r"ordinal: .*", model, GOOD)

    with pytest.raises(tumen.InputError, match=re.escape(told)):
        read(HEAD + text)


def test_all_faults_are_told_at_once(read):
    text = GOOD.replace("says: [warm]", "says: [hot]") + GOOD.replace("lavish", "other").replace(
        "E002", "E012"
    )

    with pytest.raises(tumen.InputError) as caught:
        read(HEAD + text)

    assert len(caught.value.problems) == 2
