"""Posteriors that no calibration made."""

import numpy as np

from tumen.base.randomness import Past
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.posterior import Posterior
from tumen.parameters.particles import Particles, as_steps
from tumen.parameters.registry import load_registry

FACTS = {
    "verdict": "calibrated",
    "effective_size": 500.0,
    "pareto_k": 0.2,
    "log_evidence": -3.0,
    "inputs": {"history": "history", "scenario": "", "items": "", "evidence": "", "model": ""},
}


def made_up_posterior(scenario, size):
    """Return particles with shares and luck at random, which changes after the first year."""
    chance = np.random.default_rng(3)
    columns = scenario_columns(scenario, load_registry())
    priors = {
        address: str(column.prior)
        for address, column in columns.items()
        if column.varies and not address.startswith("events/ceasefire")
    }
    steps = as_steps(chance.random((len(priors), size)))
    numbers = chance.integers(0, 2**40, (2, size))
    past = Past(99, scenario.forecast_from - 1, (0, scenario.first + 12), numbers)
    return Posterior(Particles(priors, steps, past), {"somebody": np.zeros(size, np.float32)}, FACTS)
