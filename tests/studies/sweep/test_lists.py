"""Sweep files that list their values or points: what they say, and their faults."""

import pytest

from tumen.studies.sweep.reading import read_sweep

BEGIN = """\
schema_version: 1
title: A sweep
scenarios: [baseline_war, ceasefire]
replicates: 5
"""
END = """\
measures:
  tie: {mean_of: {value: strength dprk-russia, at: 2026-03}}
"""
GRIDS = {
    "a distribution where the design needs a list": (
        "{a: [1, 2], b: from_prior}",
        (5, "factors.pairs/dprk->russia/natural_level"),
        "method grid needs a list of values.",
    ),
    "a value twice": (
        "{a: [1, 1], b: [0]}",
        (5, "factors.mechanisms/exchange/price"),
        "lists a value twice; keep one.",
    ),
    "a month among numbers": (
        "{a: [1, 2025-06], b: [0]}",
        (5, "factors.mechanisms/exchange/price"),
        "lists '2025-06'; write numbers.",
    ),
}


@pytest.mark.parametrize("what", GRIDS)
def test_a_fault_of_a_list_has_one_message(faults, what):
    factors, (line, path), message = GRIDS[what]
    written = factors.replace("a:", "mechanisms/exchange/price:").replace(
        "b:", "pairs/dprk->russia/natural_level:"
    )
    text = BEGIN + f"factors: {written}\ndesign: {{method: grid}}\n"
    [problem] = faults(text + END)

    assert (problem.line, problem.path) == (line, path)
    assert problem.message == message


def test_lists_of_several_lengths_cannot_be_zipped(faults):
    factors = "{mechanisms/exchange/price: [1, 2], mechanisms/rivalry/coupling: [0]}"
    text = BEGIN + f"factors: {factors}\ndesign: {{method: zip}}\n"
    [problem] = faults(text + END)

    assert "mechanisms/exchange/price 2 values, mechanisms/rivalry/coupling 1 value" in problem.message


def test_a_grid_needs_no_value_twice_but_zipped_lists_may_repeat_one(tmp_path):
    factors = "{mechanisms/exchange/price: [1, 1, 2], mechanisms/rivalry/coupling: [0, 1, 0]}"
    file = tmp_path / "zipped.yaml"
    text = BEGIN + f"factors: {factors}\ndesign: {{method: zip}}\n"
    file.write_text(text + END, encoding="utf-8")

    assert read_sweep(file).design.values.tolist() == [[1, 0], [1, 1], [2, 0]]


def listed(*points):
    rows = "".join(f"    - {point}\n" for point in points)
    text = BEGIN + f"design:\n  method: list\n  points:\n{rows}"
    return text + END


def test_points_can_be_written_one_by_one(tmp_path):
    file = tmp_path / "listed.yaml"
    points = [f"{{events/ceasefire/month: 2025-0{k}, mechanisms/exchange/price: {k}}}" for k in (6, 6, 8)]
    file.write_text(listed(*points), encoding="utf-8")
    design = read_sweep(file).design

    assert [factor.address for factor in design.factors] == [
        "events/ceasefire/month",
        "mechanisms/exchange/price",
    ]
    assert design.point(2) == {"events/ceasefire/month": "2025-08", "mechanisms/exchange/price": "8"}
    assert len(design) == 3


PRICED = "{mechanisms/exchange/price: 1}"


@pytest.mark.parametrize(
    ("points", "path", "message"),
    [
        (
            [PRICED, "{mechanisms/rivalry/coupling: 1}"],
            "design.points",
            "in some points, but not in point 1; give it in all.",
        ),
        (
            [PRICED, "{mechanisms/exchange/price: much}"],
            "design.points[0].mechanisms/exchange/price",
            "lists 'much'; write numbers.",
        ),
        (
            ["{mechanisms/exchange/prize: 1}"],
            "design.points[0].mechanisms/exchange/prize",
            "is nothing that varies in these scenarios.",
        ),
    ],
)
def test_a_fault_of_points_has_one_message(faults, points, path, message):
    [problem] = faults(listed(*points))

    assert problem.path == path
    assert message in problem.message


def test_points_name_their_factors_themselves(faults):
    [problem] = faults(listed(PRICED) + "factors: {mechanisms/exchange/price: [1]}\n")

    assert problem.path == "factors"
    assert "whose points name the factors; take it out." in problem.message
