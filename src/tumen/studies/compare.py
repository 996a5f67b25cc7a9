"""Compare: how much stronger ties are under one scenario than under another, history by history."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

import numpy as np
import pandas as pd
import xarray as xr

from tumen.base.calendar import month_number, month_text
from tumen.ensemble.defaults import REPLICATES, SEED
from tumen.ensemble.posterior import DEFAULT, PosteriorOf
from tumen.ensemble.run import run
from tumen.results.chances import worth
from tumen.results.explanation import Explanation
from tumen.results.results import Results
from tumen.scenarios.schema import Scenario

LOW, HIGH = 0.05, 0.95  # of the band that tables tell
PAIRED: Final = "difference"


@final
@dataclass(frozen=True)
class Comparison:
    """Scenarios beside one another, each minus the first.

    Attributes
    ----------
    results
        Of all of them, run with the same luck.
    against
        The first, which the others are compared with.
    at
        The month told, as `YYYY-MM`.
    table
        A row for each other scenario and dyad: the mean `difference` of strength at that month, the `low` and
        `high` end of its middle 90 %, the share of histories in which it `falls` and `rises`, the paired
        `standard_error`, the one `unpaired` runs of this size would have, and how many times `fewer`
        histories the pairing needs.
    """

    results: Results
    against: str
    at: str
    table: pd.DataFrame

    @property
    def scenarios(self) -> list[str]:
        """Those that are compared with the first."""
        return [name for name in self.results.scenarios if name != self.against]

    def why(self, dyad: str, scenario: str) -> Explanation:
        """Explain the difference of a tie by what moved it, from the first month to the one told.

        Raises
        ------
        ValueError
            If there is no such dyad or scenario.
        """
        first = str(self.results.bands["time"].dt.strftime("%Y-%m").values[0])
        return self.results.explain(dyad, first, self.at, scenario=scenario, against=self.against)

    def most_moved(self, scenario: str) -> str:
        """Return the dyad whose mean differs most."""
        rows = self.table[self.table["scenario"] == scenario]
        return str(rows["dyad"].iloc[int(np.argmax(rows[PAIRED].abs()))])

    def headline(self) -> str:
        """Return what is compared, in a line."""
        names = ", ".join(self.scenarios)
        return (
            f"tumen comparison: {names} minus {self.against} in {self.at}; "
            f"{self.results.replicates:,} histories of each, with the same luck; seed {self.results.seed}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, ready for JSON."""
        return {"against": self.against, "at": self.at, "differences": self.table.to_dict("records")}

    def __repr__(self) -> str:
        return f"{self.headline()}\n\n{self.shown().to_string(index=False)}"

    def _repr_html_(self) -> str:
        table: str = self.shown().to_html(index=False)
        return f"<p>{self.headline()}</p>{table}"

    def shown(self) -> pd.DataFrame:
        """Return the table in texts, for people."""
        rows = self.table
        fewer = [f"{value:,.0f} times" if np.isfinite(value) else "beyond measure" for value in rows["fewer"]]
        bands = [f"[{a:+.2f}, {b:+.2f}]" for a, b in zip(rows["low"], rows["high"], strict=True)]
        unmoved = (rows["falls"] == 0) & (rows["rises"] == 0)
        return pd.DataFrame(
            {
                "scenario": rows["scenario"],
                "tie": rows["dyad"],
                "difference": [f"{value:+.3f}" for value in rows[PAIRED]],
                "90 % band": bands,
                "falls in": [f"{value:.0%}" for value in rows["falls"]],
                "rises in": [f"{value:.0%}" for value in rows["rises"]],
                "se": [f"{value:.4f}" for value in rows["standard_error"]],
                "unpaired se": [f"{value:.4f}" for value in rows["unpaired"]],
                "pairing saves": np.where(unmoved, "not moved", fewer),
            }
        )


def compare(
    scenarios: Sequence[str | Path | Scenario],
    *,
    at: str | None = None,
    replicates: int = REPLICATES,
    seed: int = SEED,
    posterior: PosteriorOf = DEFAULT,
    workers: int | None = None,
    show_progress: bool = True,
) -> Comparison:
    """Run scenarios with the same luck, and compare each with the first, history by history.

    Parameters
    ----------
    scenarios
        Two or more, by name, path or loaded; the first is what the others are compared with.
    at
        The month to tell, as `YYYY-MM`; the last one that all have, by default.
    replicates
        Number of histories of each scenario.
    seed
        Whole number from 0 to 2**64 - 1.
    posterior
        Where parameters and the past come from, as in `tumen.run`.
    workers
        Number of processes or threads; all usable cores by default.
    show_progress
        Tell on the standard error how far the run is.

    Raises
    ------
    InputError
        With every fault of the scenarios.
    ValueError
        If there is only one scenario, or no such month.
    """
    if len(scenarios) < 2:
        raise ValueError("one scenario cannot be compared. Give two or more; the first is compared with.")
    results = run(
        scenarios,
        replicates=replicates,
        seed=seed,
        posterior=posterior,
        workers=workers,
        show_progress=show_progress,
    )
    return comparison_of(results, at=at)


def comparison_of(results: Results, *, at: str | None = None) -> Comparison:
    """Compare the scenarios of results that were run together, each with the first.

    Raises
    ------
    ValueError
        If they hold one scenario only, or no such month.
    """
    first, *others = results.scenarios
    if not others:
        raise ValueError("one scenario cannot be compared. Run two or more together.")
    differences = {name: results.difference(name, first).dropna("time", how="all") for name in others}
    month = _month(at, differences)
    size = worth(results.replicates, results.manifest.get("posterior"))
    rows = [row for name, difference in differences.items() for row in _rows(name, difference, month, size)]
    return Comparison(results, first, month, pd.DataFrame(rows))


def _month(at: str | None, differences: dict[str, xr.Dataset]) -> str:
    lasts = [str(one["time"].dt.strftime("%Y-%m").values[-1]) for one in differences.values()]
    last = month_text(min(month_number(text) for text in lasts))
    if at is None:
        return last
    known = [one["time"].dt.strftime("%Y-%m").values.tolist() for one in differences.values()]
    if not all(at in months for months in known):
        raise ValueError(f'"{at}" is not a month of these scenarios. Write one from {known[0][0]} to {last}.')
    return at


def _rows(name: str, difference: xr.Dataset, month: str, size: float) -> list[dict[str, Any]]:
    now = difference.sel(time=f"{month}-01").dropna("dyad", subset=["mean"])
    return [_row(name, now.sel(dyad=dyad), size) for dyad in now["dyad"].values.tolist()]


def _row(name: str, tie: xr.Dataset, size: float) -> dict[str, Any]:
    paired, unpaired = float(tie["spread"]), float(tie["spread_unpaired"])
    with np.errstate(divide="ignore", invalid="ignore"):
        fewer = float(np.square(np.float64(unpaired) / paired))
    return {
        "scenario": name,
        "dyad": str(tie["dyad"].item()),
        "difference": float(tie["mean"]),
        "low": float(tie["difference"].sel(quantile=LOW)),
        "high": float(tie["difference"].sel(quantile=HIGH)),
        "falls": float(tie["below"]),
        "rises": float(tie["above"]),
        "standard_error": paired / np.sqrt(size),
        "unpaired": unpaired / np.sqrt(size),
        "fewer": fewer,
    }
