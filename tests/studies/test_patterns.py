"""Patterns are looked for with the mechanisms and scenarios that they name."""

import pytest

import tumen
from tumen.ensemble.asking import inquire
from tumen.studies.patterns import Finding, check_patterns, known_scenarios, read_patterns
from tumen.studies.requirements import Probable

FEW = {"replicates": 40, "seed": 1, "workers": 1, "show_progress": False}
FILE = """
schema_version: 1
patterns:
  cools:
    title: The tie cools
    why: A made-up pattern.
    scenario: ceasefire
    requires:
      - probability_of: {value: strength dprk-russia, at: 2028-03, minus: baseline_war, below: 0}
        at_least: 0.9
      - median_of: {value: strength dprk-russia, at: 2028-03, minus: baseline_war}
        above: 0.5
  moves:
    title: One part of the tie moves with the whole
    why: A made-up pattern.
    requires:
      - correlation_of:
          - {change: strength dprk-russia, from: 2020-01, to: 2020-12}
          - {change: political dprk-russia, from: 2020-01, to: 2020-12}
        above: 0.5
  rests:
    title: Nothing is shipped where there was no invasion
    why: A made-up pattern.
    scenario: no_invasion
    requires:
      - correlation_of:
          - {value: indicator arms_containers, at: 2020-12}
          - {value: strength dprk-russia, at: 2020-12}
        above: 0
"""


@pytest.fixture
def patterns(tmp_path):
    path = tmp_path / "patterns.yaml"
    path.write_text(FILE)
    return read_patterns(path)


def test_each_requirement_is_told_with_what_was_found(patterns):
    falls, far, moves, rests = check_patterns(patterns, **FEW)

    assert (falls.pattern, falls.number, falls.found, falls.holds) == ("cools", 0, 1.0, True)
    assert -1 < far.found < 0
    assert not far.holds
    assert moves.found > 0.5
    assert str(moves).startswith("correlation of change of strength dprk-russia from 2020-01 to 2020-12 and ")
    assert not rests.holds  # nothing is correlated with what never changes


def test_patterns_with_the_same_mechanisms_share_their_runs(patterns, monkeypatch):
    asked = []

    def noting(run, *rest, **of):
        asked.append([scenario.name for scenario in run])
        return inquire(run, *rest, **of)

    monkeypatch.setattr("tumen.studies.patterns.inquire", noting)

    check_patterns(patterns, **FEW)

    assert asked == [["ceasefire", "baseline_war"], ["no_invasion"]]  # which has another past


@pytest.mark.slow
def test_mechanisms_can_be_switched_off(patterns):
    whole, without = (check_patterns(patterns, **FEW, without=off) for off in ([], ["war", "exchange"]))

    assert whole[1].found != without[1].found


def test_a_scenario_of_the_same_name_can_be_put_in_place(patterns, tmp_path):
    file = tmp_path / "ceasefire.yaml"
    file.write_text("extends: baseline_war\ntitle: Nothing happens\n")

    falls, *_ = check_patterns(patterns, **FEW, scenarios=[tumen.scenario(file)])

    assert falls.found == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("scenario: ceasefir", '"ceasefir" is not a scenario of this run. Did you mean "ceasefire"?'),
        ("without: [rivalri]", '"rivalri" is not a mechanism. Did you mean "rivalry"?'),
        ("requires: [{at_least: 0.9}]", "is not a requirement; write one of the keys probability_of"),
    ],
)
def test_a_fault_of_the_file_is_told(tmp_path, line, message):
    path = tmp_path / "patterns.yaml"
    lines = ["title: A", "why: B", "requires: [{median_of: {value: thaw, at: 2026-01}, above: 0}]"]
    given = [one for one in lines if one.partition(":")[0] != line.partition(":")[0]]
    body = "\n    ".join([*given, line])
    path.write_text(f"schema_version: 1\npatterns:\n  P1:\n    {body}\n")

    with pytest.raises(tumen.InputError) as caught:
        read_patterns(path)

    assert message in str(caught.value)


def test_a_bound_is_part_of_what_is_required():
    requirement = Probable.model_construct(probability_of="it", at_least=0.5, at_most=0.9)

    assert [Finding("P1", 0, requirement, found).holds for found in (0.4, 0.5, 0.9, 0.95)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_counterfactuals_are_known_beside_the_shipped_scenarios():
    assert {"baseline_war", "no_invasion"} <= set(known_scenarios())


def test_no_requirement_is_written_twice():
    whole = [
        (pattern.scenario, str(one))
        for pattern in read_patterns().values()
        for one in pattern.requires
        if not pattern.without
    ]

    assert sorted({one for one in whole if whole.count(one) > 1}) == []
