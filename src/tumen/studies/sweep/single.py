"""A point of a sweep alone: its values, and what comes of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from tumen.ensemble.posterior import Posterior
from tumen.studies.sweep.asked import answer_key
from tumen.studies.sweep.outputs import statistic_of
from tumen.studies.sweep.reading import Sweep
from tumen.studies.sweep.running import Job, Runner
from tumen.studies.sweep.store import Failure


class Alone(NamedTuple):
    """What one point came to: its values as texts, outputs with standard errors, and what went wrong."""

    values: Mapping[str, str]
    table: pd.DataFrame
    failures: Sequence[Failure]


def run_point(read: Sweep, posterior: Posterior | None, point: int, workers: int | None = None) -> Alone:
    """Run one point of a sweep, with the luck that it meets among all others."""
    runner = Runner(read, posterior, workers)
    job = Job(range(point, point + 1), "", range(read.file.replicates))
    chunk = runner.run(job, runner.engines(job.histories, show=False), lambda _: None)
    rows = []
    for scenario in read.scenarios:
        for output in read.outputs:
            answers = chunk.answers["/".join(answer_key(output, scenario.name))]
            told = (
                statistic_of(output.statistic, answers) if not chunk.failures else (np.array([np.nan]),) * 2
            )
            rows.append((scenario.name, output.name, float(told[0][0]), float(told[1][0])))
    table = pd.DataFrame(rows, columns=["scenario", "output", "value", "standard error"])
    return Alone(read.design.point(point), table.set_index(["scenario", "output"]), chunk.failures)
