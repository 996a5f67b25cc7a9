"""Results: what an ensemble came to, as labelled arrays."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar, final

import xarray as xr

from tumen.results import netcdf
from tumen.results.answers import Answers
from tumen.results.assembly import Comparison, groups
from tumen.results.chances import precision, worth
from tumen.results.differences import Difference
from tumen.results.explaining import explain
from tumen.results.explanation import Explanation
from tumen.results.facts import ScenarioFacts
from tumen.results.provenance import lasting
from tumen.results.recorder import BlockResult
from tumen.results.schema import CHANNELS, DEPENDENCES, QUANTILES, VARIABLES
from tumen.results.summary import Summary, summary_of

Accessor = TypeVar("Accessor", bound=Callable[["Results"], Any])


@final
class Results:
    """What an ensemble came to.

    Attributes
    ----------
    tree
        All labelled arrays, in the groups that `tumen.results.schema` lists.
    manifest
        How they came about; see `tumen.results.provenance`.
    """

    plot: Any  # the figures; tumen.plots registers them

    def __init__(self, tree: xr.DataTree, manifest: Mapping[str, Any]) -> None:
        self.tree = tree
        self.manifest = dict(manifest)

    @classmethod
    def assemble(
        cls,
        scenarios: Sequence[ScenarioFacts],
        blocks: Mapping[str, BlockResult],
        differences: Mapping[Comparison, Difference],
        answers: Answers | None = None,
        *,
        manifest: Mapping[str, Any],
        quantiles: Sequence[float] = QUANTILES,
    ) -> Self:
        """Return the results of an ensemble.

        Parameters
        ----------
        scenarios
            Those that were run, in the order in which to show them.
        blocks
            Scenario name to the whole of its histories; all scenarios have the same histories.
        differences
            (minuend, subtrahend) to the whole of their paired differences.
        answers
            What all histories answered to the scenarios' questions, and when they passed their thresholds.
        manifest
            What `provenance.manifest` returns.
        quantiles
            Probabilities to keep, besides those that tables and figures show.
        """
        probabilities = sorted({*QUANTILES, *quantiles})
        first = blocks[scenarios[0].name]
        size = worth(len(first.replicates), manifest.get("posterior"))
        parts = groups(scenarios, blocks, differences, answers, probabilities, size=size)
        tree = xr.DataTree.from_dict(parts)
        tree.attrs = {
            "Conventions": "CF-1.11",
            "title": ", ".join(facts.title for facts in scenarios),
            "source": f"tumen {manifest['tumen']}",
            "replicates": len(first.replicates),
            "full": "yes" if first.sample is None else "no",
            "provenance": lasting(manifest),
        }
        return cls(tree, manifest)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the scenarios."""
        return tuple(self.tree["scenarios"].to_dataset()["scenario"].values.tolist())

    @property
    def replicates(self) -> int:
        """Number of histories of each scenario."""
        return int(self.tree.attrs["replicates"])

    @property
    def seed(self) -> int:
        """The seed."""
        return int(self.manifest["seed"])

    @property
    def bands(self) -> xr.Dataset:
        """Quantiles (scenario, quantile, time, ...), means and extremes of everything, of all histories."""
        return self.tree["summary"].to_dataset()

    @property
    def paths(self) -> xr.Dataset:
        """Trajectories of single histories (scenario, replicate, time, ...): a sample, or all if so asked."""
        return self.tree["trajectories"].to_dataset()

    @property
    def strength(self) -> xr.DataArray:
        """Strength of every dyad (scenario, replicate or quantile, time, dyad)."""
        return self._labelled("strength")

    @property
    def channels(self) -> xr.DataArray:
        """Political, economic and security channel (scenario, replicate or quantile, time, dyad, channel)."""
        return self._joined({channel: channel for channel in CHANNELS})

    @property
    def alignment(self) -> xr.DataArray:
        """Alignment (scenario, replicate or quantile, time, pair)."""
        return self._labelled("alignment")

    @property
    def dependence(self) -> xr.DataArray:
        """Economic and security dependence (scenario, replicate or quantile, time, pair, channel)."""
        return self._joined({channel: f"dependence_{channel}" for channel in DEPENDENCES})

    @property
    def commitment(self) -> xr.DataArray:
        """Commitment (scenario, replicate or quantile, time, pair)."""
        return self._labelled("commitment")

    @property
    def state(self) -> xr.DataArray:
        """Stocks and conditions (scenario, replicate or quantile, time, key), in `key_units`."""
        return self._labelled("state")

    @property
    def indicators(self) -> xr.DataArray:
        """What the world could see (scenario, replicate or quantile, time, measure)."""
        return self._labelled("indicator")

    @property
    def events(self) -> xr.Dataset:
        """Month of every event in every history, its probability with standard error, and its dates."""
        return self.tree["events"].to_dataset()

    @property
    def questions(self) -> xr.Dataset:
        """Answers to the scenarios' questions in every history, and their probability; else empty."""
        return self._optional("questions")

    @property
    def thresholds(self) -> xr.Dataset:
        """Share of histories beyond each threshold in every month, and first months beyond; else empty."""
        return self._optional("thresholds")

    @property
    def parameters(self) -> xr.DataArray:
        """Values drawn (scenario, replicate, parameter)."""
        return self.tree["parameters"].to_dataset()["parameters"]

    @property
    def ledger(self) -> xr.Dataset:
        """What moved each alignment: `mean` and, if asked for, `histories`; empty if not kept.

        `mean` (scenario, time, entry) tells what the `cause` of an entry added to the alignment of the pair
        that it `moved`, averaged over all histories; `histories` (scenario, replicate, time, entry) the same
        of each one kept. `start` (scenario, pair) is the alignment before the first month, to which all
        entries of a pair add up to its alignment at the end of any month.
        """
        return self._optional("ledger")

    def explain(
        self,
        of: str,
        start: str,
        end: str,
        *,
        scenario: str | None = None,
        against: "str | Results | None" = None,
        replicate: int | None = None,
    ) -> Explanation:
        """Explain why a strength or an alignment moved from the end of one month to the end of another.

        Parameters
        ----------
        of
            A dyad `a-b`, for its strength, or a directed pair `a->b`, for an alignment.
        start, end
            Months, as in `2023-12`.
        scenario
            Whose movement; the first one by default.
        against
            Explain the difference to this scenario instead, or to that of other results with the same seed
            and number of histories.
        replicate
            A history whose ledger was kept; without it, the mean over all histories.

        Raises
        ------
        ValueError
            If the ledger does not hold this, or the other results did not meet the same luck.
        """
        return explain(self, of, start, end, scenario=scenario, against=against, replicate=replicate)

    def summary(self) -> Summary:
        """Return strengths now and at the horizon, and probabilities of events and answers, as tables."""
        scenarios = self.tree["scenarios"].to_dataset()
        return summary_of(self.bands, self.events, scenarios, self.questions, self.thresholds)

    def difference(self, minuend: str, subtrahend: str) -> xr.Dataset:
        """Return how much stronger ties are under `minuend` than under `subtrahend`, history by history.

        Returns
        -------
        ``difference`` (quantile, time, dyad) and ``mean`` (time, dyad) in units of strength; ``below`` and
        ``above`` (time, dyad), the shares of histories in which it is negative or positive.

        Raises
        ------
        ValueError
            If the two were not run together.
        """
        known = self._optional("differences")
        names = known["comparison"].values.tolist() if "comparison" in known else []
        if f"{minuend} - {subtrahend}" in names:
            return known.sel(comparison=f"{minuend} - {subtrahend}")
        if f"{subtrahend} - {minuend}" in names:
            return _reversed(known.sel(comparison=f"{subtrahend} - {minuend}"))
        compared = ", ".join(names) or "none"
        raise ValueError(f'"{minuend}" and "{subtrahend}" were not run together. Compared were: {compared}.')

    def to_netcdf(self, path: str | Path) -> None:
        """Write everything but times and command to one NetCDF-4 file."""
        netcdf.write(self.tree, Path(path))

    def identical(self, other: "Results") -> bool:
        """Tell whether every number and label is the same; how the results came about may differ."""
        return self.tree.identical(other.tree)

    def __repr__(self) -> str:
        return f"{self._headline()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{self._headline()}</p>{self.summary()._repr_html_()}"

    def _headline(self) -> str:
        time = self.bands["time"].dt.strftime("%Y-%m").values
        size = f"{self.replicates:,} histories of {time[0]} to {time[-1]}"
        source = precision(self.replicates, self.manifest)
        return f"tumen results: {', '.join(self.scenarios)}; {size}; seed {self.seed}; {source}"

    def _optional(self, group: str) -> xr.Dataset:
        """Return a group, or an empty one where there was nothing to put into it."""
        return self.tree[group].to_dataset() if group in self.tree.children else xr.Dataset()

    def _labelled(self, name: str) -> xr.DataArray:
        """Return a variable; where no cast has what it shows, one without labels."""
        group = self.paths if self.tree.attrs["full"] == "yes" else self.bands
        if name in group:
            return group[name]
        return group["strength"].isel(dyad=[]).rename(name).rename(dyad=VARIABLES[name].dim)

    def _joined(self, variables: Mapping[str, str]) -> xr.DataArray:
        """Return variables side by side, by channel."""
        parts = [self._labelled(name) for name in variables.values()]
        return (
            xr.concat(parts, "channel", combine_attrs="drop_conflicts", join="outer")
            .assign_coords(channel=list(variables))
            .transpose(..., "channel")
        )


def register_accessor(name: str) -> Callable[[Accessor], Accessor]:
    """Give results an attribute from a higher layer: the decorated class is called with the results."""

    def register(accessor: Accessor) -> Accessor:
        setattr(Results, name, property(accessor))
        return accessor

    return register


def _reversed(difference: xr.Dataset) -> xr.Dataset:
    """Return the negative of a difference; its quantiles change places."""
    quantiles = difference["difference"]
    mirrored = (-quantiles.isel(quantile=slice(None, None, -1))).assign_coords(quantile=quantiles["quantile"])
    first, second = str(difference["minuend"].item()), str(difference["subtrahend"].item())
    return difference.assign(
        difference=mirrored.assign_attrs(quantiles.attrs),
        mean=(-difference["mean"]).assign_attrs(difference["mean"].attrs),
        below=difference["above"].assign_attrs(difference["below"].attrs),
        above=difference["below"].assign_attrs(difference["above"].attrs),
    ).assign_coords(comparison=f"{second} - {first}", minuend=second, subtrahend=first)
