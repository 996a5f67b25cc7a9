"""Gates: what a calibration must show before its sample is called calibrated."""

from collections.abc import Sequence
from typing import Final, NamedTuple, final

import numpy as np

from tumen.studies.calibration.sample import Moments, Sample
from tumen.studies.calibration.weights import log_evidence, pareto_k, pareto_limit

ENOUGH: Final = 1_000  # effective histories
HEAVIEST: Final = 0.02  # share of one history in all weight
CALIBRATED, TEMPERED, NOT = "calibrated", "calibrated by SMC", "not calibrated"


@final
class Gate(NamedTuple):
    """One thing that a calibration must show."""

    name: str
    value: float
    limit: float
    at_least: bool = False  # whether the limit is a lower one

    @property
    def passed(self) -> bool:
        """Whether it does."""
        return self.value >= self.limit if self.at_least else self.value < self.limit

    def __str__(self) -> str:
        sense = "at least" if self.at_least else "below"
        mark = "ok" if self.passed else "FAILS"
        return f"{self.name} {self.value:,.3g}, {sense} {self.limit:,.3g}: {mark}"


def gates_of(repeats: Sequence[Sample]) -> list[Gate]:
    """Return the gates of importance sampling, which was repeated on its own."""
    gates = [
        Gate("effective size", min(one.effective_size for one in repeats), ENOUGH, at_least=True),
        Gate(
            "Pareto k",
            max(pareto_k(one.log_weights) for one in repeats),
            min(pareto_limit(len(one.log_weights)) for one in repeats),
        ),
        Gate("largest weight", max(float(one.weights.max()) for one in repeats), HEAVIEST),
    ]
    evidence = [log_evidence(one.log_weights) for one in repeats]
    return [
        *gates,
        *agreement([one.moments() for one in repeats], evidence, evidence_limit=0.1, mean_limit=0.1),
    ]


def agreement(
    moments: Sequence[Moments], evidence: Sequence[float], *, evidence_limit: float, mean_limit: float
) -> list[Gate]:
    """Return the gates of agreement between repeats: of log evidence, and of means in standard deviations."""
    means = np.stack([one.mean for one in moments])
    spread = np.mean([one.sd for one in moments], axis=0)
    apart = np.ptp(means, axis=0) / np.maximum(spread, 1e-9)
    return [
        Gate("log evidences apart", float(np.ptp(evidence)), evidence_limit),
        Gate("means apart, in sd", float(apart.max()), mean_limit),
    ]
