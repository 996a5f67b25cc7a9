"""What to watch: the value of the best readings, and where each would move the forecast."""

from textwrap import fill
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tumen.plots.style import GRID, MAIN, OTHER, QUIET, SMALL, WIDE, empty_figure
from tumen.results.chances import QUANTILE

MOST: Final = 10  # readings in a figure
ROW: Final = 0.42  # height of a row [inches]
AROUND: Final = 1.5  # and of what stands above and below them
WORDS: Final = 38  # characters of a line of a label
TITLE: Final = 95  # and of the title


def watch_figure(table: pd.DataFrame, title: str, *, most: int = MOST) -> Figure:
    """Draw the best readings of a question: their values, and the probabilities with and without them.

    Parameters
    ----------
    table
        A row for each reading, the most telling first, with the columns `reading`, `value`, `error`, `share`,
        `p`, `p_if`, `p_if_error`, `p_if_not` and `p_if_not_error`.
    title
        The question.
    most
        Readings to draw, at most.
    """
    shown = table.head(most)
    figure = empty_figure((WIDE[0], AROUND + ROW * len(shown)))
    left, right = figure.subplots(1, 2, sharey=True)
    draw_values(shown, left)
    draw_moves(shown, right)
    figure.suptitle(fill(title, TITLE), x=0.01, ha="left", fontsize=SMALL + 2, fontweight="bold")
    return figure


def draw_values(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw what readings take off the expected Brier score, with 95 % intervals."""
    rows = np.arange(len(table))
    ax.barh(rows, table["value"], 0.55, color=MAIN)
    half = QUANTILE * table["error"].to_numpy()
    ax.errorbar(table["value"], rows, xerr=half, fmt="none", ecolor="black", elinewidth=1.2, capsize=3)
    ax.axvline(0, color=QUIET, linewidth=0.8)
    ax.set_yticks(rows, [fill(words, WORDS, break_on_hyphens=False) for words in table["reading"]])
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.locator_params(axis="x", nbins=5)
    ax.set_xlabel("taken off the expected Brier score\n(bar: estimate; line: 95 % interval)", fontsize=SMALL)
    return _plain(ax)


def draw_moves(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw the probability of yes with each reading, without it, and before either."""
    rows = np.arange(len(table))
    before = float(table["p"].iloc[0])
    ax.axvline(before, color=QUIET, linewidth=1, linestyle="--", label=f"before: {before:.2f}")
    ax.hlines(rows, table["p_if_not"], table["p_if"], color=GRID, linewidth=4, zorder=1)
    _points(ax, table, "p_if_not", color=OTHER, face="white", label="if not seen")
    _points(ax, table, "p_if", color=MAIN, face=MAIN, label="if seen")
    for row, share in zip(rows.tolist(), table["share"], strict=True):
        often = "under 1" if share < 0.01 else f"{100 * share:.0f}"
        ax.text(
            1.01, row, f"seen in {often} %", transform=ax.get_yaxis_transform(),
            va="center", fontsize=SMALL, color=QUIET,
        )  # fmt: skip
    ax.set_xlim(-0.03, 1.03)
    ax.set_xlabel("probability of yes\n(lines: 95 % intervals)", fontsize=SMALL)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False, fontsize=SMALL)
    return _plain(ax)


def _points(ax: Axes, table: pd.DataFrame, column: str, *, color: str, face: str, label: str) -> None:
    """Draw probabilities, one a row, with their 95 % intervals."""
    rows, half = np.arange(len(table)), QUANTILE * table[f"{column}_error"].to_numpy()
    ax.errorbar(table[column], rows, xerr=half, fmt="none", ecolor=color, elinewidth=1.2)
    ax.plot(table[column], rows, "o", ms=7, mew=1.6, color=color, mfc=face, label=label)


def _plain(ax: Axes) -> Axes:
    ax.tick_params(labelsize=SMALL)
    ax.grid(axis="x", color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    return ax
