"""The history nearest to a quantile is one that was kept."""

import pytest

from told import KEPT, a_run
from tumen.studies.nearest import nearest_history


def test_the_nearest_history_is_that_of_the_quantile():
    strength = a_run().paths["strength"].sel(scenario="ceasefire", dyad="dprk-russia", time="2026-12")
    order = strength.squeeze("time").argsort().values

    lowest, middle, highest = (
        nearest_history(a_run(), level, "russia-dprk", "2026-12", scenario="ceasefire")
        for level in (0, 0.5, 1)
    )

    assert (lowest, highest) == (order[0], order[-1])
    assert middle in order[KEPT // 2 - 1 : KEPT // 2 + 1]


def test_a_month_outside_the_run_has_no_nearest_history():
    with pytest.raises(ValueError, match='no month "2030-01"'):
        nearest_history(a_run(), 0.5, "dprk-russia", "2030-01")
