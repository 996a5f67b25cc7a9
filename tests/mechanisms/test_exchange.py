"""Arms and soldiers fall due, payments come later, and what stays unpaid rankles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_model, caused, change, listed
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


@pytest.fixture
def trading():
    """Return a model with arms, soldiers and debts."""
    return a_model(
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


TRADED = {"arms dprk->russia": [0, 600, 600], "payment russia->dprk": [0, 0, 0.1]}


def test_the_books_follow_deliveries_and_payments(trading):
    changes = change(trading, "exchange", TRADED)

    assert listed({key: amount for key, amount in changes.items() if "persistent" not in key}) == {
        "arms_delivered dprk->russia": [0, 600, 600],
        "arrears russia->dprk": [0, 0.12, 0.06],
        "benefit_received russia->dprk": [0, 0, 0.1],
    }


def test_payment_pleases_the_client_arrears_rankle_and_deliveries_please_the_patron(trading):
    causes = caused(trading, "exchange", TRADED)

    assert {cause: listed(amounts) for cause, amounts in causes.items()} == {
        "payment": {"persistent dprk->russia": [0, 0, 0.03]},
        "grievance": {"persistent dprk->russia": [0, -0.01, -0.01]},
        "delivery": {"persistent russia->dprk": [0, 0.02, 0.02]},
    }


def test_help_without_return_pleases_as_payment_does_and_pays_no_bill(trading):
    flows = {"payment russia->dprk": [0, 0, 0.1], "aid russia->dprk": [0, 0.1, 0.2]}

    changes = change(trading, "exchange", flows)

    pleased = caused(trading, "exchange", flows)["payment"]["persistent dprk->russia"]
    np.testing.assert_allclose(pleased, [0, 0.03, 0.045])
    np.testing.assert_allclose(changes["arrears russia->dprk"], [0, 0, 0.04 - 0.1], atol=1e-15)
    np.testing.assert_allclose(changes["benefit_received russia->dprk"], [0, 0, 0.1])


def test_without_arms_there_is_no_exchange(trading):
    assert change(trading, "exchange", absent=["arms dprk->russia"]) == {}
