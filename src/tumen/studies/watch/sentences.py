"""Readings, and what they would do to a forecast, in words."""

from tumen.studies.watch.gather import Kind

STILL = 0.005  # a probability that moves by less is told as it was


def reading(name: str, kind: Kind, unit: str, cut: float, month: str, *, above: bool) -> str:
    """Return what would be seen, in words.

    Parameters
    ----------
    name, kind, unit
        Of the signal.
    cut
        What it is held against.
    month
        The last month of the counts, or that of a level.
    above
        Whether it is at the cut or above, or below it.
    """
    match kind:
        case "count" if cut <= 1:
            return f"{'at least one' if above else 'no'} {name} by {month}"
        case "count":
            return f"{'at least' if above else 'fewer than'} {cut:g} {name} by {month}"
        case "event":
            return f"{'' if above else 'no '}{name} by {month}"
        case "flag":
            return f"{'' if above else 'no '}{name} in {month}"
        case _:
            held = f"{cut:,.0f} {unit}" if abs(cut) >= 1_000 else f"{cut:.3g} {unit}"
            return f"{name} {'at least' if above else 'below'} {held} in {month}"


def moved(seen: str, before: float, after: float, share: float) -> str:
    """Return what a reading does to a probability, and how often it is so, in a sentence."""
    often = f"(so in {percent(share)} of histories)"
    if abs(after - before) < STILL:
        return f"{seen}: P stays at {chance(before)} {often}"
    way = "rises" if after > before else "falls"
    return f"{seen}: P {way} from {chance(before)} to {chance(after)} {often}"


def chance(probability: float) -> str:
    """Return a probability in as many figures as tell it from 0 and 1."""
    return f"{probability:.2f}" if 0.05 <= probability <= 0.95 else f"{probability:.3f}"


def percent(share: float) -> str:
    """Return a share in words, without calling what is rare nothing."""
    if 0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"
