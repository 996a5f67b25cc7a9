"""The ledger: by how much each cause moved each alignment this month; the parts add up to the movement."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, final

import numpy as np

from tumen.base.arrays import PerReplicate, total
from tumen.base.names import Pair
from tumen.base.transcendental import tanh
from tumen.world.state import ALIGNED, Change, World

Caused: TypeAlias = tuple[str, Change]  # an event or a mechanism, and one of its changes
Entry: TypeAlias = tuple[Pair, str]  # whose alignment moved, and by which cause

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
    return (1 - before * after) * tanh(moved) / moved


@final
class Contributions(Mapping[Entry, PerReplicate]):
    """What each cause added to each alignment in a month. [alignment]

    A contribution is computed when it is asked for: all of them at once would not fit into the cache.
    `slopes` tells what a unit of latent movement was worth.
    """

    def __init__(self, latent: Mapping[Entry, PerReplicate], slopes: Mapping[Pair, PerReplicate]) -> None:
        self._latent, self.slopes = latent, slopes

    def __getitem__(self, entry: Entry) -> PerReplicate:
        """Return a contribution, shape (replicates,)."""
        return self._latent[entry] * self.slopes[entry[0]]

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over pairs and causes."""
        return iter(self._latent)

    def __len__(self) -> int:
        """Count them."""
        return len(self._latent)


def attributed(before: World, after: World, caused: Iterable[Caused]) -> Contributions:
    """Return what each cause added to each alignment, so that the sum over causes is its movement.

    Parameters
    ----------
    before, after
        The world at the end of last month, and of this one.
    caused
        All changes of the month; a cause is `<mechanism>/<cause>` or `event/<name>`. Those of anything but
        alignments are passed over, and so are those that change nothing in any history.
    """
    latent: dict[Entry, PerReplicate] = {}
    for source, (key, amount, cause) in caused:
        if key[0] in ALIGNED and (amount[0] or amount.any()):  # mostly told by the first
            entry = (key[1], key[2]), f"{source}/{cause}" if cause else source
            latent[entry] = latent[entry] + amount if entry in latent else amount
    return Contributions(latent, {pair: _slope(before, after, pair) for pair in after.pairs})


def _slope(before: World, after: World, pair: Pair) -> PerReplicate:
    gained = total(after[term, *pair] - before[term, *pair] for term in sorted(ALIGNED))
    slope: PerReplicate = exchange_rate(before.alignment(*pair), after.alignment(*pair), gained)
    return slope
