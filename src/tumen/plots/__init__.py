"""Figures of results: one module a figure, results in, axes back. Names no country.

Importing this package gives results their ``plot`` attribute.
"""

from tumen.plots.accessor import Plots

__all__ = ["Plots"]
