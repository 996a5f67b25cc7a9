"""Exchange: a client sends arms and soldiers, its patron pays later, and what stays unpaid rankles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import saturation
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Change, Changes, Moves, World
from tumen.world.vocabulary import Key


def bill(arms: Any, soldiers: Any, *, price: Any, wage: Any) -> Any:
    """Value of what a client delivers in a month.

    Parameters
    ----------
    arms
        Munitions shipped. [containers/month]
    soldiers
        Soldiers serving abroad. [thousand]
    price
        Value of a container. [USD bn/container]
    wage
        Value of a thousand soldiers' service. [USD bn/thousand/month]

    Returns
    -------
    Amount that falls due. [USD bn/month]
    """
    return price * arms + wage * soldiers


def response(amount: Any, *, gain: Any, half: Any) -> Any:
    r"""How payments, debts or deliveries of a month move a regard [1]_.

    .. math:: \Delta z = g \frac{a}{a + h}

    Parameters
    ----------
    amount, half
        Paid, owed or delivered :math:`a` >= 0, and the amount that has half the effect, :math:`h`. [any unit]
    gain
        Largest effect, :math:`g`; negative for what rankles. [latent/month]

    Returns
    -------
    Change between 0 and ``gain``. [latent/month]

    References
    ----------
    .. [1] C. C. Shoemaker and J. Spanier, Patron-Client State Relationships, Praeger, 1984; J. Levin,
       "Relational incentive contracts," American Economic Review 93(3), 2003, 835-857. The saturating form is
       our assumption.
    """
    return gain * saturation(amount, half)


@final
@dataclass(frozen=True, kw_only=True)
class Exchange(Mechanism):
    """Exchange between every client that ships arms and the patron that pays for them."""

    key: ClassVar[str] = "exchange"
    causes: ClassVar = {
        "payment": ("payment_gain", "payment_half"),
        "grievance": ("grievance", "arrears_half", "price", "wage"),
        "delivery": ("delivery_gain", "delivery_half"),
    }

    price: PerReplicate  # [USD bn/container]
    wage: PerReplicate  # [USD bn/thousand/month]
    payment_gain: PerReplicate  # [latent/month]
    payment_half: PerReplicate  # [USD bn/month]
    grievance: PerReplicate  # [latent/month]
    arrears_half: PerReplicate  # [USD bn]
    delivery_gain: PerReplicate  # [latent/month]
    delivery_half: PerReplicate  # [containers/month]

    def start(self, cast: Sequence[str], flows: Mapping[str, Sequence[Pair]]) -> Mapping[Key, object]:
        """No deliveries and no debts at first."""
        ledger: dict[Key, object] = {}
        for client, patron in flows.get("arms", ()):
            ledger["arms_delivered", client, patron] = 0.0
            ledger["arrears", patron, client] = 0.0
            ledger["benefit_received", patron, client] = 0.0
        return ledger

    def change(self, world: World, moves: Moves, dice: Dice) -> Changes:
        """Yield what the month's deliveries and payments do to the books and to the regard of both."""
        for client, patron in moves.pairs("arms"):
            arms = moves.flows["arms", client, patron]
            payment = moves.amount("payment", patron, client, like=arms)
            soldiers = world.values.get(("troops_abroad", client, patron), np.zeros_like(arms))
            due = bill(arms, soldiers, price=self.price, wage=self.wage)
            yield Change(("arms_delivered", client, patron), arms)
            yield Change(("arrears", patron, client), due - payment)
            yield Change(("benefit_received", patron, client), payment)
            received = payment + moves.amount("aid", patron, client, like=arms)
            thanks = response(received, gain=self.payment_gain, half=self.payment_half)
            yield Change(("persistent", client, patron), thanks, "payment")
            owed = world["arrears", patron, client]
            anger = response(owed, gain=-self.grievance, half=self.arrears_half)
            yield Change(("persistent", client, patron), anger, "grievance")
            valued = response(arms, gain=self.delivery_gain, half=self.delivery_half)
            yield Change(("persistent", patron, client), valued, "delivery")
