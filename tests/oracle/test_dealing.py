"""The model and a plain reading of docs/model.md deal the same luck."""

import numpy as np
import pytest

from oracle import dealing
from tumen.base.randomness import FOR_GOOD, Streams, shares

SEEDS = (0, 7, 2**64 - 1, 123_456_789_012_345)
REPLICATES = (range(70), range(2**34 - 20, 2**34 + 20))
LAWS = {
    "a/choice": "uniform",
    "event/thaw": "uniform",
    "disturbance/a->b": "normal",
    "disturbance/a": "normal",
}
MONTHS = (24_240, 24_338)
CASES = [(seed, replicates) for seed in SEEDS for replicates in REPLICATES]


@pytest.mark.parametrize(("seed", "replicates"), CASES)
def test_each_month_has_the_luck_that_the_documentation_tells(seed, replicates):
    streams = Streams(seed, LAWS, replicates)
    for month in MONTHS:
        dice = streams.in_month(month)

        for name, law in LAWS.items():
            told = [getattr(dealing, law)(dealing.word(seed, name, month, one)) for one in replicates]
            error, rounding = (0, 0) if law == "uniform" else (4e-6, 2e-7)
            np.testing.assert_allclose(dice.roll(name), told, rtol=error, atol=rounding)


@pytest.mark.parametrize(("seed", "replicates"), CASES)
def test_what_is_drawn_once_is_what_the_documentation_tells(seed, replicates):
    told = [dealing.share(dealing.word(seed, "draw:x", dealing.ONCE, one)) for one in replicates]

    assert shares(seed, ["draw:x"], replicates)["draw:x"].tolist() == told
    assert dealing.ONCE == FOR_GOOD
