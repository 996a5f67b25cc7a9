"""Exchange: a client sends arms and soldiers, its patron pays later, and what stays unpaid rankles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

from tumen.base.arrays import PerReplicate
from tumen.base.elementary import saturation
from tumen.base.names import Pair
from tumen.base.randomness import Dice
from tumen.mechanisms.base import Mechanism
from tumen.world.state import Changes, Moves, World
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


def gratitude(
    payment: Any, arrears: Any, *, payment_gain: Any, payment_half: Any, grievance: Any, arrears_half: Any
) -> Any:
    r"""How a patron's payments and debts move the client's regard for it [1]_.

    .. math:: \Delta z = g \frac{a}{a + h_a} - d \frac{B}{B + h_B}

    Parameters
    ----------
    payment, payment_half
        Payment this month :math:`a` >= 0, and the one that earns half the gain, :math:`h_a`. [USD bn/month]
    arrears, arrears_half
        Value delivered and unpaid :math:`B` >= 0, and the one that costs half the grievance, :math:`h_B`.
        [USD bn]
    payment_gain, grievance
        Largest gain :math:`g`, largest loss :math:`d`. [latent/month]

    Returns
    -------
    Change between ``-grievance`` and ``payment_gain``. [latent/month]

    References
    ----------
    .. [1] C. C. Shoemaker and J. Spanier, Patron-Client State Relationships, Praeger, 1984; J. Levin,
       "Relational incentive contracts," American Economic Review 93(3), 2003, 835-857. The saturating form is
       our assumption.
    """
    return payment_gain * saturation(payment, payment_half) - grievance * saturation(arrears, arrears_half)


def appreciation(arms: Any, *, gain: Any, half: Any) -> Any:
    """How deliveries move the patron's regard for its client.

    Parameters
    ----------
    arms, half
        Munitions shipped, and the amount that earns half the gain. [containers/month]
    gain
        Largest gain. [latent/month]

    Returns
    -------
    Change in 0..``gain``. [latent/month]
    """
    return gain * saturation(arms, half)


@final
@dataclass(frozen=True, kw_only=True)
class Exchange(Mechanism):
    """Exchange between every client that ships arms and the patron that pays for them."""

    key: ClassVar[str] = "exchange"

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
        """Return what the month's deliveries and payments do to the books and to the regard of both."""
        changes: dict[Key, PerReplicate] = {}
        for client, patron in moves.pairs("arms"):
            arms, payment = moves.flows["arms", client, patron], moves.flows["payment", patron, client]
            due = bill(arms, world["troops_abroad", client, patron], price=self.price, wage=self.wage)
            changes["arms_delivered", client, patron] = arms
            changes["arrears", patron, client] = due - payment
            changes["benefit_received", patron, client] = payment
            changes["persistent", client, patron] = gratitude(
                payment,
                world["arrears", patron, client],
                payment_gain=self.payment_gain,
                payment_half=self.payment_half,
                grievance=self.grievance,
                arrears_half=self.arrears_half,
            )
            changes["persistent", patron, client] = appreciation(
                arms, gain=self.delivery_gain, half=self.delivery_half
            )
        return changes
