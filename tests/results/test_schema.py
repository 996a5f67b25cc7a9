"""What results hold."""

import pytest

from tumen.measurement import INDICATORS
from tumen.results.schema import CHANNELS, DEPENDENCES, VARIABLES, described


def test_every_channel_is_a_variable():
    assert set(CHANNELS) <= set(VARIABLES)
    assert {f"dependence_{channel}" for channel in DEPENDENCES} <= set(VARIABLES)


def test_no_variable_has_the_name_of_a_dimension():
    assert not set(VARIABLES) & {variable.dim for variable in VARIABLES.values()}


def test_strength_lies_between_minus_one_and_one():
    line = described(("strength", "a-b"))

    assert (line.low, line.high, line.unit) == (-1, 1, "strength")


def test_a_state_key_takes_unit_and_range_from_the_vocabulary():
    line = described(("state", "arrears a->b"))

    assert (line.unit, line.low, line.high) == ("USD bn", 0, 20)


def test_an_indicator_brings_its_own_unit_and_range():
    line = described(("indicator", "china_dprk_trade"))

    assert (line.unit, line.low) == (INDICATORS["china_dprk_trade"].unit, 0)


@pytest.mark.parametrize("key", [("indicator", "letters"), ("warmth", "a-b")])
def test_a_series_that_nobody_records_is_refused(key):
    with pytest.raises(ValueError, match="nothing that results hold"):
        described(key)


def test_a_state_key_that_the_vocabulary_lacks_is_refused():
    with pytest.raises(ValueError, match="not a term of the model"):
        described(("state", "war_intensty"))
