"""Names are understood in either order, and refused with those that are known."""

import pytest

from ensembles import an_ensemble
from tumen.results.subject import months_of, quantity_of, require, scenario_of, subject_of


@pytest.fixture(scope="module")
def results():
    return an_ensemble(months=range(24_300, 24_304))


def test_a_dyad_has_a_strength_and_a_pair_an_alignment():
    assert quantity_of("dprk-china") == ("strength", "dyad")
    assert quantity_of("dprk->china") == ("alignment", "pair")


def test_a_dyad_may_be_turned_and_a_pair_may_not(results):
    assert subject_of(results, "ceasefire", "china-dprk") == "dprk-china"
    assert subject_of(results, "ceasefire", "russia->dprk") == "russia->dprk"
    with pytest.raises(ValueError, match=r'no pair "china->russia"\. They have: dprk->russia, russia->dprk'):
        subject_of(results, "ceasefire", "china->russia")


def test_the_first_scenario_is_meant_if_none_is_named(results):
    assert scenario_of(results, None) == "baseline_war"
    assert scenario_of(results, "ceasefire") == "ceasefire"


def test_months_are_those_of_the_scenario(results):
    assert months_of(results, "ceasefire") == ["2025-01", "2025-02", "2025-03", "2025-04"]


def test_of_many_names_the_first_and_the_last_are_told():
    with pytest.raises(ValueError, match=r'no history "200"\. They have: 0 to 199'):
        require("history", 200, range(200))
