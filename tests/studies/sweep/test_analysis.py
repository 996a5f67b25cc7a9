"""What a sweep's outputs depend on, by the method that its design is made for."""

import json

import numpy as np
import pytest
import xarray as xr
from click.testing import CliRunner

from tumen.cli.main import commands
from tumen.parameters.draws import Column
from tumen.parameters.priors import Uniform
from tumen.studies.sweep.designs import design_of
from tumen.studies.sweep.factors import Factor
from tumen.studies.sweep.results import SweepResults, read_results
from tumen.studies.sweep.written_designs import Morris, OneAtATime, Random, Saltelli

FACTORS = [Factor(name, Column(Uniform(uniform=(0, 1))), (), "") for name in "abc"]
GROUPS = {"two": ["b", "c"]}


def swept(written, groups=None):
    """Return a made-up sweep of two outputs: a + 2 b + 3 c, and a alone."""
    design = design_of(written, FACTORS, groups or {}, seed=3)
    a, b, c = design.values.T
    value = np.stack([a + 2 * b + 3 * c, a], axis=1)[:, None]
    coordinates = {
        "scenario": ["s"],
        "output": ["sum 2025-06", "only"],
        "measure": ("output", ["sum", "only"]),
        "factor": ["a", "b", "c"],
        "unit": ("factor", ["", "", ""]),
    }
    data = xr.Dataset(
        {
            "value": (("point", "scenario", "output"), value),
            "standard_error": (("point", "scenario", "output"), np.zeros_like(value)),
            "factors": (("point", "factor"), design.values),
            "shares": (("point", "factor"), design.shares),
        },
        coordinates,
        attrs={"replicates": 1},
    )
    groups = {name: list(places) for name, places in design.groups.items()}
    facts = {"title": "Made up", "seed": 3, "luck": "shared", "groups": groups, **written.model_dump()}
    return SweepResults(data, [], facts)


def test_sobol_indices_are_those_of_a_sum():
    found = swept(Saltelli(method="saltelli", base_points=512)).sobol()
    total = found.indices["total"].sel(output="sum 2025-06").values

    np.testing.assert_allclose(total, np.array([1, 4, 9]) / 14, atol=0.02)
    np.testing.assert_allclose(found.indices["first"].sel(output="only"), [1, 0, 0], atol=0.02)


def test_groups_have_indices_of_their_own():
    written = Saltelli(method="saltelli", base_points=512, second_order=True)
    found = swept(written, GROUPS).sobol(measures=["sum"])

    assert found.indices["factor"].values.tolist() == ["two", "a"]
    np.testing.assert_allclose(found.indices["total"].values[:, 0], [13 / 14, 1 / 14], atol=0.02)
    assert abs(float(found.indices["second"].values[0, 1, 0])) < 0.03


def test_groups_keep_their_order_when_they_are_written_and_read(tmp_path):
    results = swept(Saltelli(method="saltelli", base_points=64), {"z": ["c"], "y": ["a"]})
    results.write(tmp_path / "sweep.nc")

    again = read_results(tmp_path).sobol(measures=["sum"])

    assert again.indices["factor"].values.tolist() == ["z", "y", "b"]
    xr.testing.assert_identical(again.indices, results.sobol(measures=["sum"]).indices)
    assert again.indices["total"].values[:, 0].argmax() == 0


def test_morris_tells_the_slope_of_each():
    pytest.importorskip("SALib")
    found = swept(Morris(method="morris", trajectories=6)).morris(measures=["sum"])

    np.testing.assert_allclose(found["mu_star"].values[:, 0], [1, 2, 3])
    np.testing.assert_allclose(found["sigma"].values[:, 0], 0, atol=1e-9)


def test_a_tornado_has_the_widest_swing_first():
    table = swept(OneAtATime(method="one_at_a_time")).tornado(measures=["sum"])

    assert table["factor"].tolist() == ["c", "b", "a"]
    np.testing.assert_allclose(table["swing"], [2.4, 1.6, 0.8])


def test_any_design_can_be_looked_at_without_one():
    pytest.importorskip("SALib")
    found = swept(Random(method="lhs", points=300)).given(method="rbd_fast", measures=["sum"])

    assert found["first"].values[2, 0] > found["first"].values[0, 0]


def test_another_design_is_told():
    with pytest.raises(ValueError, match=r"has the design lhs, not saltelli\. Ask for given, or sweep anew"):
        swept(Random(method="lhs", points=100)).sobol()


def test_an_unknown_measure_or_scenario_is_told():
    results = swept(OneAtATime(method="one_at_a_time"))

    with pytest.raises(ValueError, match=r'"som" is not a measure of this sweep\. Known: sum, only'):
        results.tornado(measures=["som"])
    with pytest.raises(ValueError, match='"t" is not in this sweep'):
        results.tornado(scenario="t")


def invoke(tmp_path, written, *arguments):
    swept(written).write(tmp_path / "sweep.nc")
    return CliRunner().invoke(commands, ["sensitivity", str(tmp_path), *arguments])


def test_the_command_tells_indices_and_whether_points_are_enough(tmp_path):
    outcome = invoke(tmp_path, Saltelli(method="saltelli", base_points=16), "--measure", "sum")
    lines = outcome.stdout.splitlines()

    assert outcome.exit_code == 0
    assert lines[3].split() == [
        "output",
        "factor",
        "first",
        "first_low",
        "first_high",
        "total",
        "total_low",
        "total_high",
    ]
    assert lines[4].split()[:3] == ["sum", "2025-06", "c"]
    assert "base points" in outcome.stdout.split("\n\n")[-1]


@pytest.mark.parametrize(
    ("design", "method"),
    [
        (Saltelli(method="saltelli", base_points=16), "sobol"),
        (Morris(method="morris", trajectories=4), "morris"),
        (OneAtATime(method="one_at_a_time"), "tornado"),
        (Random(method="lhs", points=100), "pawn"),
    ],
)
def test_the_command_draws_a_figure_of_each_measure(tmp_path, design, method):
    outcome = invoke(tmp_path, design, "--method", method, "--figure")

    assert outcome.exit_code == 0
    for name in ("sum", "only"):
        assert (tmp_path / f"sensitivity_s_{name}.png").stat().st_size > 10_000


def test_the_command_writes_json(tmp_path):
    outcome = invoke(tmp_path, OneAtATime(method="one_at_a_time"), "--json")

    assert [row["factor"] for row in json.loads(outcome.stdout)["rows"]] == ["c", "b", "a", "a", "b", "c"]


def test_the_command_tells_what_is_wrong(tmp_path):
    outcome = invoke(tmp_path, OneAtATime(method="one_at_a_time"), "--method", "sobol")

    assert outcome.exit_code == 2
    assert "Ask for tornado" in outcome.stderr
