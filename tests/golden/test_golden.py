"""What the shipped scenarios come to changes only by intent."""

import json

import pytest

from golden.golden import FILE, golden_summary
from tumen.scenarios.load import load_scenario

GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_scenario_comes_to_what_it_came_to_before(name):
    summary = golden_summary(load_scenario(name))

    assert summary == {
        series: pytest.approx(numbers, rel=1e-7, abs=1e-9) for series, numbers in GOLDEN[name].items()
    }


def test_every_shipped_scenario_has_a_golden_summary(repository):
    shipped = {file.stem for file in (repository / "scenarios").glob("*.yaml")}

    assert set(GOLDEN) == shipped
