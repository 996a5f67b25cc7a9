"""Records are held to the originals: a wrong hash, anchor, paragraph or number fails; nothing is skipped."""

import pytest

from tumen.evidence.read import read_evidence
from tumen.evidence.verify import paragraphs, verify

BROKEN = [
    ("anchor: three envoys", "anchor: two envoys", 'the anchor "two envoys" does not stand in paragraph 2.'),
    ("anchor: three envoys", "anchor: ree envoys", 'the anchor "ree envoys" does not stand in paragraph 2.'),
    ("paragraph: 2", "paragraph: 9", "paragraph 9 does not exist; the document has 3."),
    ("three men", "four men", "the number four does not stand in paragraph 2."),
    ("1,000 presents", "1,001 presents", "the number 1,001 does not stand in paragraph 2."),
    ("1,000 presents", "thousands of presents", "the number thousands does not stand in paragraph 2."),
    ("value: 1000", "value: 100", "the number 100 does not stand in paragraph 2."),
    ("unit: gifts", "unit: gifts in 7 boxes", "the number 7 does not stand in paragraph 2."),
    ("sense: exact", "sense: exact, of: '1999'", "the number 1999 does not stand in paragraph 2."),
]
HOLDING = [
    ("anchor: three envoys", "anchor: '\"close friends\",'"),
    ("anchor: three envoys", "anchor: “close\u00a0friends”"),
    ("three men", "3 men"),
    ("1,000 presents", "one thousand presents"),
    ("1,000 presents", "1\u202f000 presents"),
    ("1,000 presents", "presents for several million dollars"),
    ("value: 1000", "value: 1.0e+3"),
]


@pytest.mark.parametrize(("old", "new", "message"), BROKEN, ids=[new for _, new, _ in BROKEN])
def test_what_the_paragraph_does_not_hold_is_a_failure(write_seeds, originals, old, new, message):
    evidence = read_evidence(write_seeds(old, new))

    assert [str(failure) for failure in verify(evidence, originals)] == [f"E001: {message}"]


@pytest.mark.parametrize(("old", "new"), [("", ""), *HOLDING])
def test_the_same_in_other_quotes_spaces_or_digits_holds(write_seeds, originals, old, new):
    evidence = read_evidence(write_seeds(old, new))

    assert verify(evidence, originals) == []


def test_another_version_of_a_document_is_a_failure(write_seeds, originals):
    file = originals / "001_envoys.txt"
    file.write_text(file.read_text(encoding="utf-8") + "A line more.\n", encoding="utf-8")

    [failure] = verify(read_evidence(write_seeds()), originals)

    assert str(failure).startswith(
        "document 001: 001_envoys.txt is not the recorded version: its SHA-256 is "
    )


def test_a_missing_document_is_a_failure(write_seeds, tmp_path):
    [failure] = verify(read_evidence(write_seeds()), tmp_path)

    assert failure.message == f"no file in {tmp_path} with a name that begins with 001; there must be one."


def test_two_files_for_one_document_are_a_failure(write_seeds, originals):
    (originals / "001_draft.txt").touch()

    [failure] = verify(read_evidence(write_seeds()), originals)

    assert failure.message.startswith("2 files (001_draft.txt, 001_envoys.txt) in ")


def test_blank_lines_are_not_counted_as_paragraphs():
    assert paragraphs("one\n\n \u00a0\ntwo  “words”\n") == ["one", 'two "words"']
