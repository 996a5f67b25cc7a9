"""Events as labelled arrays: when each came in every history, how likely it is, and when it tends to come."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.results.chances import standard_error
from tumen.results.facts import EventFacts, ScenarioFacts
from tumen.results.labels import dates
from tumen.results.recorder import NEVER, BlockResult

DATE_QUANTILES = (0.05, 0.5, 0.95)


def events_dataset(
    scenarios: Sequence[ScenarioFacts], blocks: Sequence[BlockResult], size: float | None = None
) -> xr.Dataset:
    """Return the events of all scenarios; an event that a scenario does not have is not `planned` there.

    `month` counts months since year 0, with NEVER where the event did not come. Dates are those of the
    histories in which it came, which are worth `size` independent ones, by default their number.
    """
    names = list(dict.fromkeys(event.name for facts in scenarios for event in facts.events))
    months = np.stack([_months(block, names) for block in blocks])
    probability = (months != NEVER).mean(axis=1)
    known = [{event.name: event for event in facts.events} for facts in scenarios]

    def of_each(
        value: Callable[[EventFacts | None], str | bool], kind: type
    ) -> tuple[tuple[str, str], npt.NDArray[np.generic]]:
        rows = [[value(events.get(name)) for name in names] for events in known]
        return ("scenario", "event"), np.array(rows, kind)  # of this kind even where nothing ever happens

    return xr.Dataset(
        {
            "month": (
                ("scenario", "replicate", "event"),
                months,
                {"long_name": "months since year 0, -1 never"},
            ),
            "probability": (("scenario", "event"), probability),
            "standard_error": (("scenario", "event"), standard_error(probability, size or months.shape[1])),
            "date": (("scenario", "event", "quantile"), date_quantiles(months)),
            "planned": of_each(lambda event: event is not None, bool),
            "certain": of_each(_certain, bool),
        },
        {
            "scenario": [facts.name for facts in scenarios],
            "replicate": np.asarray(blocks[0].replicates),
            "event": names,
            "quantile": list(DATE_QUANTILES),
            "title": of_each(lambda event: event.title if event else "", str),
            "kind": of_each(lambda event: event.kind if event else "", str),
            "evidence": of_each(lambda event: " ".join(event.evidence) if event else "", str),
        },
    )


def date_quantiles(months: npt.NDArray[np.int32]) -> npt.NDArray[np.datetime64]:
    """Return dates, shape (scenarios, events, quantiles); not a time where an event never came."""
    scenarios, _, events = months.shape
    result = np.full((scenarios, events, len(DATE_QUANTILES)), "NaT", "datetime64[ns]")
    for scenario in range(scenarios):
        for event in range(events):
            came = months[scenario, :, event]
            came = came[came != NEVER]
            if came.size:
                result[scenario, event] = dates(np.quantile(came, DATE_QUANTILES, method="inverted_cdf"))
    return result


def _certain(event: EventFacts | None) -> bool:
    return event is not None and event.certain is not None


def _months(block: BlockResult, names: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return the month of each event, shape (replicates, events)."""
    months = np.full((len(block.replicates), len(names)), NEVER, np.int32)
    for column, name in enumerate(names):
        if name in block.events:
            months[:, column] = block.events[name]
    return months
