"""Transcendental functions, the same for a number, for an array over replicates, and in a compiled loop.

In single precision they are polynomials in operations that every processor rounds alike:
so a history has the same bits on every machine, compiled or not.
"""

from typing import Any, Final

import numpy as np

LN2: Final = 0.6931471805599453
LN2_HIGH, LN2_LOW = (
    0.693359375,
    -2.1219444005469057e-4,
)  # the first has so few digits that multiples are exact
EXPONENT_BITS, BIAS = 23, 127  # of a number of single precision
FINITE: Final = 87.0  # beyond it an exponential would leave the range of single precision

# Coefficients, lowest first, fitted in Chebyshev's sense over the range that is left after reduction.
EXP: Final = (0.499999934, 0.166665206, 0.0416683879, 0.00836871522, 0.00138146018)
LOG: Final = (0.333342457, -0.249832669, 0.199245036, -0.171371279, 0.160243794, -0.101917247)
TANH_ABOVE: Final = (0.999999979, 0.133797301, 0.00349404863, 2.05836962e-05, 1.33193394e-08)
TANH_BELOW: Final = (1.0, 0.467130454, 0.0258711278, 0.000328311513, 7.76213531e-07)
TANH_IS_ONE: Final = 9.02  # from here on, in single precision
NORMAL_FROM, NORMAL_MIDDLE = 3.0, 3.3
NORMAL: Final = (
    *(3.73631431, 1.65648455, -0.0652961903, 0.00618756963, 0.0148881436, -0.01946275),
    *(0.0117564216, 0.000239860036, -0.00388636918, 0.00105123633, 0.000396913994, -0.000153920094),
)


def is_single(value: Any) -> bool:
    """Tell whether something is in single precision."""
    return bool(getattr(value, "dtype", None) == np.float32)


def double(function: np.ufunc, x: Any) -> Any:
    """Return what a function of NumPy gives; for a plain number, a plain one."""
    return float(function(x)) if isinstance(x, int | float) else function(x)


def polynomial(coefficients: tuple[float, ...], x: Any) -> Any:
    """Return a polynomial, its coefficients lowest first, by Estrin's scheme: neighbours first."""
    terms: list[Any] = list(coefficients)
    while len(terms) > 1:
        last = terms[len(terms) // 2 * 2 :]
        terms = [low + high * x for low, high in zip(terms[::2], terms[1::2], strict=False)] + last
        x = x * x
    return terms[0]


def exp(x: Any) -> Any:
    """Return the exponential; in single precision of -87..87, and of what lies outside as of its end."""
    if not is_single(x):
        return double(np.exp, x)
    x = np.minimum(np.maximum(x, -FINITE), FINITE)
    turns = np.rint(x * (1 / LN2))
    rest = x - turns * LN2_HIGH - turns * LN2_LOW
    power = ((turns.astype(np.int32) + BIAS) << EXPONENT_BITS).view(np.float32)
    return (1 + (rest + rest * rest * polynomial(EXP, rest))) * power


def log(x: Any) -> Any:
    """Return the natural logarithm of a number > 0, in single precision of a normal one."""
    if not is_single(x):
        return double(np.log, x)
    bits, offset = x.view(np.int32), np.float32(0.5**0.5).view(np.int32)
    exponent = (bits - offset) >> EXPONENT_BITS
    beyond = (bits - (exponent << EXPONENT_BITS)).view(np.float32) - 1  # of the mantissa, in -0.3..0.42
    turns, square = exponent.astype(np.float32), beyond * beyond
    return beyond + (beyond * square * polynomial(LOG, beyond) - square * 0.5 + turns * LN2)


def tanh(x: Any) -> Any:
    """Return the hyperbolic tangent."""
    if not is_single(x):
        return double(np.tanh, x)
    x = np.minimum(np.maximum(x, -TANH_IS_ONE), TANH_IS_ONE)
    square = x * x
    ratio = x * polynomial(TANH_ABOVE, square) / polynomial(TANH_BELOW, square)
    return np.minimum(np.maximum(ratio, -1), 1)


def lapse(x: Any) -> Any:
    r"""Return what is gone of 1 after a decay by x >= 0, :math:`1 - e^{-x}`, exact for small x too."""
    if not is_single(x):
        return -double(np.expm1, -x)
    half = tanh(x * 0.5)
    return 2 * half / (1 + half)


def normal_quantile(share: Any) -> Any:
    """Return the standard normal number that the given share <= 1/2 lies below, in single precision."""
    depth = -log(4 * share * (1 - share))
    return (2 * share - 1) * polynomial(NORMAL, np.sqrt(depth + NORMAL_FROM) - NORMAL_MIDDLE)
