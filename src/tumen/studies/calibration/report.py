"""What a user is shown of a calibration: verdict, gates, tables, and a folder that holds them all."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, final

import pandas as pd

from tumen.ensemble.posterior import Posterior
from tumen.results import netcdf
from tumen.results.folder import refuse_taken
from tumen.studies.calibration.calibrate import Calibration
from tumen.studies.calibration.checks import (
    INFORMED,
    dated_table,
    direction_table,
    document_table,
    informed_actors,
    item_table,
    output_table,
    parameter_table,
)
from tumen.studies.calibration.forecasts import forecast_table
from tumen.studies.calibration.gates import NOT
from tumen.studies.calibration.sensitivity import sensitivity_table
from tumen.studies.calibration.tree import tree_of

MOST_LEARNED: Final = 12  # parameters shown on the screen
SHOWN: Final = 150_000  # histories that tables look at


@final
@dataclass(frozen=True)
class CalibrationReport:
    """A calibration as tables.

    Attributes
    ----------
    found
        The calibration.
    posterior
        Its particles; None where it is not calibrated.
    tables
        `parameters`, `directions`, `outputs`, `items`, `documents`, `months`, `sensitivity`, `forecasts`.
    """

    found: Calibration
    posterior: Posterior | None
    tables: dict[str, pd.DataFrame]

    def headline(self) -> str:
        """Return the verdict in a line."""
        found = self.found
        size = f"{found.simulations:,} histories in {found.seconds:,.0f} s"
        items = f"{len(found.coding.items)} items"
        return f"{found.verdict}: {items}, log evidence {found.log_evidence:.2f}, {size}"

    def gates(self) -> list[str]:
        """Return what it had to show, a line each."""
        return [*self.found.notes, *(str(gate) for gate in self.found.gates)]

    def shown(self) -> list[tuple[str, pd.DataFrame]]:
        """Return the tables of the screen, each with its title."""
        parameters, items = self.tables["parameters"], self.tables["items"]
        driven = int(parameters["prior_driven"].sum())
        learned = _most_learned(parameters)
        odd = items[items["odd"] | items["conflict"]]
        outputs = self.tables["outputs"]
        same = ", ".join(outputs.loc[outputs["prior_driven"], "output"])
        best = informed_actors(parameters)
        directions = self.tables["directions"]
        informed = int((directions["shrinkage"] > INFORMED).sum())
        return [
            ("documents, given the others and under the prior", _rounded(self.tables["documents"])),
            (
                f"what was learned most of; {driven} of {len(parameters)} parameters are prior-driven "
                "(neither narrowed by a tenth of the variance nor moved by a quarter of an sd)",
                _rounded(learned.drop(columns="prior_driven")),
            ),
            ("what was learned most of in each actor", _rounded(best)),
            (
                f"{informed} directions of parameters of which something was learned "
                f"(shrinkage above {INFORMED:g}), the first five",
                _rounded(directions.head(5)),
            ),
            (
                f"ties at the cutoff of which most was learned; as in the prior: {same or 'none'}",
                _rounded(_most_learned(outputs).drop(columns="prior_driven")),
            ),
            (
                f"{len(odd)} of {len(items)} items that fit the others badly",
                _rounded(odd.drop(columns=["records", "model", "pit_prior"])),
            ),
            ("forecasts of the documents, held out", _rounded(self.tables["forecasts"])),
        ]

    def __str__(self) -> str:
        gates = "\n".join(f"  {line}" for line in self.gates())
        tables = [f"{title}\n{table.to_string(index=False)}" for title, table in self.shown() if len(table)]
        return "\n\n".join([f"{self.headline()}\n{gates}", *tables])

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "verdict": self.found.verdict,
            "gates": self.gates(),
            "log_evidence": self.found.log_evidence,
            "simulations": self.found.simulations,
            "seconds": round(self.found.seconds, 1),
            **{name: table.to_dict(orient="records") for name, table in self.tables.items()},
        }

    def write(self, folder: Path) -> None:
        """Write the tables, and the posterior if there is one, into a new folder.

        Raises
        ------
        FileExistsError
            If there is something already.
        """
        refuse_taken(folder)
        folder.mkdir(parents=True)
        for name, table in self.tables.items():
            table.to_csv(folder / f"{name}.csv", index=False)
        (folder / "report.txt").write_text(f"{self}\n", encoding="utf-8")
        if self.posterior is not None:
            self.posterior.write(folder / "posterior.nc")
            netcdf.write(tree_of(self.found, self.posterior, self.tables), folder / "calibration.nc")


def report_of(found: Calibration) -> CalibrationReport:
    """Return what a user is shown of a calibration; quantiles and scores are of at most 150,000 histories."""
    thinned = replace(found, sample=found.sample.thinned(SHOWN))
    tables = {
        "parameters": parameter_table(thinned),
        "directions": direction_table(found),
        "outputs": output_table(thinned),
        "items": item_table(thinned),
        "documents": document_table(found),
        "months": dated_table(found),
        "sensitivity": sensitivity_table(thinned),
        "forecasts": forecast_table(found),
    }
    posterior = None if found.verdict == NOT else found.posterior()
    return CalibrationReport(found, posterior, tables)


def _most_learned(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that narrowed or moved most."""
    learned = table["shrinkage"].clip(lower=0) + table["shift"].abs()
    return table.loc[learned.nlargest(MOST_LEARNED).index]


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    return table.round(2)
