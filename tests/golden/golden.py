"""Golden summaries: a few numbers of every shipped scenario, which change only by intent.

`python tests/golden/golden.py` writes them anew; the difference then shows in the review what a change did.
"""

import json
from pathlib import Path

import numpy as np

from tumen.base.calendar import month_number
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.setting import scenario_setting
from tumen.model import ArrayModel
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.scenarios.load import list_scenarios
from tumen.scenarios.schema import Scenario

FILE = Path(__file__).with_name("golden.json")
SEED, HISTORIES = 1, 16
MONTHS = tuple(map(month_number, ("2020-12", "2022-12", "2024-06", "2025-03", "2028-03")))
VARIABLES = ("strength", "alignment", "dependence_economic", "indicator")

Summary = dict[str, list[float]]  # series -> mean and first history of each month, one after the other


def golden_summary(scenario: Scenario) -> Summary:
    """Return what a scenario comes to in a few histories at double precision, to nine digits."""
    draws = Draws.from_columns(scenario_columns(scenario, load_registry()), SEED, range(HISTORIES))
    model = ArrayModel(scenario_setting(scenario, draws, SEED, np.float64))
    summary: Summary = {}
    while model.running:
        model.step()
        for (variable, label), values in model.observed.items():
            if variable in VARIABLES and model.world.month in MONTHS:
                numbers = (values.mean(), values[0])
                summary.setdefault(f"{variable} {label}", []).extend(
                    float(f"{number:.9g}") for number in numbers
                )
    return summary


def written(summaries: dict[str, Summary]) -> str:
    """Return summaries as JSON with a line for each series, so that a difference is easy to read."""
    scenarios = (
        f"{json.dumps(name)}: {{\n"
        + ",\n".join(f"  {json.dumps(series)}: {numbers}" for series, numbers in summary.items())
        + "\n}"
        for name, summary in summaries.items()
    )
    return "{\n" + ",\n".join(scenarios) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(written({scenario.name: golden_summary(scenario) for scenario in list_scenarios()}))
