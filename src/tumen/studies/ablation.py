"""Ablation: the same histories with one mechanism off at a time, and the patterns that break."""

from dataclasses import dataclass
from pathlib import Path
from typing import final

import pandas as pd

from tumen.base.problems import InputError, Problem, nearest
from tumen.ensemble.defaults import SEED
from tumen.scenarios.load import load_scenario, shipped_knowledge
from tumen.scenarios.schema import Scenario
from tumen.studies.patterns import Finding, check_patterns, read_patterns
from tumen.studies.requirements import Pattern

REPLICATES = 2_000
NOTHING = ""  # stands in the place of a mechanism where all are on


@final
@dataclass(frozen=True)
class Ablation:
    """Which patterns of a scenario hold without which mechanism.

    Attributes
    ----------
    scenario
        Name of the scenario.
    table
        A row for each mechanism that was off (first for none, ``""``) and each requirement of each pattern:
        `without`, `pattern`, `title`, `number` of the requirement, `requires`, what was `found`, and whether
        it `holds`.
    """

    scenario: str
    table: pd.DataFrame

    def matrix(self) -> pd.DataFrame:
        """Return what was found, a row for each requirement and a column for each mechanism that was off."""
        what = ["pattern", "number", "requires"]
        wide = self.table.pivot(index=what, columns="without", values="found")
        rows = pd.MultiIndex.from_frame(self.table[what].drop_duplicates())
        ordered = wide.loc[rows, list(self.table["without"].unique())]
        return ordered.rename(columns={NOTHING: "all on"}).rename_axis(columns=None).reset_index()

    def breaks(self) -> pd.DataFrame:
        """Return a row for each requirement: what is found with all on, and without what it breaks."""
        rows = []
        for (pattern, _), group in self.table.groupby(["pattern", "number"], sort=False):
            whole = group[group["without"] == NOTHING].iloc[0]
            broken = group[~group["holds"] & (group["without"] != NOTHING)]
            names = [f"{row.without} ({row.found:.2f})" for row in broken.itertuples()]
            without = ", ".join(names) if whole["holds"] else "fails already"
            found = f"{whole['found']:.2f}"
            rows.append(
                {"pattern": pattern, "requires": whole["requires"], "found": found, "breaks without": without}
            )
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        return f"{self.scenario}\n\n{self.breaks().to_string(index=False)}"

    def _repr_html_(self) -> str:
        return f"<p>{self.scenario}</p>{self.breaks().to_html(index=False)}"


def ablate(
    scenario: str | Path | Scenario = "baseline_war",
    *,
    replicates: int = REPLICATES,
    seed: int = SEED,
    workers: int | None = None,
    show_progress: bool = True,
) -> Ablation:
    """Run a scenario with all mechanisms, then without one at a time, and look for its patterns.

    Parameters
    ----------
    scenario
        Name of a scenario that ships with tumen, path of a file of the same name, or a loaded scenario.
    replicates
        Number of histories.
    seed
        Whole number from 0 to 2**64 - 1.
    workers
        Number of processes; all usable cores by default.
    show_progress
        Tell on the standard error how far the run is.

    Raises
    ------
    InputError
        With every fault of the scenario, and if no pattern is about it.
    """
    loaded = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    patterns = _patterns_of(loaded)
    mechanisms = [name for name in shipped_knowledge().mechanisms if name not in loaded.without]
    rows = []
    for off in (NOTHING, *mechanisms):
        findings = check_patterns(
            patterns,
            replicates=replicates,
            seed=seed,
            without={*loaded.without, off} - {NOTHING},  # in every scenario, so that like meets like
            scenarios=[loaded],
            workers=workers,
            title=f"{loaded.name} without {off}" if off else loaded.name,
            show_progress=show_progress,
        )
        rows += [_row(off, finding, patterns) for finding in findings]
    return Ablation(loaded.name, pd.DataFrame(rows))


def _patterns_of(scenario: Scenario) -> dict[str, Pattern]:
    """Return the patterns that a scenario shows with all mechanisms on."""
    whole = {name: pattern for name, pattern in read_patterns().items() if not pattern.without}
    own = {name: pattern for name, pattern in whole.items() if pattern.scenario == scenario.name}
    if not own:
        known = {pattern.scenario for pattern in whole.values()}
        message = f'no pattern is about "{scenario.name}". {nearest(scenario.name, known)}'
        raise InputError([Problem(scenario.source, 0, 0, "", message)])
    return own


def _row(off: str, finding: Finding, patterns: dict[str, Pattern]) -> dict[str, object]:
    return {
        "without": off,
        "pattern": finding.pattern,
        "title": patterns[finding.pattern].title,
        "number": finding.number,
        "requires": str(finding.requirement),
        "found": finding.found,
        "holds": finding.holds,
    }
