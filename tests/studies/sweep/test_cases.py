"""Boxes of a sweep's factors that lead to something: which points count, and a planted box found."""

import json

import numpy as np
import pytest
import xarray as xr
from click.testing import CliRunner

from tumen.base.calendar import month_number
from tumen.cli.main import commands
from tumen.studies.sweep.cases import boxes, cases_of
from tumen.studies.sweep.results import SweepResults
from tumen.studies.sweep.store import Failure

POINTS = 600
FIRST = month_number("2025-04")


@pytest.fixture(scope="module")
def results():
    """Return a made-up sweep: `falls` is likely where x > 0.6 and the month is before 2025-08."""
    rng = np.random.default_rng(4)
    x, y = rng.random((2, POINTS))
    month = FIRST + rng.integers(0, 12, POINTS)
    within = (x > 0.6) & (month < month_number("2025-08"))
    value = np.stack([np.where(within, 0.9, 0.05), 10 * x], axis=1)[:, None]
    value[7] = np.nan
    data = xr.Dataset(
        {
            "value": (("point", "scenario", "output"), value),
            "standard_error": (("point", "scenario", "output"), np.zeros_like(value)),
            "factors": (("point", "factor"), np.stack([x, y, month], axis=1)),
        },
        {
            "scenario": ["s"],
            "output": ["falls", "level"],
            "told": ("output", ["probability of a fall", "mean of a level"]),
            "factor": ["x", "y", "events/e/month"],
            "unit": ("factor", ["USD", "", "month"]),
        },
        attrs={"replicates": 1},
    )
    facts = {"title": "Made up", "seed": 3, "method": "lhs"}
    return SweepResults(data, [Failure(7, "gives no number")], facts)


@pytest.mark.parametrize("bound", [{"above": 0.5}, {}])
def test_a_planted_box_is_found(results, bound):
    best = boxes(results, "falls", **bound).best

    assert set(best.restricted) == {"x", "events/e/month"}
    assert best.limits["x"].low == pytest.approx(0.6, abs=0.03)
    assert "until 2025-07" in best.sentence()
    assert best.coverage > 0.6


def test_a_tree_finds_it_too(results):
    pytest.importorskip("sklearn")
    [leaf] = results.cart("falls", above=0.5).dense(0.8)

    assert set(leaf.restricted) == {"x", "events/e/month"}


def test_failed_points_are_left_out_and_units_are_told(results):
    factors, cases, months, units = cases_of(results, "level", below=3)

    assert len(cases) == len(factors["x"]) == POINTS - 1
    np.testing.assert_array_equal(cases, factors["x"] < 0.3)
    assert months == ["events/e/month"]
    assert units == {"x": "USD"}


@pytest.mark.parametrize(
    ("output", "bounds", "message"),
    [
        ("level", {}, "above or below a number"),
        ("falls", {"above": 0.1, "below": 0.2}, "both given"),
        ("fall", {"above": 0.1}, '"fall" is not in this sweep'),
    ],
)
def test_what_is_not_asked_well_is_told(results, output, bounds, message):
    with pytest.raises(ValueError, match=message):
        cases_of(results, output, **bounds)


def invoke(results, folder, *arguments):
    results.write(folder / "sweep.nc")
    return CliRunner().invoke(commands, ["discover", str(folder), *arguments])


def test_the_command_tells_the_box_in_a_sentence(results, tmp_path):
    outcome = invoke(results, tmp_path, "--output", "falls", "--above", "0.5")

    assert outcome.exit_code == 0
    assert "until 2025-07" in outcome.stdout.splitlines()[2]
    assert "quasi-p" in outcome.stdout
    assert "another box: --box NUMBER" in outcome.stdout


def test_the_command_draws_the_curve_the_box_and_the_cases(results, tmp_path):
    outcome = invoke(results, tmp_path, "--output", "falls", "--above", "0.5", "--figure")

    assert outcome.exit_code == 0
    for end in ("curve", "box", "cases"):
        assert (tmp_path / f"discover_falls_s_{end}.png").stat().st_size > 5_000


def test_the_command_writes_json_of_any_box(results, tmp_path):
    outcome = invoke(results, tmp_path, "--output", "falls", "--above", "0.5", "--box", "1", "--json")
    told = json.loads(outcome.stdout)

    assert len(told["limits"]) == 1
    assert told["coverage"] > 0.9
    assert len(told["boxes"]) > 5


def test_the_command_tells_what_is_wrong(results, tmp_path):
    outcome = invoke(results, tmp_path, "--output", "level")

    assert outcome.exit_code == 2
    assert "is no probability" in outcome.stderr
