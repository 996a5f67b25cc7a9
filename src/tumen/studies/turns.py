"""Turns: the months in which what one actor gives another begins, ends, falls or rises."""

from typing import Final

import numpy as np
import numpy.typing as npt

PAUSE: Final = 6  # months without it after which a flow has ended, or begins anew
MEMORY: Final = 12  # months that tell what is usual
AGAIN: Final = 3  # months within which the same turn is not told again
LOW, HIGH = 0.7, 1.5  # a flow has fallen, or risen, beyond these multiples of what is usual


def turns(flow: npt.NDArray[np.float64]) -> dict[int, str]:
    """Return what happens to a flow, by the position of the month.

    What comes and goes from one month to the next has neither ended nor begun anew.

    Parameters
    ----------
    flow
        What was given in each month, >= 0, shape (months,).
    """
    kinds = ["", *(_kind(flow, month) for month in range(1, len(flow)))]
    return {
        month: _words(kind, flow, month)
        for month, kind in enumerate(kinds)
        if kind and kind not in kinds[max(0, month - AGAIN) : month]
    }


def _kind(flow: npt.NDArray[np.float64], month: int) -> str:
    """Return what a month, which is not the first, does to a flow."""
    past, now, later = flow[max(0, month - PAUSE) : month], flow[month], flow[month + 1 : month + PAUSE]
    if now and not past.any():
        return "begins" if later.any() or len(later) < PAUSE - 1 else "only once"
    if not now:
        over = len(later) == PAUSE - 1 and not later.any()
        return "ends" if over and past[-1] and past[:-1].any() else ""
    if now < LOW * _usual(flow, month):
        return "falls"
    return "rises" if now > HIGH * _usual(flow, month) else ""


def _usual(flow: npt.NDArray[np.float64], month: int) -> float:
    past = flow[max(0, month - MEMORY) : month]
    return float(np.median(past[past > 0]))


def _words(kind: str, flow: npt.NDArray[np.float64], month: int) -> str:
    match kind:
        case "ends":
            return kind
        case "falls" | "rises":
            return f"{kind} to {_number(flow[month])} from {_number(_usual(flow, month))}"
        case _:
            return f"{kind}, {_number(flow[month])}"


def _number(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.2g}"
