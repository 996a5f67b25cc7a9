"""Arms and soldiers fall due, payments come later, and what stays unpaid rankles."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, change
from tumen.mechanisms.exchange import appreciation, bill, gratitude

amounts = st.floats(0, 1e5)
HALVES = {"payment_half": 0.1, "arrears_half": 1.5}


def test_a_bill_adds_containers_and_service():
    np.testing.assert_allclose(
        bill(np.array([0, 1_000, 1_000]), np.array([0, 0, 10]), price=2e-4, wage=4e-3), [0, 0.2, 0.24]
    )


def test_gratitude_for_payment_is_dulled_by_debt():
    change_ = gratitude(
        np.array([0, 0.1, 0.1]), np.array([0, 0, 1.5]), payment_gain=0.06, grievance=0.02, **HALVES
    )

    np.testing.assert_allclose(change_, [0, 0.03, 0.02])


@given(amounts, amounts, amounts, st.floats(0, 1), st.floats(0, 1))
def test_gratitude_is_bounded_rises_with_payment_and_falls_with_debt(payment, debt, more, gain, grievance):
    gains = {"payment_gain": gain, "grievance": grievance, **HALVES}
    before = gratitude(payment, debt, **gains)

    assert -grievance <= before <= gain
    assert gratitude(payment + more, debt, **gains) >= before
    assert gratitude(payment, debt + more, **gains) <= before


def test_deliveries_are_appreciated_up_to_a_point():
    np.testing.assert_allclose(appreciation(np.array([0, 600, 1_800]), gain=0.04, half=600), [0, 0.02, 0.03])


def test_the_books_and_the_regard_of_both_follow_deliveries_and_payments():
    model = a_model(
        {
            "mechanisms/exchange/price": 2e-4,
            "mechanisms/exchange/wage": 4e-3,
            "mechanisms/exchange/payment_gain": 0.06,
            "mechanisms/exchange/payment_half": 0.1,
            "mechanisms/exchange/grievance": 0.02,
            "mechanisms/exchange/arrears_half": 1.5,
            "mechanisms/exchange/delivery_gain": 0.04,
            "mechanisms/exchange/delivery_half": 600,
        },
        state={"troops_abroad dprk->russia": [0, 0, 10], "arrears russia->dprk": [0, 1.5, 1.5]},
    )

    changes = change(
        model,
        "exchange",
        flows={"arms dprk->russia": [0, 600, 600], "payment russia->dprk": [0, 0, 0.1]},
    )

    assert {key: amounts.round(12).tolist() for key, amounts in changes.items()} == {
        "arms_delivered dprk->russia": [0, 600, 600],
        "arrears russia->dprk": [0, 0.12, 0.06],
        "benefit_received russia->dprk": [0, 0, 0.1],
        "persistent dprk->russia": [0, -0.01, 0.02],
        "persistent russia->dprk": [0, 0.02, 0.02],
    }
