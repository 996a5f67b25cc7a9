"""Patterns that the documents show, and that a credible model must show before it is fitted to anything."""

import numpy as np

BEFORE_THE_WAR, CUT_OFF, HORIZON = "2020-12", "2025-03", "2028-03"


def test_dprk_and_russia_grow_closer_from_step_to_step(ensemble, share):
    stagnant, invaded, dealt, allied = (
        ensemble.strength("dprk-russia", month) for month in (BEFORE_THE_WAR, "2022-12", "2023-09", "2024-06")
    )

    assert share((stagnant < invaded) & (invaded < dealt) & (dealt < allied)) >= 0.95


def test_dprk_and_china_cool_in_their_friendship_year(ensemble, share):
    january, december = (ensemble.strength("dprk-china", month) for month in ("2024-01", "2024-12"))

    assert share(december < january) >= 0.95


def test_a_ceasefire_weakens_dprk_and_russia(ensemble, share):
    war = ensemble.strength("dprk-russia", HORIZON)
    ceasefire = ensemble.strength("dprk-russia", HORIZON, "ceasefire")

    assert share(ceasefire < war) >= 0.99


def test_a_ceasefire_costs_russias_regard_more_than_the_dprks(ensemble, share):
    def fall(pair):
        return ensemble.alignment(pair, HORIZON) - ensemble.alignment(pair, HORIZON, "ceasefire")

    assert share(abs(fall("russia->dprk")) > abs(fall("dprk->russia"))) >= 0.9


def test_after_a_ceasefire_dprk_and_russia_stay_closer_than_in_2020(ensemble, share):
    after = ensemble.strength("dprk-russia", HORIZON, "ceasefire")

    assert share(after > ensemble.strength("dprk-russia", BEFORE_THE_WAR)) >= 0.99


def test_russia_is_in_arrears_when_the_documents_end(ensemble, share):
    assert share(ensemble.indicator("arrears", CUT_OFF) > 0) >= 0.99


def test_payment_lags_behind_delivery(ensemble, share):
    def half_way(measure):
        """Return the number of months until half of what there is at the cut-off."""
        path = ensemble.indicator(measure).sel(time=slice(None, CUT_OFF))
        return (path < path.isel(time=-1) / 2).sum("time")

    assert share(half_way("arms_containers") < half_way("benefit_received")) >= 0.95


def test_a_thousand_containers_are_passed_in_october_2023(ensemble, share):
    september, october = (ensemble.indicator("arms_containers", month) for month in ("2023-09", "2023-10"))

    assert share((september < 1_000) & (october > 1_000)) >= 0.8


def test_six_to_eight_thousand_containers_are_delivered_by_march_2024(ensemble, share):
    delivered = ensemble.indicator("arms_containers", "2024-03")

    assert 6_500 < np.median(delivered) < 7_500
    assert share((delivered > 6_000) & (delivered < 8_000)) >= 0.75


def test_payments_reach_a_third_of_the_budget(ensemble, share):
    ratio = ensemble.indicator("benefit_to_budget", CUT_OFF)

    assert share((ratio > 0.2) & (ratio < 0.4)) >= 0.9


def test_without_the_war_dprk_and_russia_stay_as_distant_as_in_2020(ensemble, share):
    moved = ensemble.strength("dprk-russia", HORIZON, "no_war") - ensemble.strength(
        "dprk-russia", BEFORE_THE_WAR, "no_war"
    )

    assert share(abs(moved) < 0.1) >= 0.95
    assert abs(np.median(moved)) < 0.03


def test_without_the_war_no_arms_are_shipped(ensemble):
    assert not ensemble.indicator("arms_containers", HORIZON, "no_war").any()


def test_moscow_comes_first_for_pyongyang_when_the_documents_end(ensemble, share):
    russia, china = (ensemble.alignment(f"dprk->{patron}", CUT_OFF) for patron in ("russia", "china"))

    assert share(russia > china) >= 0.8
