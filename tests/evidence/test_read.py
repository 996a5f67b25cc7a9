"""Reading evidence: what it holds, and every fault at its line and column, all at once."""

import pytest

from tumen.base.problems import InputError
from tumen.evidence.ids import record_ids
from tumen.evidence.read import read_evidence

FAULTS = [
    ("id: E001", "id: E1", '9:9: records[0].id: "E1" does not have the right form. Write it like E042.'),
    (
        "id: E002",
        "id: E001",
        '22:9: records[1].id: "E001" is used more than once. Keep each id for one thing.',
    ),
    (
        "anchor: three envoys",
        "anchor: sent three envoys close friends",
        "11:13: records[0].anchor: is 5 words long. Write one to 4 words of the paragraph.",
    ),
    (
        "at: 2024-06,",
        "at: 2024-13,",
        '16:16: records[0].date.at: "2024-13" is not a date. Write YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY.',
    ),
    (
        "at: 2024-06,",
        "at: 2025-04,",
        '16:16: records[0].date.at: "2025-04" lies after the cut-off 2025-03-27. Record nothing later.',
    ),
    (
        "at: 2024-06-20,",
        "at: 2025-03-28,",
        '4:12: date.at: "2025-03-28" lies after the cut-off 2025-03-27. Record nothing later.',
    ),
    (
        "precision: month",
        "precision: day",
        '16:11: records[0].date: "2024-06" has the precision month. Write that, or inferred.',
    ),
    (
        "precision: day",
        "precision: inferred",
        "1:1: has an inferred date without a reason. Write date.reason.",
    ),
    (
        "last: 2024-12",
        "last: 2024-06",
        "30:14: records[1].horizon: ends in 2024-06, before it starts in 2024-07. Exchange the two.",
    ),
    (
        "last: 2024-12",
        "last: 2024",
        "30:37: records[1].horizon.last: holds 2024; write text in quotes.",
    ),
    (
        "role: forecast",
        "role: evidence",
        "22:5: records[1]: speaks of the future, but has the role evidence. Write role: forecast.",
    ),
    (
        "family: press",
        "family: pres",
        '20:13: records[0].family: "pres" is not a family. Did you mean "press"?',
    ),
    (
        "[M09, M17]",
        "[M09, M71]",
        '15:23: records[0].mechanisms[1]: "M71" is not a mechanism. Did you mean "M17"?',
    ),
    (
        "[dprk->russia, china]",
        "[dprk->rusia, china]",
        '14:10: records[0].of[0]: "rusia" is not an actor. Did you mean "russia"?',
    ),
    (
        "[dprk->russia, china]",
        "[dprk->dprk, china]",
        '14:10: records[0].of[0]: "dprk->dprk" is not a directed pair. Write two actors as giver->receiver.',
    ),
    (
        "[dprk-russia]",
        "[russia-dprk]",
        '27:10: records[1].of[0]: "russia-dprk" is not in cast order. Write dprk-russia.',
    ),
    (
        "[dprk-russia]",
        "[dprk-moon]",
        '27:10: records[1].of[0]: "dprk-moon" is not a dyad of this cast. '
        "Write one of: dprk-russia, dprk-china, russia-china.",
    ),
    (
        "depends_on: [E001]",
        "depends_on: [E101]",
        '34:18: records[1].depends_on[0]: "E101" is not a record. Did you mean "E001"?',
    ),
    (
        "depends_on: [E001]",
        "depends_on: [E002]",
        '34:18: records[1].depends_on[0]: "E002" itself restates a record. Write the id of the original.',
    ),
    ("strength: 4", "strenght: 4", '19:5: records[0].strenght: is not known. Did you mean "strength"?'),
    ('id: "001"', 'id: "002"', '1:5: id: is "002" in 001-envoys.yaml. Let both begin alike.'),
]


def test_reads_documents_records_and_glossary(write_seeds):
    evidence = read_evidence(write_seeds())

    assert list(evidence.documents) == ["001"]
    assert list(evidence.records) == ["E001", "E002"]
    assert evidence.document_of("E002").title == "Envoys arrive"
    assert evidence.records["E001"].actors == ("dprk", "russia", "china")
    assert evidence.records["E001"].quantities[0].value == 1000
    assert evidence.glossary.mechanisms["M17"] == "exchange"


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=[new for _, new, _ in FAULTS])
def test_a_fault_is_told_at_its_place(write_seeds, old, new, message):
    with pytest.raises(InputError) as caught:
        read_evidence(write_seeds(old, new))

    assert f"001-envoys.yaml:{message}" in str(caught.value).splitlines()


def test_faults_of_all_files_are_told_at_once(write_seeds):
    other = 'id: "002"\nrecords: []\n'
    folder = write_seeds("family: press", "family: pres", files={"002-empty.yaml": other})

    with pytest.raises(InputError) as caught:
        read_evidence(folder)

    assert {problem.source for problem in caught.value.problems} == {"001-envoys.yaml", "002-empty.yaml"}


def test_two_files_of_one_document_are_refused(write_seeds):
    folder = write_seeds()
    text = (folder / "001-envoys.yaml").read_text().replace("E00", "E10")
    (folder / "001-again.yaml").write_text(text)

    with pytest.raises(InputError) as caught:
        read_evidence(folder)

    message = 'id: "001" is used more than once. Keep each id for one thing.'
    assert [str(problem) for problem in caught.value.problems] == [
        f"001-again.yaml:1:5: {message}",
        f"001-envoys.yaml:1:5: {message}",
    ]


def test_record_ids_are_those_of_the_records(write_seeds):
    assert record_ids(write_seeds()) == {"E001", "E002"}


@pytest.mark.parametrize("read", [read_evidence, record_ids])
def test_a_folder_without_documents_is_refused(write_seeds, read):
    folder = write_seeds()
    (folder / "001-envoys.yaml").unlink()

    with pytest.raises(InputError, match="holds no evidence"):
        read(folder)
