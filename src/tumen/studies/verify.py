"""Verification: a whole run once more, and whether it comes out the same, bit for bit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np
import xarray as xr

from tumen.ensemble.defaults import LedgerOf
from tumen.ensemble.posterior import DEFAULT, PosteriorOf, posterior_of
from tumen.ensemble.run import run
from tumen.results.provenance import OF_THE_RUN
from tumen.results.results import Results
from tumen.scenarios.load import scenario_of_text

SCENARIOS: Final = "scenarios"
NAMED: Final = 8  # arrays that a message names


@final
@dataclass(frozen=True)
class Verification:
    """A run, once more.

    Attributes
    ----------
    again
        What it came to this time.
    differing
        Each array that is not the same, as `group/variable`, and how: the largest difference, or labels.
    circumstances
        What of code, libraries, processor and inputs is not the same, as `name: then, now`.
    """

    again: Results
    differing: Mapping[str, str]
    circumstances: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether every number and label is the same."""
        return not self.differing

    def __str__(self) -> str:
        """Return what came of it, in a few lines."""
        if self.same:
            return "the same, bit for bit"
        named = [f"  {name}: {how}" for name, how in list(self.differing.items())[:NAMED]]
        more = len(self.differing) - len(named)
        named += [f"  and {more} more"] if more else []
        since = [f"  {text}" for text in self.circumstances] or ["  nothing that the record tells of"]
        return "\n".join(["not the same:", *named, "what has changed since:", *since])


def verify(
    results: Results,
    *,
    posterior: PosteriorOf = DEFAULT,
    workers: int | None = None,
    show_progress: bool = True,
) -> Verification:
    """Simulate everything that results hold again, and compare.

    Parameters
    ----------
    results
        What a run wrote.
    posterior
        The one that the run started from.
    workers
        Number of processes or threads; all usable cores by default.
    show_progress
        Tell on the standard error how far the run is.

    Raises
    ------
    InputError
        If this version cannot read the scenarios any more.
    """
    texts = results.tree[SCENARIOS]["resolved_text"]
    scenarios = [scenario_of_text(texts.sel(scenario=name).item(), name) for name in results.scenarios]
    chosen = None if results.manifest.get("posterior") is None else posterior_of(posterior)
    again = run(
        scenarios,
        replicates=results.replicates,
        seed=results.seed,
        full=results.tree.attrs["full"] == "yes",
        ledger=_ledger(results),
        posterior=chosen,
        workers=workers,
        show_progress=show_progress,
    )
    differing = dict(_differing(results, again))
    return Verification(again, differing, tuple(_changed(results.manifest, again.manifest)))


def _ledger(results: Results) -> LedgerOf:
    if "mean" not in results.ledger:
        return "none"
    return "histories" if "histories" in results.ledger else "mean"


def _differing(before: Results, after: Results) -> Iterator[tuple[str, str]]:
    """Yield each array that is not the same, and how; hashes of scenarios are among the circumstances."""
    for group in sorted({*before.tree.children, *after.tree.children}):
        if group not in before.tree.children or group not in after.tree.children:
            yield group, "is not in both"
            continue
        one, other = before.tree[group].to_dataset(), after.tree[group].to_dataset()
        for name in sorted({*map(str, one.variables), *map(str, other.variables)}):
            if name not in one.variables or name not in other.variables:
                yield f"{group}/{name}", "is not in both"
            elif how := _difference(one[name], other[name]):
                yield f"{group}/{name}", how


def _difference(one: xr.DataArray, other: xr.DataArray) -> str:
    """Return how two arrays differ; nothing where they do not."""
    if one.dims != other.dims or one.shape != other.shape:
        return "has another shape"
    a, b = one.values, other.values
    if np.array_equal(a, b, equal_nan=a.dtype.kind in "fM"):
        return ""
    if a.dtype.kind != "f" or b.dtype.kind != "f":
        return "differs"
    return f"differs by up to {np.nanmax(np.abs(a.astype(float) - b.astype(float))):.2g}"


def _changed(before: Mapping[str, Any], after: Mapping[str, Any], within: str = "") -> Iterator[str]:
    for name in sorted({*before, *after} - {OF_THE_RUN, SCENARIOS, "sizes"}):
        then, now = before.get(name), after.get(name)
        if isinstance(then, Mapping) and isinstance(now, Mapping):
            yield from _changed(then, now, f"{within}{name}.")
        elif then != now:
            yield f"{within}{name}: {then}, now {now}"
