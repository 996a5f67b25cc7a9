"""Arms and soldiers fall due, payments come later, and what stays unpaid rankles."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, change
from tumen.mechanisms.exchange import bill, response

amounts = st.floats(0, 1e5)


def test_a_bill_adds_containers_and_service():
    np.testing.assert_allclose(
        bill(np.array([0, 1_000, 1_000]), np.array([0, 0, 10]), price=2e-4, wage=4e-3), [0, 0.2, 0.24]
    )


def test_effects_saturate():
    effects = response(np.array([0, 600, 1_800]), gain=0.04, half=600)

    np.testing.assert_allclose(effects, [0, 0.02, 0.03])


@given(amounts, amounts, st.floats(-1, 1))
def test_an_effect_is_bounded_and_grows_with_what_was_paid_owed_or_delivered(amount, more, gain):
    less, larger = (response(each, gain=gain, half=1.5) for each in (amount, amount + more))

    assert 0 <= less * np.sign(gain) <= larger * np.sign(gain) <= abs(gain)


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
