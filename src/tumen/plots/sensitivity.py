"""Figures of a sensitivity analysis, drawn from its tables: which factors results hang on."""

from collections.abc import Sequence
from textwrap import fill
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from tumen.base.problems import nearest
from tumen.plots.placing import label_ends, label_points
from tumen.plots.style import GRID, MAIN, OTHER, QUIET, SMALL, days, empty_figure, width

Floats: TypeAlias = npt.NDArray[np.float64]

COLOURS: Final = (MAIN, OTHER, "#1A1A1A", "#009E73", "#CC79A7")  # after Okabe and Ito
FAINT: Final = "#A8A8A8"  # for factors that share a colour
MOST: Final = 12  # factors in a figure
BAR: Final = 0.38  # height of one of two bars [rows]
CHARACTER: Final = 0.62 * SMALL  # width, with room to spare [points]
KINDS: Final = {
    "first": "alone (first order)",
    "total": "alone and with others (total)",
    "mu_star": "mean size of effects",
}
SIGMA, MU_STAR = "\N{GREEK SMALL LETTER SIGMA}", "\N{GREEK SMALL LETTER MU}*"


def indices_figure(indices: xr.Dataset, outputs: Sequence[str] | None = None, *, most: int = MOST) -> Figure:
    """Return a figure of the Sobol indices of outputs side by side, with the same factors on each row.

    Parameters
    ----------
    indices
        Over `factor` and `output`: `first` and `total`, each with `_low` and `_high`.
    outputs
        Those to draw; all by default.
    most
        How many factors to draw, of those with the largest total indices over these outputs.
    """
    chosen = indices["output"].values.tolist() if outputs is None else list(outputs)
    factors = _leading(indices["total"].sel(output=chosen), most)
    columns = min(3, len(chosen))
    rows = -(-len(chosen) // columns)
    figure = empty_figure((2.0 + 2.7 * columns, 1.0 + (0.7 + 0.27 * len(factors)) * rows))
    axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).ravel().tolist()
    for ax, output in zip(axes, chosen, strict=False):
        draw_indices(indices, output, ax, factors=factors)
        figure.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=3, frameon=False)
        ax.get_legend().remove()
        ax.set_xlabel("")
        ax.set_title(output, loc="left", fontsize=SMALL + 1)
    for ax in axes[len(chosen) :]:
        ax.remove()
    for ax in axes[: len(chosen)][-columns:]:
        ax.tick_params(labelbottom=True)
    del figure.legends[1:]
    figure.supxlabel(_about(indices, factors, ["total"]), x=0.01, ha="left", fontsize=SMALL)
    return figure


def draw_indices(
    indices: xr.Dataset,
    output: str,
    ax: Axes,
    *,
    kinds: Sequence[str] = ("first", "total"),
    factors: Sequence[str] | None = None,
) -> Axes:
    """Draw measures of each factor for an output as bars, with their intervals where they have some.

    Parameters
    ----------
    indices
        Over `factor` and `output`: the measures, each with `_low` and `_high`.
    output
        Which one to draw.
    ax
        Where to draw.
    kinds
        One or two measures, such as `mu_star`.
    factors
        Those to draw, from the top; by default the 12 of which the last measure is largest.
    """
    _check_output(indices["output"].values.tolist(), output)
    chosen = list(factors) if factors is not None else _leading(indices[kinds[-1]].sel(output=[output]), MOST)
    shown = indices.sel(factor=chosen, output=output)
    rows, thick = np.arange(len(chosen)), BAR * 2 / len(kinds)
    for place, (kind, colour) in enumerate(zip(kinds, (FAINT, MAIN)[-len(kinds) :], strict=True)):
        at = rows + (place - (len(kinds) - 1) / 2) * thick
        ax.barh(at, shown[kind], thick, color=colour, label=KINDS.get(kind, kind))
        if f"{kind}_low" not in shown:
            continue
        interval = "_" if place else f"{indices.attrs['level'] * 100:g} % interval"
        ax.hlines(at, shown[f"{kind}_low"], shown[f"{kind}_high"], color="#1A1A1A", lw=1.2, label=interval)
    if not np.isfinite(shown[kinds[-1]]).any():
        ax.annotate("does not vary", (0.5, 0.5), xycoords="axes fraction", ha="center", color=QUIET)
    _finish_rows(ax, chosen)
    ax.axvline(0, color=QUIET, lw=0.8)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, fontsize=SMALL, borderpad=0.2)
    ax.set_title(output, loc="left", pad=20, fontweight="bold")
    ax.set_xlabel(_wrapped(_about(indices, chosen, kinds), ax), loc="left", fontsize=SMALL)
    return ax


def draw_over_time(
    indices: xr.Dataset, months: npt.NDArray[np.datetime64], ax: Axes, *, kind: str = "total"
) -> Axes:
    """Draw how the indices of one measure change over time, the five leading factors in colours of their own.

    Parameters
    ----------
    indices
        Over `factor` and `output`, where the outputs are one measure in month after month: the index, with
        `_low` and `_high`.
    months
        The month of each output, shape (outputs,).
    ax
        Where to draw.
    kind
        Which index: `total` or `first`.
    """
    ranked = _leading(indices[kind], indices.sizes["factor"])
    own, rest = ranked[: len(COLOURS)], ranked[len(COLOURS) :]
    time = days(months)
    for factor in rest:
        ax.plot(time, indices[kind].sel(factor=factor), color=FAINT, lw=0.8)
    for factor, colour in zip(own, COLOURS, strict=False):
        one = indices.sel(factor=factor)
        ax.fill_between(time, one[f"{kind}_low"], one[f"{kind}_high"], color=colour, alpha=0.18, lw=0)
        ax.plot(time, one[kind], color=colour, lw=2)
    ends = {factor: _last(indices[kind].sel(factor=factor).values) for factor in own}
    labels = {factor: (end, colour) for (factor, end), colour in zip(ends.items(), COLOURS, strict=False)}
    if rest:
        last = np.array([_last(indices[kind].sel(factor=factor).values) for factor in rest])
        name = rest[0] if len(rest) == 1 else f"{len(rest)} others"
        labels[name] = (float(np.median(last)), QUIET)
    locator = AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.set_xlim(time[0], time[-1])
    ax.set_ylim(min(0.0, float(indices[f"{kind}_low"].min())), ax.get_ylim()[1])
    label_ends(ax, labels)
    ax.grid(axis="y", color=GRID, lw=0.6)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_ylabel(f"share of variance\n{KINDS.get(kind, kind)}")
    ax.set_xlabel(_wrapped(f"Bands: {_basis(indices)}.", ax), loc="left", fontsize=SMALL)
    return ax


def draw_effects(effects: xr.Dataset, output: str, ax: Axes) -> Axes:
    """Draw the mean size of elementary effects against their spread, a point for each factor.

    Parameters
    ----------
    effects
        Over `factor` and `output`: `mu_star`, `mu_star_low`, `mu_star_high`, `sigma`.
    output
        Which one to draw.
    ax
        Where to draw; labels find their places for the size that it has now.

    Raises
    ------
    ValueError
        If no factor has a sigma, as groups of several have none.
    """
    _check_output(effects["output"].values.tolist(), output)
    shown = effects.sel(output=output).dropna("factor", subset=["sigma"]).sortby("mu_star", ascending=False)
    if shown.sizes["factor"] == 0:
        raise ValueError(
            f'no factor has a sigma for "{output}": groups have none. Draw their mu_star as bars instead.'
        )
    x, y = shown["mu_star"].values, shown["sigma"].values
    ends = shown["mu_star_low"].values, shown["mu_star_high"].values
    ax.hlines(y, *ends, color=FAINT, lw=1)
    ax.scatter(x, y, s=26, color=MAIN, zorder=3)
    top = 1.12 * max(float(shown["mu_star_high"].max()), float(y.max()), 1e-12)
    ax.set_xlim(-0.03 * top, top)
    ax.set_ylim(-0.03 * top, 1.12 * max(float(y.max()), top / 4))
    ax.plot([0, top], [0, top], color=QUIET, lw=0.8, ls=":", zorder=0)
    ax.grid(color=GRID, lw=0.6)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_title(output, loc="left", fontweight="bold")
    ax.set_ylabel(f"spread of effects, {SIGMA}")
    groups = effects.sizes["factor"] - shown.sizes["factor"]
    without = f" Not shown: {groups} without {SIGMA}." if groups else ""
    without += f" Named: the {MOST} largest." if len(x) > MOST else ""
    caption = f"Grey: {_basis(effects)}. Dotted: {SIGMA} = {MU_STAR}; effects differ most above it.{without}"
    ax.set_xlabel(f"mean size of effects, {MU_STAR}\n" + _wrapped(caption, ax), loc="left", fontsize=SMALL)
    lines = [np.array([[low, up], [high, up]]) for low, high, up in zip(*ends, y, strict=True)]
    lines.append(np.array([[0, 0], [top, top]]))
    crowded = label_points(ax, shown["factor"].values.tolist()[:MOST], x, y, clear_of=lines)
    if crowded:
        names = _wrapped(f"No room for: {', '.join(crowded)}.", ax)
        ax.set_xlabel(f"{ax.get_xlabel()}\n{names}", loc="left", fontsize=SMALL)
    return ax


def draw_tornado(swings: pd.DataFrame, output: str, ax: Axes, *, most: int = MOST) -> Axes:
    """Draw how far an output swings with each factor, the widest on top.

    Parameters
    ----------
    swings
        Columns `output`, `factor`, `central`, `at_low`, `at_high` and `swing`.
    output
        Which one to draw.
    ax
        Where to draw.
    most
        How many factors to draw.
    """
    _check_output(swings["output"].unique().tolist(), output)
    every = swings[swings["output"] == output]
    own, central = every.nlargest(most, "swing").dropna(subset="swing"), float(every["central"].iloc[0])
    rows, decimals = np.arange(len(own)), _decimals(float(own["swing"].max()))
    ends = (("at_low", OTHER, "factor low", "/////"), ("at_high", MAIN, "factor high", None))
    for place, (name, colour, label, hatch) in enumerate(ends):
        at = rows + (place - 0.5) * BAR
        moved = own[name].to_numpy() - central
        ax.barh(at, moved, BAR, left=central, color=colour, label=label, hatch=hatch, edgecolor="white", lw=0)
        for row, value in zip(at, own[name], strict=True):
            side = 1 if value >= central else -1
            ax.annotate(
                f"{value:.{decimals}f}",
                (value, row),
                (3 * side, 0),
                textcoords="offset points",
                ha="left" if side > 0 else "right",
                va="center",
                fontsize=SMALL - 1,
            )
    ax.margins(x=0.14)
    _finish_rows(ax, own["factor"].tolist())
    ax.axvline(central, color=QUIET, lw=1)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=SMALL, borderpad=0.2)
    ax.set_title(output, loc="left", pad=20, fontweight="bold")
    left = len(every) - len(own)
    rest = f" Not shown: {left} that swing less, or failed." if left else ""
    caption = f"Line: all factors have their central value, {central:.{decimals}f}. Bars: one is moved.{rest}"
    ax.set_xlabel(_wrapped(caption, ax), loc="left", fontsize=SMALL)
    return ax


def _leading(values: xr.DataArray, most: int) -> list[str]:
    """Return the factors with the largest values on average over outputs, largest first."""
    mean = values.fillna(0).mean("output")
    order = np.argsort(-mean.values, kind="stable")[:most]
    return [str(name) for name in mean["factor"].values[order]]


def _about(indices: xr.Dataset, shown: Sequence[str], kinds: Sequence[str]) -> str:
    smaller = f" Not shown: {rest} smaller ones." if (rest := indices.sizes["factor"] - len(shown)) else ""
    unit = "Share of the variance. " if {"first", "total"} & {*kinds} else ""
    lines = f"Lines: {_basis(indices)}." if f"{kinds[-1]}_low" in indices else ""
    return f"{unit}{lines}{smaller}"


def _basis(found: xr.Dataset) -> str:
    """Return what intervals are, and what they rest on."""
    sizes = (("base_points", "base points"), ("trajectories", "trajectories"), ("runs", "runs"))
    [size] = [f"{found.attrs[name]:,} {word}" for name, word in sizes if name in found.attrs]
    return f"{found.attrs['level'] * 100:g} % intervals from {size}"


def _wrapped(text: str, ax: Axes) -> str:
    return fill(text, max(30, int(width(ax) / CHARACTER)))


def _finish_rows(ax: Axes, names: Sequence[str]) -> None:
    ax.set_yticks(np.arange(len(names)), names, fontsize=SMALL)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=GRID, lw=0.6)
    ax.set_axisbelow(True)
    ax.spines[["top", "right", "left"]].set_visible(False)


def _decimals(span: float) -> int:
    """Return how many decimals tell numbers apart that differ by up to a span."""
    return int(np.clip(2 - np.floor(np.log10(span)), 0, 9)) if span > 0 else 2


def _last(values: Floats) -> float:
    """Return the last finite value, or 0."""
    finite = values[np.isfinite(values)]
    return float(finite[-1]) if finite.size else 0.0


def _check_output(known: Sequence[str], output: str) -> None:
    if output not in known:
        raise ValueError(f'there is no output "{output}". {nearest(output, known)}')
