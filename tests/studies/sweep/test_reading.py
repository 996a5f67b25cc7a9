"""Sweep files: what they say, and one message with its place for each fault."""

import json

import jsonschema
import pytest

from tumen.base.resources import scenarios_folder
from tumen.base.yaml_source import read_yaml
from tumen.studies.sweep.json_schema import schema_text
from tumen.studies.sweep.reading import read_sweep

SOUND = """\
# yaml-language-server: $schema=../schema/sweep.schema.json
schema_version: 1
title: A sweep
scenarios: [baseline_war, ceasefire]
replicates: 5
design: {method: sobol, points: 4}
factors:
  mechanisms/exchange/price: from_prior
  mechanisms/rivalry/coupling: {uniform: [-0.5, 0.5]}
  events/ceasefire/probability: {uniform: [0, 1]}
  events/ceasefire/month: {window: {earliest: 2025-06, latest: 2026-03}}
  events/ceasefire/thaw: {uniform: [0.1, 0.4]}
measures:
  falls: {probability_of: {change: strength dprk-russia, from: 2025-03, to: 2026-03, below: -0.1}}
  tie: {mean_of: {path: strength dprk-russia, from: 2025-06, to: 2025-12, every: 3}}
"""
PRICE = "  mechanisms/exchange/price: from_prior\n"
WINDOW = "{window: {earliest: 2025-06, latest: 2026-03}}"
FALLS = "{change: strength dprk-russia, from: 2025-03, to: 2026-03, below: -0.1}"

# what is wrong: what is written in place of what, where the message points to, and what it says
FAULTS = {
    "a design that is none": (
        "method: sobol",
        "method: sobel",
        (6, 9, "design"),
        "is not a design; write method: and one of grid, zip,",
    ),
    "no power of two": (
        "points: 4",
        "points: 5",
        (6, 9, "design"),
        "has 5 points; write a power of two: 4 or 8.",
    ),
    "too few points": ("points: 4", "points: 1", (6, 33, "design.points"), "write a number at least 2."),
    "a key of another design": (
        "points: 4",
        "base_points: 4",
        (6, 25, "design.base_points"),
        "is not known.",
    ),
    "an unknown parameter": (
        "mechanisms/exchange/price:",
        "mechanisms/exchange/prize:",
        (8, 3, "factors.mechanisms/exchange/prize"),
        'is nothing that varies in these scenarios. Did you mean "mechanisms/exchange/price"?',
    ),
    "an unknown event": (
        "events/ceasefire/thaw",
        "events/peace/thaw",
        (12, 3, "factors.events/peace/thaw"),
        "is nothing that varies in these scenarios.",
    ),
    "no factor at all": (
        "price: from_prior",
        "price: 3",
        (8, 30, "factors"),
        "is not a factor; write from_prior,",
    ),
    "another word": ("price: from_prior", "price: prior", (8, 30, "factors"), "write 'from_prior'."),
    "a list where the design needs a distribution": (
        "price: from_prior",
        "price: [1, 2]",
        (8, 30, "factors.mechanisms/exchange/price"),
        "method sobol needs a distribution, a window or from_prior, not a list.",
    ),
    "a probability above one": (
        "probability: {uniform: [0, 1]}",
        "probability: {uniform: [0, 1.5]}",
        (10, 33, "factors.events/ceasefire/probability"),
        "goes from 0 to 1.5; write values from 0 to 1.",
    ),
    "a probability without a prior": (
        "probability: {uniform: [0, 1]}",
        "probability: from_prior",
        (10, 33, "factors.events/ceasefire/probability"),
        "has no prior here, only one value; write a distribution or a list.",
    ),
    "a month that is a number": (
        WINDOW,
        "{uniform: [1, 2]}",
        (11, 27, "factors.events/ceasefire/month"),
        "is a month; write window: {earliest: ..., latest: ...}, or a list of months.",
    ),
    "a window that ends before it begins": (
        "latest: 2026-03",
        "latest: 2025-03",
        (11, 64, "factors.events/ceasefire/month.window.latest"),
        "2025-03 is before earliest 2025-06. Write a later month.",
    ),
    "a window for a parameter": (
        "price: from_prior",
        f"price: {WINDOW}",
        (8, 30, "factors.mechanisms/exchange/price"),
        "is no month; write a distribution, for example uniform: [0.1, 0.9].",
    ),
    "a range that is upside down": (
        "[-0.5, 0.5]",
        "[0.5, -0.5]",
        (9, 32, "factors.mechanisms/rivalry/coupling"),
        "low 0.5 is not below high -0.5. Write the smaller one first.",
    ),
    "a factor that is held fixed": (
        "{uniform: [-0.5, 0.5]}",
        "{fixed: 0.5}",
        (9, 32, "factors.mechanisms/rivalry/coupling"),
        "is held fixed; write a distribution or a list, or move it into a scenario.",
    ),
    "an unknown scenario": (
        "[baseline_war, ceasefire]",
        "[baseline_war, peasefire]",
        (4, 27, "scenarios[1]"),
        'is neither a file nor the name of a scenario that ships with tumen. Did you mean "ceasefire"?',
    ),
    "no scenarios": (
        "[baseline_war, ceasefire]",
        "baseline_war",
        (4, 12, "scenarios"),
        "write a list of scenarios",
    ),
    "the same scenario twice": (
        "[baseline_war, ceasefire]",
        "[ceasefire, ceasefire]",
        (4, 24, "scenarios[1]"),
        "is named twice; keep one.",
    ),
    "a measure of no kind": (
        "probability_of",
        "likelihood_of",
        (14, 11, "measures.falls"),
        "is not known. Known: mean_of, median_of, probability_of, spread_of.",
    ),
    "a quantity that is none": (
        "{change: strength dprk-russia",
        "{change: strengh dprk-russia",
        (14, 36, "measures.falls.probability_of.change"),
        '"strengh" is not a quantity. Did you mean "strength"?',
    ),
    "a month beyond the horizon": (
        "to: 2025-12, every",
        "to: 2035-12, every",
        (15, 66, "measures.tie.mean_of.to"),
        "2035-12 lies outside the horizon.",
    ),
    "a predicate where a number is wanted": (
        "{path: strength dprk-russia, from: 2025-06, to: 2025-12, every: 3}",
        "{happens: sanctions, to: 2025-12}",
        (15, 19, "measures.tie.mean_of"),
        "is not known. Known: at, change, count,",
    ),
    "a group of a stranger": (
        "measures:\n",
        "groups: {war: [events/ceasefire/drift]}\nmeasures:\n",
        (13, 9, "groups"),
        '"events/ceasefire/drift" is not a factor of this sweep; take it out.',
    ),
    "a factor in two groups": (
        "measures:\n",
        "groups: {war: [events/ceasefire/thaw], peace: [events/ceasefire/thaw]}\nmeasures:\n",
        (13, 9, "groups"),
        '"events/ceasefire/thaw" stands in two groups; keep one.',
    ),
    "no histories": ("replicates: 5", "replicates: 0", (5, 13, "replicates"), "write a number at least 1."),
    "a key that is misspelt": ("title:", "titel:", (3, 1, "titel"), 'is not known. Did you mean "title"?'),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_has_one_message_with_its_place(faults, what):
    before, after, (line, column, path), message = FAULTS[what]
    assert before in SOUND
    found = faults(SOUND.replace(before, after, 1))
    problems = [one for one in found if "is missing" not in one.message]  # a misspelt key also misses

    assert len(problems) == 1
    assert (problems[0].line, problems[0].column) == (line, column)
    assert problems[0].path.startswith(path)
    assert message in problems[0].message


def test_other_designs_need_factors(faults):
    text = SOUND[: SOUND.index("factors:")] + SOUND[SOUND.index("measures:") :]
    [problem] = faults(text)

    assert problem.path == "factors"
    assert problem.message == "is missing or empty; name what varies, by address."


def test_all_faults_are_told_at_once(faults):
    text = SOUND.replace("points: 4", "points: 5").replace("[-0.5, 0.5]", "[0.5, -0.5]")
    several = faults(text.replace("strength dprk-russia", "strength dprk-prussia"))

    assert len(several) == 4


def test_a_sound_file_says_what_it_says(tmp_path):
    file = tmp_path / "sound.yaml"
    file.write_text(SOUND, encoding="utf-8")
    read = read_sweep(file, replicates=7)

    assert read.name == "sound"
    assert [scenario.name for scenario in read.scenarios] == ["baseline_war", "ceasefire"]
    assert read.histories == 4 * 2 * 7
    assert [output.name for output in read.outputs] == ["falls", "tie 2025-06", "tie 2025-09", "tie 2025-12"]
    assert read.design.values.shape == (4, 5)


SHIPPED = sorted((scenarios_folder() / "sweeps").glob("*.yaml"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_sweeps_are_sound_and_follow_the_schema(file):
    assert read_sweep(file.stem).design.values.size
    jsonschema.validate(read_yaml(file).value, json.loads(schema_text()))
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


def test_the_kept_schema_is_in_step_with_the_models():
    kept = (scenarios_folder() / "schema" / "sweep.schema.json").read_text(encoding="utf-8")

    remake = "python -m tumen.studies.sweep.json_schema scenarios/schema/sweep.schema.json"
    assert kept == schema_text(), f"remake it with: {remake}"


@pytest.mark.parametrize("what", ["a design that is none", "no factor at all", "no histories"])
def test_editors_find_faults_of_form(tmp_path, what):
    before, after, *_ = FAULTS[what]
    file = tmp_path / "broken.yaml"
    file.write_text(SOUND.replace(before, after, 1), encoding="utf-8")

    assert not jsonschema.Draft202012Validator(json.loads(schema_text())).is_valid(read_yaml(file).value)
