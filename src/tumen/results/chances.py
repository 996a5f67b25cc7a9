"""How sure a share of histories is: its standard error, and an interval that serves at 0 and 1 too."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Shares = npt.NDArray[np.float64]

QUANTILE = 1.959963984540054  # of the standard normal distribution, at 97.5 %


def worth(replicates: int, posterior: Mapping[str, Any] | None) -> float:
    r"""Return how many independent histories an ensemble is worth, given what is known of its posterior.

    Histories of one particle share its parameters and its past, so no number of them tells more than the
    calibration's effective size :math:`M` allows: :math:`1 / (1 / R + 1 / M)`, which is exact where all
    that differs between histories differs between particles, and cautious elsewhere.
    """
    if posterior is None:
        return float(replicates)
    return 1 / (1 / replicates + 1 / float(posterior["effective_size"]))


def precision(replicates: int, manifest: Mapping[str, Any]) -> str:
    """Return where parameters and the past come from, and what the histories are worth, in a few words."""
    posterior = manifest.get("posterior")
    if posterior is None:
        return "prior"
    return f"{posterior['verdict']}, worth {worth(replicates, posterior):,.0f} draws"


def standard_error(probability: Shares, size: float) -> Shares:
    """Return the Monte Carlo standard error of a share of `size` independent histories."""
    error: Shares = np.sqrt(probability * (1 - probability) / size)
    return error


def interval(probability: Shares, size: float) -> tuple[Shares, Shares]:
    r"""Return the bounds of Wilson's 95 % interval of a share of `size` independent histories [1]_.

    .. math:: \frac{p + z^2/2n \pm z \sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    References
    ----------
    .. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical inference," Journal of
       the American Statistical Association 22(158), 1927, 209-212.
    """
    weight = QUANTILE**2 / size
    middle = (probability + weight / 2) / (1 + weight)
    spread = np.sqrt(standard_error(probability, size) ** 2 * QUANTILE**2 + weight**2 / 4) / (1 + weight)
    return np.maximum(middle - spread, 0.0), np.minimum(middle + spread, 1.0)
