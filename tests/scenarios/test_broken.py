"""Thirty-odd broken scenario files: each fault is told once, word for word, with the line and column that hold it.

The files lie in `broken/`; most of them change `sound/base.yaml`, which has no fault.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tumen.base.yaml_source import LARGEST_FILE
from tumen.cli.main import commands

FOLDER = Path(__file__).parent

# ruff: noqa: E501  -- messages stand here as they are printed
MESSAGES = {
    "alias_bomb": """
broken/alias_bomb.yaml:1:11: its aliases repeat more than 10000 values; write them out.
""",
    "circle_a": """
broken/circle_b.yaml:2:10: extends: the files extend each other in a circle: broken/circle_a.yaml -> broken/circle_b.yaml -> broken/circle_a.yaml. Remove one of these links.
""",
    "circle_b": """
broken/circle_a.yaml:1:10: extends: the files extend each other in a circle: broken/circle_b.yaml -> broken/circle_a.yaml -> broken/circle_b.yaml. Remove one of these links.
""",
    "circular_events": """
broken/circular_events.yaml:4:57: events.ceasefire.when.hazard.after: the events wait for each other: ceasefire -> relapse -> ceasefire. Remove one of these links.
""",
    "control_character": """
broken/control_character.yaml:2:13: holds the control character '\\x07'; remove it.
""",
    "deep_nesting": """
broken/deep_nesting.yaml:1:57: is nested deeper than 50 levels; write it flatter.
""",
    "empty": """
broken/empty.yaml:1:1: holds nothing; write a map of names to values.
""",
    "fault_of_parent": """
broken/two_kinds.yaml:3:29: parameters.actors/russia/precision.scale: cannot stand beside the inherited "uniform"; write uniform: null to drop that one.
broken/two_kinds.yaml:4:45: parameters.actors/china/precision.shift: cannot stand beside "uniform"; keep one of the two.
broken/two_kinds.yaml:7:12: events.ceasefire.when.date: cannot stand beside the inherited "window"; write window: null to drop that one.
""",
    "guards": """
broken/guards.yaml:5:9: events.ceasefire.while[0]: needs exactly one of above and below; write one of them.
broken/guards.yaml:6:9: events.ceasefire.while[1]: needs exactly one of above and below; write one of them.
broken/guards.yaml:7:9: events.ceasefire.while[2]: is not a guard; write one of the keys state, tie, alignment.
""",
    "infinite": """
broken/infinite.yaml:3:28: parameters.actors/russia/precision: holds .inf; write a finite number.
broken/infinite.yaml:4:35: parameters.actors/china/precision.scale: holds .nan; write a finite number.
broken/infinite.yaml:7:18: events.ceasefire.probability: holds .inf; write a number at most 1.
""",
    "merge_key": """
broken/merge_key.yaml:5:5: events.truce: the merge key "<<" is not part of YAML 1.2; write the entries out.
""",
    "missing_keys": """
broken/missing_keys.yaml:1:1: forecast_from: is missing; write first month of the forecast; the hindcast comes before it.
broken/missing_keys.yaml:1:1: why: is missing; write reasons, citing records of the evidence, for example [E111, E112].
broken/missing_keys.yaml:8:3: events.talks.title: is missing; write what happens, in a few words.
broken/missing_keys.yaml:8:3: events.talks.why: is missing; write reasons, citing records of the evidence, for example [E111, E112].
broken/missing_keys.yaml:9:12: events.talks.when.window.latest: is missing; write last month in which the event can happen, as YYYY-MM.
broken/missing_keys.yaml:11:9: events.talks.effects[0].to: is missing; write the new value, a number or a distribution, in the unit of the key.
""",
    "missing_parent": """
broken/missing_parent.yaml:1:10: extends: there is no scenario "../sound/baze.yaml" to extend. Did you mean "base"?
""",
    "misspelt_keys": """
broken/misspelt_keys.yaml:2:1: titel: is not known. Did you mean "title"?
broken/misspelt_keys.yaml:5:5: events.ceasefire.wen: is not known. Did you mean "when"?
broken/misspelt_keys.yaml:9:12: events.talks.when.dat: is not known. Did you mean "date"?
broken/misspelt_keys.yaml:11:10: events.talks.effects[0].sett: is not known. Did you mean "set"?
broken/misspelt_keys.yaml:13:11: outputs.quantile: is not known. Did you mean "quantiles"?
""",
    "not_a_map": """
broken/not_a_map.yaml:1:1: holds a list of 1 value; write a map of names to values.
""",
    "not_utf8": """
broken/not_utf8.yaml:2:10: is not UTF-8 text; save the file in the encoding UTF-8.
""",
    "number_as_key": """
broken/number_as_key.yaml:3:3: events: the key 2025 is not text; write it in quotes: "2025".
""",
    "numbers_out_of_range": """
broken/numbers_out_of_range.yaml:4:18: events.ceasefire.probability: holds 1.5; write a number at most 1.
broken/numbers_out_of_range.yaml:6:9: events.ceasefire.while[0]: the limit 30 can never be crossed; write one from 0 to 1.
broken/numbers_out_of_range.yaml:8:34: events.ceasefire.effects[0].to: 10 leaves the range. Write values from 0 to 1.
broken/numbers_out_of_range.yaml:8:51: events.ceasefire.effects[0].over_months: holds 0; write a number at least 1.
broken/numbers_out_of_range.yaml:9:25: events.ceasefire.effects[1].to: normal 0.5, 0.1 leaves the range. Write values from 0 to 1, or cut the distribution there with truncated_normal.
broken/numbers_out_of_range.yaml:10:36: events.ceasefire.effects[2].by: uniform -0.2, 20 leaves the range. Write values from -1 to 1.
broken/numbers_out_of_range.yaml:12:31: events.relapse.when.hazard.per_year: uniform -0.1, 0.2 leaves the range. Write values of at least 0.
broken/numbers_out_of_range.yaml:13:33: outputs.quantiles[2]: holds 1; write a number below 1.
broken/numbers_out_of_range.yaml:13:51: outputs.sample_paths: holds 20000; write a number at most 10000.
""",
    "outside_horizon": """
broken/outside_horizon.yaml:4:29: events.ceasefire.when.window.latest: 2028-06 lies outside the horizon. Write a month from 2020-01 to 2028-03.
broken/outside_horizon.yaml:6:27: events.relapse.when.hazard.from: 2019-12 lies outside the horizon. Write a month from 2020-01 to 2028-03.
broken/outside_horizon.yaml:9:18: events.talks.when.date: 2031-01 lies outside the horizon. Write a month from 2020-01 to 2028-03.
""",
    "python_tag": """
broken/python_tag.yaml:2:8: title: the tag "!!python/name:os.system" does not fit; remove it.
""",
    "questions": """
broken/questions.yaml:2:20: without[1]: "rivalri" is not a mechanism. Did you mean "rivalry"?
broken/questions.yaml:4:14: thresholds.cool.of: "dprk-rusia" is not a dyad of this cast. Write one of: dprk-russia, dprk-china, dprk-bloc, dprk-ukraine, russia-china, russia-bloc, russia-ukraine, china-bloc, china-ukraine, bloc-ukraine.
broken/questions.yaml:5:9: thresholds.warm: the limit 2 can never be crossed; write one from 0 to 1.
broken/questions.yaml:6:10: thresholds.never: nothing lies between 0.5 and 0.4; write the smaller first.
broken/questions.yaml:10:19: questions.no_quantity.that.value: "arrears" is not a quantity. Did you mean "indicator arrears"?
broken/questions.yaml:13:45: questions.no_month.that.at: 2029-01 lies outside the horizon. Write a month from 2020-01 to 2028-03.
broken/questions.yaml:16:11: questions.no_bound.that: has no bound; write one of above, at_least, below and at_most.
broken/questions.yaml:21:11: questions.two_bounds.that.all[0]: cannot hold both above and at_least; keep one of the two.
broken/questions.yaml:22:62: questions.two_bounds.that.all[1].to: 2025-06 is before from 2026-01. Write a later month.
broken/questions.yaml:25:11: questions.no_predicate.that: is not a predicate; write one of the keys value, change, count, ever, always, more, happens, earlier, all, any, not.
broken/questions.yaml:28:41: questions.two_predicates.that.ever: cannot stand beside "value"; keep one of the two.
broken/questions.yaml:31:67: questions.beside.that.not.minus: a scenario is not read beside others; ask this in a file of questions.
broken/questions.yaml:35:26: questions.no_event.that.earlier.happens: "cease_fire" is neither an event of this scenario nor an outcome. Did you mean "ceasefire"?
broken/questions.yaml:36:94: questions.no_event.that.than.for_months: holds 4, but there is time for 3 months; write fewer.
broken/questions.yaml:39:27: questions.no_count.that.any[0].count[0]: "leader_message china->dprk" is not counted. Did you mean "leader_messages china->dprk"?
broken/questions.yaml:39:55: questions.no_count.that.any[0].count[1]: "arrears" is not counted. Known: further_dispatch_announced, icbm_tests, leader_meetings dprk-bloc, leader_meetings dprk-china, leader_meetings dprk-russia, leader_meetings russia-bloc, leader_meetings russia-china, leader_meetings russia-ukraine and 11 more.
broken/questions.yaml:42:5: questions.no_date.that.to: is missing; write last month, as YYYY-MM.
broken/questions.yaml:45:26: questions.misspelt.that.more.value: "arears" is not an indicator. Did you mean "arrears"?
broken/questions.yaml:45:65: questions.misspelt.that.than.valu: is not known. Did you mean "value"?
""",
    "repeated_key": """
broken/repeated_key.yaml:5:3: events: "ceasefire" is written twice, first on line 4; keep one.
broken/repeated_key.yaml:6:1: "until" is written twice, first on line 2; keep one.
""",
    "repeated_target": """
broken/repeated_target.yaml:5:7: events.ceasefire.effects: "war_intensity" is the target of two effects; keep one.
broken/repeated_target.yaml:8:18: events.relapse.probability: a hazard has its own chance; remove this line, or change per_year.
broken/repeated_target.yaml:10:50: events.relapse.effects[0].lasting: only an alignment can fade or last; remove this line.
""",
    "reversed_horizon": """
broken/reversed_horizon.yaml:2:16: forecast_from: 2019-12 is not after from 2020-01. Write a later month.
broken/reversed_horizon.yaml:4:8: until: 2018-12 is before from 2020-01. Write a later month.
""",
    "reversed_window": """
broken/reversed_window.yaml:4:29: events.ceasefire.when.window.latest: 2025-05 is before earliest 2025-06. Write a later month.
broken/reversed_window.yaml:4:44: events.ceasefire.when.window.mode: 2025-04 is before earliest 2025-06. Write a later month.
""",
    "scalars_of_yaml_1_1": """
broken/scalars_of_yaml_1_1.yaml:2:8: title: holds 100000; write text in quotes.
broken/scalars_of_yaml_1_1.yaml:6:18: events.ceasefire.probability: holds "on"; write a number.
broken/scalars_of_yaml_1_1.yaml:8:59: events.ceasefire.effects[0].lasting: holds "yes"; write true or false.
""",
    "stray_nulls": """
broken/stray_nulls.yaml:2:5: why: is missing; write reasons, citing records of the evidence, for example [E111, E112].
broken/stray_nulls.yaml:3:11: question: is missing; write what the scenario is meant to answer.
broken/stray_nulls.yaml:8:47: events.ceasefire.while[0].below: holds nothing, and no extended file has it to remove; write a value.
broken/stray_nulls.yaml:9:14: events.armistice: holds nothing; write a map of names to values.
""",
    "tab": """
broken/tab.yaml:3:1: a tab cannot indent YAML; write spaces.
""",
    "two_documents": """
broken/two_documents.yaml:2:1: a second document starts here; remove the line ---, or divide the file.
""",
    "two_kinds": """
broken/two_kinds.yaml:3:29: parameters.actors/russia/precision.scale: cannot stand beside the inherited "uniform"; write uniform: null to drop that one.
broken/two_kinds.yaml:4:45: parameters.actors/china/precision.shift: cannot stand beside "uniform"; keep one of the two.
broken/two_kinds.yaml:7:12: events.ceasefire.when.date: cannot stand beside the inherited "window"; write window: null to drop that one.
""",
    "unclosed_bracket": """
broken/unclosed_bracket.yaml:3:1: is not YAML: while parsing a flow sequence, did not find expected ',' or ']'.
""",
    "unknown_actor": """
broken/unknown_actor.yaml:2:22: cast[2]: "chnia" is not an actor. Did you mean "china"?
""",
    "unknown_event": """
broken/unknown_event.yaml:4:28: events.relapse.when.hazard.after: "cease_fire" is not an event of this scenario. Did you mean "ceasefire"?
broken/unknown_event.yaml:5:3: events.Peace talks: is not a name. Write small letters, digits and underscores, for example peace_talks.
""",
    "unknown_evidence": """
broken/unknown_evidence.yaml:2:6: why: "E999" is not a record. Did you mean "E199"?
broken/unknown_evidence.yaml:5:10: events.ceasefire.why: "E1111" is not a record. Did you mean "E111"?
""",
    "unknown_parameter": """
broken/unknown_parameter.yaml:3:3: parameters.actors/russia/precison: is not a parameter. Did you mean "actors/russia/precision"?
broken/unknown_parameter.yaml:4:3: parameters.russia.precision: is not a parameter. Did you mean "actors/russia/precision"?
""",
    "unknown_terms": """
broken/unknown_terms.yaml:5:17: events.ceasefire.while[0].state: "war_intensty" cannot be read as a state. Did you mean "war_intensity"?
broken/unknown_terms.yaml:6:15: events.ceasefire.while[1].tie: "dprk-mars" is not a dyad of this cast. Write one of: dprk-russia, dprk-china, dprk-bloc, dprk-ukraine, russia-china, russia-bloc, russia-ukraine, china-bloc, china-ukraine, bloc-ukraine.
broken/unknown_terms.yaml:7:21: events.ceasefire.while[2].alignment: "dprk-russia" is not a directed pair. Write two actors as giver->receiver.
broken/unknown_terms.yaml:9:15: events.ceasefire.effects[0].set: "thaww" cannot be set. Did you mean "thaw"?
broken/unknown_terms.yaml:10:15: events.ceasefire.effects[1].set: "belarus" is not in the cast. Known: bloc, china, dprk, russia, ukraine.
broken/unknown_terms.yaml:11:17: events.ceasefire.effects[2].shift: "alinment" cannot be shifted. Did you mean "alignment"?
broken/unknown_terms.yaml:12:17: events.ceasefire.effects[3].shift: "cohesion" does not name what it is about. Write it as: cohesion actor.
""",
    "wrong_distributions": """
broken/wrong_distributions.yaml:3:28: parameters.actors/russia/precision: low 3 is not below high 1. Write the smaller one first.
broken/wrong_distributions.yaml:4:27: parameters.actors/china/precision: the mode 5 lies outside 1 to 3. Write [low, mode, high].
broken/wrong_distributions.yaml:5:35: parameters.actors/dprk/precision.normal[1]: is missing; write it.
broken/wrong_distributions.yaml:6:27: parameters.actors/bloc/precision.unifrom: is not known. Did you mean "uniform"?
broken/wrong_distributions.yaml:7:29: parameters.actors/ukraine/precision: is not a number or an override; write one of the keys scale, shift, fixed, uniform, triangular, normal, truncated_normal, lognormal.
""",
    "wrong_months": """
broken/wrong_months.yaml:2:7: from: "2020-13" is not a month. Write a month as YYYY-MM, for example 2025-12.
broken/wrong_months.yaml:3:16: forecast_from: holds 2025; write a month as YYYY-MM, for example 2025-12.
broken/wrong_months.yaml:4:8: until: "March 2028" is not a month. Write a month as YYYY-MM, for example 2025-12.
""",
    "wrong_types": """
broken/wrong_types.yaml:2:17: schema_version: holds 2; write 1.
broken/wrong_types.yaml:3:8: title: holds a list of 1 value; write text.
broken/wrong_types.yaml:4:7: cast: holds "dprk"; write a list.
broken/wrong_types.yaml:6:3: events: holds a list of 1 value; write a map of names to values.
broken/wrong_types.yaml:7:25: outputs.sample_paths: holds 2.5; write a whole number.
""",
}


def told(messages: str) -> list[str]:
    return messages.strip().splitlines()


def check(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["check", *arguments])


@pytest.fixture(autouse=True)
def in_the_folder_of_the_files(monkeypatch):
    monkeypatch.chdir(FOLDER)


def test_every_broken_file_has_its_messages_here():
    assert sorted(MESSAGES) == sorted(path.stem for path in Path("broken").glob("*.yaml"))


@pytest.mark.parametrize("name", MESSAGES)
def test_each_fault_of_a_broken_file_is_told_once_with_its_place(name):
    result = check(f"broken/{name}.yaml")

    *messages, total = result.stdout.splitlines()
    assert messages == told(MESSAGES[name])
    assert total.endswith(" in 1 of 1 file")
    assert result.exit_code == 2


@pytest.mark.parametrize("command", ["show", "run"])
@pytest.mark.parametrize("name", ["misspelt_keys", "alias_bomb"])
def test_other_commands_tell_the_same_on_standard_error_and_write_nothing(
    name, command, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(commands, [command, str(FOLDER / "broken" / f"{name}.yaml")])

    assert len(result.stderr.splitlines()) == len(told(MESSAGES[name])) + 1
    assert result.stdout == ""
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_all_broken_files_are_told_in_one_go():
    result = check("--json", "broken", "sound")

    answer = json.loads(result.stdout)
    expected = {message for messages in MESSAGES.values() for message in told(messages)}
    assert answer["files"] == len(MESSAGES) + len(list(Path("sound").iterdir()))
    assert len(answer["problems"]) == len(expected)
    assert result.exit_code == 2


def test_a_huge_file_is_refused_unread(tmp_path):
    huge = tmp_path / "huge.yaml"
    huge.write_text("title: " + "x" * LARGEST_FILE)

    result = check(str(huge))

    assert f"{huge}: is larger than 1048576 bytes; divide it into smaller files." in result.stdout
    assert result.exit_code == 2
