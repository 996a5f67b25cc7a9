"""Events as labelled arrays: when each came in every history, how likely it is, and when it tends to come."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import xarray as xr

from tumen.results.facts import EventFacts, ScenarioFacts
from tumen.results.labels import dates
from tumen.results.recorder import NEVER, BlockResult

DATE_QUANTILES = (0.05, 0.5, 0.95)


def standard_error(probability: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.float64]:
    """Return the Monte Carlo standard error of a share of `size` independent histories."""
    error: npt.NDArray[np.float64] = np.sqrt(probability * (1 - probability) / size)
    return error


def events_dataset(scenarios: Sequence[ScenarioFacts], blocks: Sequence[BlockResult]) -> xr.Dataset:
    """Return the events of all scenarios; an event that a scenario does not have is not `planned` there.

    `month` counts months since year 0, with NEVER where the event did not come. Dates are those of the
    histories in which it came.
    """
    names = list(dict.fromkeys(event.name for facts in scenarios for event in facts.events))
    months = np.stack([_months(block, names) for block in blocks])
    size = months.shape[1]
    probability = (months != NEVER).mean(axis=1)
    known = [{event.name: event for event in facts.events} for facts in scenarios]

    def of_each(value: Callable[[EventFacts], str]) -> tuple[tuple[str, str], list[list[str]]]:
        return ("scenario", "event"), [
            [value(events[name]) if name in events else "" for name in names] for events in known
        ]

    return xr.Dataset(
        {
            "month": (
                ("scenario", "replicate", "event"),
                months,
                {"long_name": "months since year 0, -1 never"},
            ),
            "probability": (("scenario", "event"), probability),
            "standard_error": (("scenario", "event"), standard_error(probability, size)),
            "date": (("scenario", "event", "quantile"), _date_quantiles(months)),
            "planned": (("scenario", "event"), [[name in events for name in names] for events in known]),
            "certain": (
                ("scenario", "event"),
                [[_certain(events.get(name)) for name in names] for events in known],
            ),
        },
        {
            "scenario": [facts.name for facts in scenarios],
            "replicate": np.asarray(blocks[0].replicates),
            "event": names,
            "quantile": list(DATE_QUANTILES),
            "title": of_each(lambda event: event.title),
            "kind": of_each(lambda event: event.kind),
            "evidence": of_each(lambda event: " ".join(event.evidence)),
        },
    )


def _certain(event: EventFacts | None) -> bool:
    return event is not None and event.certain is not None


def _months(block: BlockResult, names: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return the month of each event, shape (replicates, events)."""
    months = np.full((len(block.replicates), len(names)), NEVER, np.int32)
    for column, name in enumerate(names):
        if name in block.events:
            months[:, column] = block.events[name]
    return months


def _date_quantiles(months: npt.NDArray[np.int32]) -> npt.NDArray[np.datetime64]:
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
