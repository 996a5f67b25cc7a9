"""How sure a share of histories is: its standard error, and an interval that serves at 0 and 1 too."""

import numpy as np
import numpy.typing as npt

Shares = npt.NDArray[np.float64]

QUANTILE = 1.959963984540054  # of the standard normal distribution, at 97.5 %


def standard_error(probability: Shares, size: int) -> Shares:
    """Return the Monte Carlo standard error of a share of `size` independent histories."""
    error: Shares = np.sqrt(probability * (1 - probability) / size)
    return error


def interval(probability: Shares, size: int) -> tuple[Shares, Shares]:
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
