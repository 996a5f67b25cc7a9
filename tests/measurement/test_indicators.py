"""Indicators show what the vocabulary knows."""

import pytest

from builders import a_model, moves
from tumen.measurement import INDICATORS
from tumen.world.vocabulary import TERMS


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.name)
def test_an_indicator_shows_something_of_the_full_cast_in_its_unit(indicator):
    model = a_model()

    assert indicator.seen(model.world, moves(model))
    assert indicator.per is not None or indicator.unit == TERMS[indicator.key[0]].unit
    assert indicator.high > 0


def test_an_indicator_of_what_nobody_gives_is_not_seen():
    model = a_model()

    assert not INDICATORS["china_dprk_trade"].seen(model.world, type(moves(model))({}))
