"""The arithmetic of Pyongyang's decisions."""

from typing import Any

import numpy as np

from tumen.base.elementary import chance_within_month
from tumen.base.transcendental import exp


def wish_to_ship(
    alignment: Any, unpaid: Any, *, readiness: Any, regard_weight: Any, unpaid_weight: Any
) -> Any:
    r"""Advantage of shipping all that is wanted over holding back.

    .. math:: U = r + w_x x - w_b b

    Parameters
    ----------
    alignment
        With the buyer, :math:`x` in -1..1. [alignment]
    unpaid
        How much the buyer's debt weighs, :math:`b` in 0..1. [share]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    regard_weight, unpaid_weight
        Of regard for [utility/alignment], and of debt against [utility/share].

    Returns
    -------
    Advantage, falling with the debt. [utility]
    """
    return readiness + regard_weight * alignment - unpaid_weight * unpaid


def arms_shipped(channel: Any, demand: Any, ships: Any, *, capacity: Any, held_back: Any) -> Any:
    """Munitions shipped in a month.

    Parameters
    ----------
    channel, demand
        Share of the capacity that agreements have opened, and share that is wanted, in 0..1. [share]
    ships
        Whether all that is wanted is shipped. [flag]
    capacity
        Most that can be shipped. [containers/month]
    held_back
        Share still shipped where not, in 0..1. [share]

    Returns
    -------
    Shipment in 0..``capacity``. [containers/month]
    """
    return capacity * channel * demand * np.where(ships, 1, held_back)


def wish_to_dispatch(
    commitment: Any, war: Any, losses: Any, *, readiness: Any, bond_weight: Any, losses_weight: Any
) -> Any:
    r"""Advantage of sending more soldiers over sending none.

    .. math:: U = r + w_c c w - w_l l

    Parameters
    ----------
    commitment, war, losses
        How far it holds itself bound :math:`c`, intensity of the war :math:`w`, and how much losses so far
        weigh :math:`l`, in 0..1. [share]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    bond_weight, losses_weight
        Of a bond in war for, and of losses against. [utility/share]

    Returns
    -------
    Advantage, falling with losses. [utility]
    """
    return readiness + bond_weight * (commitment * war) - losses_weight * losses


def secrecy(deployment: Any, disclosed: Any, silence: Any) -> Any:
    """Whether there are soldiers abroad who may be admitted but have not been, 0 or 1. [flag]"""
    return deployment * (1 - disclosed) * (1 - silence)


def chance_to_admit(
    losses: Any, returned: Any, untenable: Any, *, rate: Any, losses_weight: Any, returned_weight: Any
) -> Any:
    r"""Chance that soldiers abroad are admitted in a month, where they are still a secret.

    .. math:: p = \max\left(1 - e^{-\lambda / 12}, u\right), \qquad \lambda = \lambda_0 e^{w_l l + w_h h}

    Parameters
    ----------
    losses, returned
        How much losses :math:`l` and homecomings :math:`h` so far weigh, in 0..1. [share]
    untenable
        Whether the secret can be kept no longer, :math:`u` is 0 or 1. [flag]
    rate
        With neither losses nor homecomings, :math:`\lambda_0`. [1/year]
    losses_weight, returned_weight
        Growth of the rate's logarithm by losses and by homecomings. [1]

    Returns
    -------
    Chance in 0..1. [1/month]
    """
    strain = losses_weight * losses + returned_weight * returned
    return np.maximum(chance_within_month(rate * exp(strain)), untenable)


def wish_to_court(
    dependence: Any,
    unpaid: Any,
    regard_missed: Any,
    attraction: Any,
    withheld: Any,
    *,
    readiness: Any,
    need_weight: Any,
    unpaid_weight: Any,
    repair_weight: Any,
    focus_weight: Any,
    want_weight: Any,
) -> Any:
    r"""Advantage of courting one patron in public, while the other stands by.

    .. math:: U = r + w_d d + w_b b + w_m m + w_h h - w_x x

    Parameters
    ----------
    dependence, unpaid, withheld
        Dependence on the patron's goods :math:`d`, how much the other patron's debt weighs :math:`b`, and
        what the patron withholds of its goods :math:`h`, in 0..1. [share]
    regard_missed, attraction
        What the patron's alignment lacks of the one wanted :math:`m` >= 0, and its own positive alignment
        with the other patron :math:`x` >= 0. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    need_weight, unpaid_weight, want_weight, repair_weight, focus_weight
        Of dependence, debt and what is withheld [utility/share], of the regard missed, and of the attraction,
        which speaks against it [utility/alignment].

    Returns
    -------
    Advantage, falling with the attraction only. [utility]
    """
    need = need_weight * dependence + unpaid_weight * unpaid + want_weight * withheld
    return readiness + need + repair_weight * regard_missed - focus_weight * attraction


def wish_to_talk(
    offer: Any,
    bond: Any,
    paid_elsewhere: Any,
    *,
    readiness: Any,
    offer_weight: Any,
    bond_weight: Any,
    pay_weight: Any,
) -> Any:
    r"""Advantage of accepting talks with an opponent over staying with the patron [1]_.

    .. math:: U = r + w_o o - w_x x - w_p p

    Parameters
    ----------
    offer, paid_elsewhere
        What is offered :math:`o`, and the share of state income that the patron pays :math:`p`. [share]
    bond
        Positive alignment with the patron, :math:`x` in 0..1. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    offer_weight, bond_weight, pay_weight
        Of the offer for, of bond and payments against. [utility/unit]

    Returns
    -------
    Advantage, rising with the offer only. [utility]

    References
    ----------
    .. [1] T. W. Crawford, "Preventing enemy coalitions," International Security 35(4), 2011, 155-189: a
       target leaves a tie if the offer outweighs it. The linear form is our assumption.
    """
    return readiness + offer_weight * offer - bond_weight * bond - pay_weight * paid_elsewhere
