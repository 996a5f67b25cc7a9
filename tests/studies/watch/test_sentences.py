"""Readings are told in words that anybody could check in a newspaper."""

import pytest

from tumen.studies.watch.sentences import moved, percent, reading


@pytest.mark.parametrize(
    ("signal", "cut", "above", "below"),
    [
        (("visits", "count", ""), 1.0, "at least one visits by 2025-09", "no visits by 2025-09"),
        (("visits", "count", ""), 3.0, "at least 3 visits by 2025-09", "fewer than 3 visits by 2025-09"),
        (("bridge", "flag", "flag"), 1.0, "bridge in 2025-09", "no bridge in 2025-09"),
        (("truce", "event", "flag"), 1.0, "truce by 2025-09", "no truce by 2025-09"),
        (("debt", "level", "USD bn"), 1.26, "debt at least 1.26 USD bn in 2025-09",
         "debt below 1.26 USD bn in 2025-09"),
        (("arms", "report", "t"), 20_732.4, "arms at least 20,732 t in 2025-09",
         "arms below 20,732 t in 2025-09"),
    ],
)  # fmt: skip
def test_a_reading_and_its_absence(signal, cut, above, below):
    assert reading(*signal, cut, "2025-09", above=True) == above
    assert reading(*signal, cut, "2025-09", above=False) == below


def test_a_forecast_rises_falls_or_stays():
    assert (
        moved("no visit", 0.341, 0.188, 0.407)
        == "no visit: P falls from 0.34 to 0.19 (so in 41 % of histories)"
    )
    assert (
        moved("a visit", 0.34, 1.0, 0.002)
        == "a visit: P rises from 0.34 to 1.000 (so in under 1 % of histories)"
    )
    assert moved("rain", 0.34, 0.342, 0.999) == "rain: P stays at 0.34 (so in over 99 % of histories)"
    assert moved("rain", 0.026, 0.012, 0.5) == "rain: P falls from 0.026 to 0.012 (so in 50 % of histories)"


@pytest.mark.parametrize(("share", "told"), [(0, "0 %"), (1, "100 %"), (0.01, "1 %"), (0.0099, "under 1 %")])
def test_what_is_rare_is_not_called_nothing(share, told):
    assert percent(share) == told
