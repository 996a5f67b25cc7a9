"""Every term names the parameters behind it, and their records."""

import pytest

from told import a_run
from tumen.parameters.registry import load_registry
from tumen.results.explanation import Term
from tumen.studies.grounds import CAUSES, changed_parameters, grounds_of


def term(of: str, cause: str, *evidence: str) -> Term:
    return Term(of, cause, "as it may be", 0.1, evidence)


def sources(of: str, cause: str) -> list[str]:
    return [ground.source for ground in grounds_of(term(of, cause))]


def test_a_cause_rests_on_the_parameters_that_its_mechanism_names():
    [payment, half] = grounds_of(term("dprk->russia", "exchange/payment"))

    assert (payment.source, half.source) == (
        "mechanisms/exchange/payment_gain",
        "mechanisms/exchange/payment_half",
    )
    assert payment.evidence == load_registry()[payment.source].entry.evidence


@pytest.mark.parametrize(
    ("of", "cause", "source"),
    [
        ("china->dprk", "rivalry/jealousy", "pairs/china->dprk/jealousy"),
        ("china->russia", "rivalry/suspicion", "pairs/china->dprk/jealousy"),
        ("dprk->china", "persistence/reversion", "pairs/dprk->china/natural_level"),
        ("china->ukraine", "persistence/reversion", "mechanisms/persistence/natural_level_of_strangers"),
    ],
)
def test_a_parameter_of_pairs_is_found_for_the_pair_else_for_its_first_actor(of, cause, source):
    assert source in sources(of, cause)


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_rests_on_something(cause):
    assert sources("china->dprk", cause)


@pytest.mark.slow
def test_every_term_of_a_run_rests_on_something():
    explanation = a_run().explain("dprk-china", "2020-01", "2028-03")

    assert [term.cause for term in explanation.terms if not grounds_of(term)] == []


def test_an_event_rests_on_the_records_it_cites():
    [ground] = grounds_of(term("dprk->russia", "event/treaty", "E106", "E107"))

    assert str(ground) == "event/treaty: E106 E107"


def test_a_channel_rests_on_its_weight():
    assert sources("dprk-china", "channel/security") == ["measurement/strength/security_weight"]


def test_what_no_record_supports_is_assumed():
    [size, common] = grounds_of(term("dprk->china", "disturbance/chance"))

    assert str(size) == "mechanisms/disturbance/size: assumed"
    assert common.evidence == ()


def test_what_the_scenario_sets_no_longer_rests_on_its_records():
    changed = {"mechanisms/exchange/payment_gain"}

    [payment, half] = grounds_of(term("dprk->russia", "exchange/payment"), changed)

    assert str(payment) == "mechanisms/exchange/payment_gain: set by the scenario"
    assert not half.changed


def test_the_parameters_that_a_scenario_sets_are_known_to_its_results():
    assert changed_parameters(a_run(), "baseline_war") == frozenset(load_scenario_parameters("baseline_war"))


def load_scenario_parameters(name):
    from tumen.scenarios.load import load_scenario

    return load_scenario(name).parameters


def test_a_mechanism_that_is_gone_rests_on_nothing_known():
    assert grounds_of(term("dprk->russia", "telepathy/longing")) == ()
