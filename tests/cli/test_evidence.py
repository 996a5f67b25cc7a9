"""The evidence commands: tables for people, JSON for programs, and exit codes for both."""

import json
import re

import pytest
from click.testing import CliRunner, Result

from tumen.base.resources import seeds_folder
from tumen.cli.citations import Citation, citations
from tumen.cli.main import commands
from tumen.evidence.read import read_evidence


@pytest.fixture
def cited(monkeypatch):
    """Return a function that lets nothing be cited but these records, each once."""

    def cite(*records: str) -> None:
        users = {record: (Citation(record, "parameter", "a/b", "data/a.yaml:2"),) for record in records}
        monkeypatch.setattr("tumen.cli.citations.citations", lambda: users)

    return cite


def run(*arguments: str, columns: int = 100) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(commands, ["evidence", *arguments])


def listed(*arguments: str) -> list[str]:
    return [record["id"] for record in json.loads(run("list", "--json", *arguments).output)]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--document", "000", "--mechanism", "M24"], ["E012", "E015"]),
        (["--actor", "ukraine", "--strength", "4"], ["E066", "E147"]),
        (["--dyad", "ukraine-bloc"], ["E082", "E132", "E213", "E192"]),
        (["--dyad", "dprk-russia", "--document", "001", "--strength", "4"], ["E060", "E061"]),
        (["--mechanism", "M15"], ["E199", "E208"]),
        (["--document", "001", "--mechanism", "M15"], []),
        (["--role", "forecast", "--document", "003"], ["E161", "E168", "E169"]),
        (["--role", "forecast", "--document", "003", "--strength", "4"], ["E169"]),
    ],
    ids=" ".join,
)
def test_filters_narrow_the_list(arguments, ids):
    assert listed(*arguments) == ids


def test_without_a_filter_all_records_are_listed():
    assert len(listed()) == 217


def test_a_mechanism_of_the_model_is_known_by_the_records_of_its_parameters(monkeypatch):
    monkeypatch.setattr("tumen.cli.citations.records_of_mechanisms", lambda: {"war": {"E189", "E010"}})

    assert listed("--mechanism", "war") == ["E010", "E189"]
    assert listed("--mechanism", "war", "--document", "004") == ["E189"]


def test_unused_records_are_those_that_nothing_cites(cited):
    cited("E061")

    assert listed("--document", "001", "--strength", "4", "--unused") == [
        "E043",
        "E044",
        "E046",
        "E060",
        "E066",
    ]


def test_the_table_is_aligned_and_as_wide_as_the_terminal():
    lines = run("list", "--document", "003", "--strength", "4", columns=90).output.splitlines()

    start = lines[0].index("statement")
    assert lines[0].split() == ["id", "doc", "date", "str", "kind", "about", "statement"]
    assert all(
        line[start - 2 : start].isspace() and line[start] != " " for line in lines if len(line) > start
    )
    assert max(map(len, lines)) <= 90


def test_a_list_of_nothing_says_so():
    assert run("list", "--document", "001", "--mechanism", "M15").output == "No record matches.\n"


def test_show_tells_record_and_document():
    text = run("show", "E188", columns=80).output

    assert "at least 1,000 containers" in text
    assert '"over 1,000 containers" in paragraph 19' in text
    assert "Pyongyang and Moscow Honeymoon" in text
    assert max(map(len, text.splitlines())) <= 80


def test_show_tells_what_a_record_restates():
    assert "restates      E163 Experts" in run("show", "E164").output


def test_show_as_json_holds_the_head_of_the_document():
    record = json.loads(run("show", "E163", "--json").output)

    assert record["quantities"] == [{"value": 3e9, "unit": "US$", "sense": "about", "of": ""}]
    assert record["document"]["publisher"] == "Yonhap News Agency"
    assert "records" not in record["document"]


def test_show_tells_what_rests_on_a_record(cited):
    cited("E163")

    assert run("show", "E163").output.splitlines()[-1] == "used by       parameter a/b (data/a.yaml:2)"
    assert json.loads(run("show", "E163", "--json").output)["used_by"] == [
        {"record": "E163", "by": "parameter", "name": "a/b", "place": "data/a.yaml:2"}
    ]


def test_show_tells_why_nothing_rests_on_a_record(cited):
    cited()

    [*_, last] = run("show", "E183").output.splitlines()
    assert last == "used by       nothing. Lies twenty years before the first month of the model."


def test_every_strong_record_is_used_or_says_why_not():
    done = run("verify")

    assert done.output == "5 documents, 217 records: every strong record is used or says why not.\n"
    assert done.exit_code == 0


def test_verify_tells_which_strong_records_are_not_used_and_which_reasons_are_wrong(cited):
    cited(
        "E183", *(name for name, record in read_evidence(seeds_folder()).records.items() if not record.unused)
    )

    done = run("verify")

    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "E183: says that nothing rests on it, but parameter a/b (data/a.yaml:2) cites it. "
        "Remove its line unused.",
        "5 documents, 217 records: 1 failure.",
    ]


def test_verify_against_the_originals_finds_nothing(documents):
    done = run("verify", "--documents", str(documents))

    assert done.output == (
        "5 documents, 217 records: all hashes, anchors and numbers hold, "
        "and every strong record is used or says why not.\n"
    )
    assert done.exit_code == 0


def test_verify_where_the_originals_are_absent_fails(tmp_path):
    done = run("verify", "--documents", str(tmp_path))

    assert done.exit_code == 1
    assert done.output.splitlines()[0] == (
        f"document 000: no file in {tmp_path} with a name that begins with 000; there must be one."
    )
    assert done.output.splitlines()[-1] == "5 documents, 217 records: 5 failures."


def test_verify_as_json_lists_the_failures(tmp_path):
    done = run("verify", "--documents", str(tmp_path), "--json")

    report = json.loads(done.output)
    assert done.exit_code == 1
    assert (report["documents"], report["records"]) == (5, 217)
    assert [failure["document"] for failure in report["failures"]] == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "E999"], 'Invalid value for ID: "E999" is not known. Did you mean'),
        (["list", "--document", "3"], 'Invalid value for --document: "3" is not known.'),
        (
            ["list", "--actor", "rusia"],
            'Invalid value for --actor: "rusia" is not known. Did you mean "russia"?',
        ),
        (["list", "--dyad", "dprk"], 'Invalid value for --dyad: "dprk" is not a dyad of this cast.'),
        (["list", "--mechanism", "M3"], 'Invalid value for --mechanism: "M3" is not known.'),
        (["list", "--mechanism", "exchnge"], '"exchnge" is not known. Did you mean "exchange"?'),
        (["list", "--role", "proof"], "Invalid value for '--role': 'proof' is not one of"),
        (["list", "--strength", "5"], "Invalid value for '--strength': 5 is not in the range 1<=x<=4."),
        (["verify", "--documents", "nowhere"], "Invalid value for '--documents'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_input_exits_with_2_and_says_what_is_known(arguments, message):
    done = run(*arguments)

    assert done.exit_code == 2
    assert message in done.output


def test_records_that_cannot_be_read_exit_with_2(monkeypatch, tmp_path):
    monkeypatch.setattr("tumen.cli.evidence.seeds_folder", lambda: tmp_path)

    done = run("list")

    assert done.exit_code == 2
    assert "glossary.yaml: cannot be read: No such file or directory." in done.output


def test_a_reason_not_to_use_a_record_rests_only_on_records_that_are_used():
    used, records = citations(), read_evidence(seeds_folder()).records.values()
    named = {(record.id, name) for record in records for name in re.findall(r"E\d{3}", record.unused)}

    assert named
    assert [pair for pair in named if pair[1] not in used] == []
