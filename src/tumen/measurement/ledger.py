"""The ledger: by how much each cause moved each alignment this month; the parts add up to the movement."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import numpy as np

from tumen.base.arrays import PerReplicate
from tumen.base.names import Pair
from tumen.world.state import ALIGNED, Change, World

Caused: TypeAlias = tuple[str, Change]  # an event or a mechanism, and one of its changes
Contributions: TypeAlias = Mapping[tuple[Pair, str], PerReplicate]  # (pair, cause) -> [alignment/month]

SMALL: Final = 1e-30  # keeps a movement of nothing from dividing by nothing


def exchange_rate(before: Any, after: Any, latent_change: Any) -> Any:
    r"""How much alignment a unit of latent movement was worth this month: the slope of the secant.

    .. math:: \frac{\tanh z' - \tanh z}{z' - z} = (1 - x x') \frac{\tanh(z' - z)}{z' - z}

    Parameters
    ----------
    before, after
        Alignment at the end of last month :math:`x = \tanh z`, and of this one, :math:`x'`. [alignment]
    latent_change
        What the latent value gained, :math:`z' - z`. [latent]

    Returns
    -------
    Slope in 0..1. [alignment/latent]
    """
    moved = np.abs(latent_change) + SMALL
    return (1 - before * after) * np.tanh(moved) / moved


def attributed(before: World, after: World, caused: Iterable[Caused]) -> Contributions:
    """Return what each cause added to each alignment, so that the sum over causes is its movement.

    Parameters
    ----------
    before, after
        The world at the end of last month, and of this one.
    caused
        All changes of the month; a cause is `<mechanism>/<cause>` or `event/<name>`. Those of anything but
        alignments are passed over.
    """
    latent: dict[tuple[Pair, str], PerReplicate] = {}
    for source, (key, amount, cause) in caused:
        if key[0] in ALIGNED:
            entry = (key[1], key[2]), f"{source}/{cause}" if cause else source
            latent[entry] = latent[entry] + amount if entry in latent else amount
    slopes = {pair: _slope(before, after, pair) for pair in after.pairs}
    return {(pair, cause): amount * slopes[pair] for (pair, cause), amount in latent.items()}


def _slope(before: World, after: World, pair: Pair) -> PerReplicate:
    gained = sum(after[term, *pair] - before[term, *pair] for term in sorted(ALIGNED))
    slope: PerReplicate = exchange_rate(before.alignment(*pair), after.alignment(*pair), gained)
    return slope
