"""The arithmetic of Moscow's decisions."""

from typing import Any

import numpy as np

from tumen.base.elementary import above, saturation


def wish_to_pay(
    demand: Any,
    alignment: Any,
    arrears: Any,
    *,
    readiness: Any,
    need_weight: Any,
    regard_weight: Any,
    burden_weight: Any,
    burden_half: Any,
) -> Any:
    r"""Advantage of paying promptly over stalling.

    .. math:: U = r + w_n n + w_x x - w_B \frac{B}{B + h}

    Parameters
    ----------
    demand
        Munitions wanted from abroad, :math:`n` in 0..1. [share]
    alignment
        With the client, :math:`x` in -1..1. [alignment]
    arrears, burden_half
        What is owed :math:`B` >= 0, and the debt that counts half, :math:`h`. [USD bn]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    need_weight, regard_weight
        Of need [utility/share] and of regard for the client [utility/alignment], for paying.
    burden_weight
        Of the largest bill, against paying. [utility]

    Returns
    -------
    Advantage, falling with the bill. [utility]
    """
    for_it = need_weight * demand + regard_weight * alignment
    return readiness + for_it - burden_weight * saturation(arrears, burden_half)


def payment(arrears: Any, pays: Any, *, prompt_share: Any, stalled_share: Any) -> Any:
    """Payment of a month.

    Parameters
    ----------
    arrears
        What is owed, >= 0. [USD bn]
    pays
        Whether it pays promptly. [flag]
    prompt_share, stalled_share
        Share of the arrears paid in a month when it pays, and when it stalls, in 0..1. [1/month]

    Returns
    -------
    Payment in 0..``arrears``. [USD bn/month]
    """
    return arrears * np.where(pays, prompt_share, stalled_share)


def wish_to_praise(
    demand: Any,
    alignment: Any,
    thaw: Any,
    enforcement: Any,
    *,
    readiness: Any,
    need_weight: Any,
    regard_weight: Any,
    thaw_weight: Any,
    law_weight: Any,
) -> Any:
    r"""Advantage of praising the client in public over keeping silent.

    .. math:: U = r + w_n n + w_x x - w_t t - w_l l

    Parameters
    ----------
    demand, thaw, enforcement
        Munitions wanted from abroad :math:`n`, understanding with the West :math:`t`, and enforcement of the
        sanctions on the client :math:`l`, in 0..1. [share]
    alignment
        With the client, :math:`x` in -1..1. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    need_weight, thaw_weight, law_weight
        Of need for, of the understanding and of the sanctions against. [utility/share]
    regard_weight
        Of regard for the client, for. [utility/alignment]

    Returns
    -------
    Advantage. [utility]
    """
    for_it = need_weight * demand + regard_weight * alignment
    return readiness + for_it - thaw_weight * thaw - law_weight * enforcement


def wish_to_teach(demand: Any, thaw: Any, *, readiness: Any, need_weight: Any, thaw_weight: Any) -> Any:
    r"""Advantage of teaching the client military technology over withholding it.

    .. math:: U = r + w_n n - w_t t

    Parameters
    ----------
    demand, thaw
        Munitions wanted from abroad :math:`n`, and understanding with the West :math:`t`, in 0..1. [share]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    need_weight, thaw_weight
        Of need for, and of the understanding against. [utility/share]

    Returns
    -------
    Advantage. [utility]
    """
    return readiness + need_weight * demand - thaw_weight * thaw


def wish_to_consent(
    alignment: Any, own_influence: Any, *, readiness: Any, regard_weight: Any, stake_weight: Any
) -> Any:
    r"""Advantage of letting the neighbour's ships use the shared river.

    .. math:: U = r + w_x x - w_s \max(y, 0)

    Parameters
    ----------
    alignment, own_influence
        With the neighbour :math:`x`, and with the client over whom influence would be shared :math:`y`, in
        -1..1. [alignment]
    readiness
        Advantage where nothing speaks for or against it, :math:`r`. [utility]
    regard_weight, stake_weight
        Of regard for, and of the influence at stake against. [utility/alignment]

    Returns
    -------
    Advantage. [utility]
    """
    return readiness + regard_weight * alignment - stake_weight * above(own_influence, 0)
