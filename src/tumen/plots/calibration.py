"""Figures of a calibration, drawn from its tables: what was learned, and how items fit."""

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tumen.plots.style import EVENT, GRID, MAIN, OTHER, QUIET, SMALL, empty_figure

MOST: Final = 24  # parameters in a figure
ROW: Final = 0.27  # height of a row [inches]
TOP: Final = 1.2  # and of what stands above and below them
EDGE: Final = 0.05  # of the PIT beyond which an item is odd


def calibration_figures(tables: dict[str, pd.DataFrame]) -> dict[str, Figure]:
    """Return the figures of a calibration by name."""
    parameters = tables["parameters"]
    most = (parameters["shrinkage"].clip(lower=0) + parameters["shift"].abs()).nlargest(MOST)
    learned = parameters.loc[most.index]
    figures = {
        "parameters": _tall(len(learned)),
        "ties": _tall(len(tables["outputs"])),
        "items": _tall(len(tables["items"])),
        "documents": empty_figure((8.0, 3.2)),
    }
    draw_learned(learned, figures["parameters"].subplots())
    draw_ties(tables["outputs"], figures["ties"].subplots())
    draw_items(tables["items"], figures["items"].subplots())
    draw_documents(tables["documents"], figures["documents"].subplots())
    return figures


def draw_learned(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw the 90 % intervals of parameters, each on the scale of its prior's."""
    width = (table["prior_high"] - table["prior_low"]).to_numpy()
    scaled = {
        name: (table[name].to_numpy() - table["prior_low"].to_numpy()) / width
        for name in ("prior_low", "prior_high", "low", "median", "high")
    }
    _intervals(ax, scaled, table["parameter"].tolist())
    notes = [f"shrinkage {value:.2f}" for value in table["shrinkage"]]
    for row, note in enumerate(notes):
        ax.annotate(
            note, (1.01, row), xycoords=("axes fraction", "data"), va="center", size=SMALL, color=QUIET
        )
    ax.set_xlabel("value, where the prior's 90 % interval is 0 to 1")
    ax.set_title("Parameters of which most was learned")
    return ax


def draw_ties(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw the 90 % intervals of ties and alignments at the cutoff under prior and posterior."""
    scaled = {
        name: table[column].to_numpy()
        for name, column in (
            ("prior_low", "prior_low"),
            ("prior_high", "prior_high"),
            ("low", "posterior_low"),
            ("median", "posterior_median"),
            ("high", "posterior_high"),
        )
    }
    _intervals(ax, scaled, table["output"].tolist())
    ax.set_xlim(-1, 1)
    ax.set_xlabel("strength or alignment")
    ax.set_title("Ties in the last month of the documents")
    return ax


def draw_items(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw where each item lies among what the other items, and the prior, would have told."""
    rows = np.arange(len(table))
    ax.axvspan(0, EDGE, color=GRID, lw=0)
    ax.axvspan(1 - EDGE, 1, color=GRID, lw=0)
    ax.scatter(table["pit_prior"], rows, s=22, facecolors="none", edgecolors=QUIET, label="prior")
    colours = np.where(table["conflict"], OTHER, MAIN)
    ax.scatter(table["pit"], rows, s=22, c=colours, label="given the other items", zorder=3)
    names = [f"{name}  {document}" for name, document in zip(table["item"], table["document"], strict=True)]
    _label_rows(ax, names)
    ax.set_xlim(0, 1)
    ax.set_xlabel("probability of less than what was told (vermilion: less likely than under the prior)")
    ax.set_title("Items")
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.02), ncols=2, frameon=False)
    ax.title.set_visible(False)
    return ax


def draw_documents(table: pd.DataFrame, ax: Axes) -> Axes:
    """Draw how likely each document is given the others, and under the prior."""
    rows = np.arange(len(table))
    ax.barh(rows - 0.2, table["prior"], 0.36, color=QUIET, label="under the prior")
    ax.barh(rows + 0.2, table["left_out"], 0.36, color=MAIN, label="given the other documents")
    names = [
        f"{document} ({items} items)"
        for document, items in zip(table["document"], table["items"], strict=True)
    ]
    _label_rows(ax, names)
    for row, conflict in enumerate(table["conflict"]):
        if conflict:
            ax.annotate(
                "conflict", (0, row + 0.2), (4, 0), textcoords="offset points", va="center", color=OTHER
            )
    ax.set_xlabel("log predictive density")
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False)
    return ax


def _tall(rows: int) -> Figure:
    return empty_figure((9.0, TOP + ROW * rows))


def _intervals(ax: Axes, of: dict[str, np.ndarray], names: list[str]) -> None:
    rows = np.arange(len(names))
    ax.hlines(rows, of["prior_low"], of["prior_high"], color=GRID, lw=7, label="prior, 90 %")
    ax.hlines(rows, of["low"], of["high"], color=MAIN, lw=2.5, label="posterior, 90 %")
    ax.plot(of["median"], rows, "o", color=EVENT, ms=4, label="posterior, median")
    _label_rows(ax, names)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.04), ncols=3, frameon=False)


def _label_rows(ax: Axes, names: list[str]) -> None:
    ax.set_yticks(np.arange(len(names)), names, fontsize=SMALL)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(axis="x", color=GRID, lw=0.6)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
