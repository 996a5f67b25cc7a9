"""What the model cannot run is told before it runs, at the line that asks for it."""

import pytest

import tumen
from tumen.ensemble.feasibility import check_feasible

HEAD = """schema_version: 1
extends: baseline_war
title: A scenario
question: Can the model run it?
why: To see.
"""


@pytest.fixture
def faults(tmp_path):
    def of(text):
        file = tmp_path / "mine.yaml"
        file.write_text(HEAD + text)
        with pytest.raises(tumen.InputError) as caught:
            check_feasible(tumen.scenario(file))
        return [(problem.line, problem.column, problem.message) for problem in caught.value.problems]

    return of


@pytest.mark.parametrize("name", ["history", "baseline_war", "ceasefire", "disclosure", "tumen_access"])
def test_the_shipped_scenarios_can_be_run(name):
    check_feasible(tumen.scenario(name))


def test_a_stock_that_nobody_has_is_refused_at_its_place(faults):
    told = faults("""events:
  windfall:
    title: A windfall
    when: {date: 2025-06}
    while:
      - {state: arrears china->dprk, above: 1}
    effects:
      - {shift: arrears dprk->russia, by: 1}
      - {set: commitment bloc->ukraine, to: 0.5}
    why: To see.
""")

    assert told == [
        (11, 17, '"arrears china->dprk" is not part of the state. It holds: arrears russia->dprk.'),
        (13, 17, '"arrears dprk->russia" is not part of the state. It holds: arrears russia->dprk.'),
        (
            14,
            15,
            '"commitment bloc->ukraine" is not part of the state. It holds: commitment china->dprk, '
            "commitment dprk->china, commitment dprk->russia, commitment russia->dprk.",
        ),
    ]


def test_a_cast_without_a_partner_is_refused(faults):
    told = faults("cast: [dprk, russia, china, bloc]\nevents: {invasion: null}\n")

    assert [message for _, _, message in told] == [
        "bloc deals with ukraine. Add them, or leave bloc out.",
        "russia deals with ukraine. Add them, or leave russia out.",
    ]


def test_an_event_with_the_name_of_an_outcome_is_refused(faults):
    told = faults("""events:
  deployment_acknowledged:
    title: A parade
    when: {date: 2025-06}
    effects:
      - {set: untenable, to: 1}
    why: To see.
""")

    assert told == [(7, 3, "is an outcome that the model dates by itself. Give the event another name.")]


def test_a_run_of_it_writes_nothing_and_exits_with_2(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from tumen.cli.main import commands

    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(
        HEAD + "cast: [dprk, russia, china, bloc]\nevents: {invasion: null}\n"
    )

    outcome = CliRunner().invoke(commands, ["run", "mine.yaml", "-n", "5"])

    assert outcome.exit_code == 2
    assert "bloc deals with ukraine" in outcome.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]
