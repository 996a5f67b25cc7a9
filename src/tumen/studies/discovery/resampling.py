"""Whether the same factors would be restricted if other cases had been run."""

from typing import TYPE_CHECKING

import numpy as np

from tumen.base.randomness import check_seed, stream_id
from tumen.studies.discovery.boxes import Box
from tumen.studies.discovery.prim import searched
from tumen.studies.discovery.trade_off import TradeOff

if TYPE_CHECKING:
    import pandas as pd

RESAMPLES = 10
SHARE = 0.5  # of the cases, in each


def reproducibility(
    found: TradeOff,
    number: int | None = None,
    *,
    resamples: int = RESAMPLES,
    share: float = SHARE,
    seed: int = 0,
) -> "pd.DataFrame":
    """Return how often factors are restricted when boxes are looked for in parts of the cases alone [1]_.

    Of the boxes of each part, three are looked at: that nearest to the chosen one in coverage, that nearest
    in density, and the part's own best. What matters is restricted by nearly all of them; in small samples
    luck restricts factors in many parts, too, so compare with factors known to be without effect.

    Parameters
    ----------
    found
        Boxes found in all cases.
    number
        Of the box meant; the best by default.
    resamples
        How many parts, 1 or more.
    share
        Of the cases in each part, drawn without replacement; above 0, and below 1.
    seed
        Whole number from 0 to 2**64 - 1.

    Returns
    -------
    A row a factor with the columns `factor`, `restricted` (by the chosen box), and `same_coverage`,
    `same_density` and `own_best`, the shares of parts whose box restricts it.

    Raises
    ------
    ValueError
        If a number is out of range.

    References
    ----------
    .. [1] B. P. Bryant, R. J. Lempert, "Thinking inside the box: a participatory, computer-assisted approach
       to scenario discovery," Technological Forecasting and Social Change 77(1), 2010, 34-49.
    """
    import pandas as pd

    if resamples < 1:
        raise ValueError(f"resamples is {resamples}. Write 1 or more.")
    if not 0 < share < 1:
        raise ValueError(f"share is {share:g}. Write a share above 0 and below 1, for example 0.5.")
    chosen = found.best if number is None else found[number]
    chance = np.random.default_rng([check_seed(seed), stream_id("discovery/reproducibility")])
    size = found.sample.cases.size
    kinds = ("same_coverage", "same_density", "own_best")
    counts = pd.DataFrame(0, index=pd.Index(chosen.limits, name="factor"), columns=kinds)
    for _ in range(resamples):
        rows = np.sort(chance.choice(size, max(round(share * size), 1), replace=False))
        part = found.sample.part(rows)
        if part.cases[part.left].any():  # else nothing is restricted
            for kind, box in zip(kinds, _looked_at(searched(part, found.options), chosen), strict=True):
                counts.loc[list(box.restricted), kind] += 1
    table = counts / resamples
    table.insert(0, "restricted", [name in chosen.restricted for name in chosen.limits])
    return table.reset_index()


def _looked_at(found: TradeOff, chosen: Box) -> tuple[Box, Box, Box]:
    return (
        min(found, key=lambda box: abs(box.coverage - chosen.coverage)),
        min(found, key=lambda box: abs(box.density - chosen.density)),
        found.best,
    )
