"""Forecasts that documents make: held out of the calibration, and set beside ours."""

from typing import Final

import pandas as pd

from tumen.ensemble.answers import Asked
from tumen.ensemble.asking import inquire
from tumen.studies.calibration.calibrate import Calibration
from tumen.studies.calibration.gates import NOT

HISTORIES: Final = 4_000


def forecast_table(found: Calibration) -> pd.DataFrame:
    """Return a row for each forecast: what it says, and its probability under posterior and prior.

    Histories go on after the cutoff with luck of their own. What came true is not known here: see backtests.
    """
    scenario = found.coding.scenario
    asked = [
        Asked(("forecast", scenario.name, held.name), scenario.name, held.model.that)
        for held in found.coding.forecasts
    ]
    columns = ["forecast", "document", "records", "expects", "said", "posterior", "prior"]
    if not asked:
        return pd.DataFrame(columns=columns)
    particles = None if found.verdict == NOT else found.posterior(HISTORIES).particles
    shares = []
    for whose in (particles, None):
        answers = inquire(
            [scenario],
            asked,
            replicates=HISTORIES,
            seed=found.target.seed,
            particles=whose,
            workers=found.target.workers,
            title="",
            show_progress=False,
        )
        shares.append([float(answers.values[one.key].mean()) for one in asked])
    ours, prior = shares if particles is not None else ([float("nan")] * len(asked), shares[1])
    rows = [
        (held.name, held.document, " ".join(held.records), str(held.model.that), held.model.said)
        for held in found.coding.forecasts
    ]
    table = pd.DataFrame(rows, columns=columns[:5])
    return table.assign(posterior=ours, prior=prior)
