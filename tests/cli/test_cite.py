"""`tumen cite` leads from a parameter to the paragraphs that it rests on."""

import json

import pytest
from click.testing import CliRunner, Result

from tumen.cli.main import commands
from tumen.parameters.registry import Entry, Parameter, Registry


def entry(**changes: object) -> Entry:
    facts = {"meaning": "pay", "unit": "US$", "prior": {"uniform": [1, 2]}, "evidence": ["E163", "E164"]}
    return Entry.model_validate({**facts, "why": "Seoul's estimate."} | changes)


ENTRIES = {
    "mechanisms/exchange/price": entry(),
    "mechanisms/exchange/gain": entry(),
    "mechanisms/war/gain": entry(evidence=[], assumed=True),
    "pairs/a->b/jealousy": entry(),
}


@pytest.fixture(autouse=True)
def few_parameters(monkeypatch):
    registry = Registry(
        {
            address: Parameter(address=address, entry=entry, source="data/pay.yaml", line=7)
            for address, entry in ENTRIES.items()
        }
    )
    monkeypatch.setattr("tumen.parameters.registry.load_registry", lambda: registry)


def cite(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "96"}).invoke(commands, ["cite", *arguments])


def test_the_chain_leads_from_the_number_to_the_paragraph():
    assert (
        cite("mechanisms/exchange/price").output
        == """\
mechanisms/exchange/price
meaning       pay
unit          US$
prior         uniform 1, 2
why           Seoul's estimate.
written       data/pay.yaml:7
rests on      2 records

E163          Experts whom the ministry cites put the gain from Russia at about US$3 billion.
strength      4 of 4, flow of 2025-03-27, seoul_gov
document 003  Yonhap News Agency: "N. Korea seeks to mend ties with China, but Pyongyang's top
              priority is Moscow: Seoul", 2025-03-27
paragraph     15, at "US$3 billion"

E164          That gain equals some 30 percent of a year's state budget.
strength      4 of 4, flow of 2025-03-27, seoul_gov
restates      E163 Experts whom the ministry cites put the gain from Russia at about US$3
              billion.
document 003  Yonhap News Agency: "N. Korea seeks to mend ties with China, but Pyongyang's top
              priority is Moscow: Seoul", 2025-03-27
paragraph     15, at "around 30 percent"
"""
    )


def test_an_assumed_number_is_called_so():
    lines = cite("mechanisms/war/gain").output.splitlines()

    assert lines[-1] == "rests on      nothing: no document gives this number; it is assumed"


@pytest.mark.parametrize("end", ["price", "exchange/price", "jealousy", "a->b/jealousy", "war/gain"])
def test_the_end_of_an_address_is_enough_where_it_fits_one(end):
    assert cite(end).output.splitlines()[0].endswith(end)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("gain", '"gain" fits 2 parameters. Write one of: mechanisms/exchange/gain, mechanisms/war/gain.'),
        ("prise", '"prise" is no parameter. Did you mean "price"? tumen list parameters names them all.'),
        ("mechanism/war/gain", 'is no parameter. Did you mean "mechanisms/war/gain"?'),
        ("rice", '"rice" is no parameter.'),
        ("", '"" is no parameter.'),
    ],
)
def test_what_fits_no_one_parameter_exits_with_2_and_says_what_to_write(text, message):
    done = cite(text)

    assert done.exit_code == 2
    assert f"Invalid value for PARAMETER: {message}" in done.stderr or message in done.stderr


def test_as_json_the_records_hold_the_heads_of_their_documents():
    told = json.loads(cite("price", "--json").output)

    assert (told["address"], told["unit"], told["assumed"]) == ("mechanisms/exchange/price", "US$", False)
    assert told["written"] == "data/pay.yaml:7"
    assert [record["id"] for record in told["evidence"]] == ["E163", "E164"]
    assert told["evidence"][0]["document"]["publisher"] == "Yonhap News Agency"
    assert told["evidence"][0]["paragraph"] == 15
