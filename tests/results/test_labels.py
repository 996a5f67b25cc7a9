"""Series go to the variable and label that they belong to."""

import numpy as np

from tumen.results.labels import dates, labelled
from tumen.results.schema import Series, described

SERIES = [
    described(("strength", "a-b")),
    Series("indicator", "letters", "letters/month", "letters sent", 0, 50),
    described(("strength", "a-c")),
]


def test_a_month_is_its_first_day():
    assert str(dates([24_303])[0])[:10] == "2025-04-01"


def test_rows_are_found_by_name():
    arrays = labelled(SERIES, np.array([[1.0], [2.0], [3.0]]), ("time",), "_mean")

    assert set(arrays) == {"strength_mean", "indicator_mean"}
    assert arrays["strength_mean"].sel(dyad="a-c").item() == 3
    assert arrays["indicator_mean"].sel(measure="letters").item() == 2


def test_units_and_ranges_are_told():
    arrays = labelled(SERIES, np.zeros((3, 1)), ("time",))

    assert arrays["strength"].attrs["units"] == "strength"
    assert (arrays["strength"].attrs["valid_min"], arrays["strength"].attrs["valid_max"]) == (-1, 1)
    assert arrays["indicator"]["measure_units"].values.tolist() == ["letters/month"]
    assert arrays["indicator"]["measure_valid_max"].values.tolist() == [50]
