"""Small ensembles made up for tests, by the same way that real ones take: recorder, gathering, results."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from tumen.base.calendar import month_number
from tumen.results.differences import Difference, paired_difference
from tumen.results.facts import EventFacts, ScenarioFacts
from tumen.results.gathering import Gathering
from tumen.results.provenance import manifest
from tumen.results.recorder import NEVER, BlockResult, Recorder
from tumen.results.results import Results
from tumen.results.schema import Series, SeriesKey, described

DYADS = ("dprk-russia", "dprk-china", "russia-china")
PAIRS = ("dprk->russia", "russia->dprk")
FIRST, FORECAST, LAST = (month_number(text) for text in ("2020-01", "2025-04", "2028-03"))

EVENTS = (
    EventFacts("invasion", "Full-scale invasion", "date", month_number("2022-02"), ("E001",)),
    EventFacts("arms", "Arms shipments begin", "date", month_number("2022-09"), ("E002", "E003")),
    EventFacts("visit", "Talks on arms", "date", month_number("2023-09"), ("E004",)),
    EventFacts("treaty", "Treaty signed", "date", month_number("2024-06"), ("E005",)),
    EventFacts("deployment", "Troops deployed", "date", month_number("2024-10"), ("E006",)),
    EventFacts("disclosure", "Deployment admitted", "hazard", None, ("E007",)),
)
CEASEFIRE = EventFacts("ceasefire", "Ceasefire takes effect", "window", None, ("E111",))


def all_series() -> list[Series]:
    """Return one series of every variable, or several."""
    keys: list[SeriesKey] = [
        *(("strength", dyad) for dyad in DYADS),
        *((channel, dyad) for channel in ("political", "economic", "security") for dyad in DYADS),
        *(
            (name, pair)
            for name in ("alignment", "dependence_trade", "dependence_fiscal", "dependence_security")
            for pair in PAIRS
        ),
        *(("commitment", pair) for pair in PAIRS),
        ("state", "war_intensity"),
        ("state", "arrears russia->dprk"),
    ]
    return [*map(described, keys), Series("indicator", "letters", "letters/month", "leaders' letters", 0, 50)]


def facts(name: str, events: Sequence[EventFacts] = EVENTS) -> ScenarioFacts:
    """Return what is known of a scenario."""
    title = name.replace("_", " ").capitalize()
    return ScenarioFacts(
        name, title, f"What of {title}?", FORECAST, tuple(events), "0" * 64, f"title: {title}\n"
    )


def scenarios() -> list[ScenarioFacts]:
    """Return two scenarios, the second with a ceasefire."""
    return [facts("baseline_war"), facts("ceasefire", (*EVENTS, CEASEFIRE))]


def event_months(of: ScenarioFacts, replicates: range) -> dict[str, npt.NDArray[np.int32]]:
    """Return when each event comes in each history; a history knows its number only."""
    luck = np.random.default_rng(3).random((replicates.stop, 2))[replicates.start :]
    certain = {
        event.name: np.full(len(replicates), event.certain, np.int32) for event in of.events if event.certain
    }
    wait = np.log(luck[:, 0]) / np.log(0.97)
    uncertain = {
        "disclosure": np.where(wait < 36, FORECAST + wait, NEVER).astype(np.int32),
        "ceasefire": (FORECAST + 2 + 14 * luck[:, 1] ** 0.7).astype(np.int32),
    }
    return certain | {event.name: uncertain[event.name] for event in of.events if event.certain is None}


def block(of: ScenarioFacts, replicates: range, months: Sequence[int], sample: int, full: bool) -> Recorder:
    """Return a recorder that has seen every month."""
    recorder = Recorder(all_series(), months, replicates, sample=sample, full=full)
    came = event_months(of, replicates)
    luck = np.random.default_rng(5).normal(size=(replicates.stop, len(DYADS), 2))[replicates.start :]
    walks = np.zeros((len(replicates), len(DYADS)))
    for month in months:
        step = np.random.default_rng([7, month]).normal(size=(replicates.stop, len(DYADS)))[
            replicates.start :
        ]
        walks = 0.95 * walks + 0.025 * step
        recorder.record(month, _values(came, month, luck, walks))
    return recorder


def _values(
    came: Mapping[str, npt.NDArray[np.int32]],
    month: int,
    luck: npt.NDArray[np.float64],
    walks: npt.NDArray[np.float64],
) -> dict[SeriesKey, npt.NDArray[np.float32]]:
    def since(event: str, halftime: float) -> npt.NDArray[np.float64]:
        when = came.get(event, np.array(NEVER))
        return np.where((when != NEVER) & (month >= when), 1 - 0.5 ** ((month - when) / halftime), 0.0)

    warm = (
        0.2
        + 0.25 * since("arms", 8)
        + 0.3 * since("treaty", 4)
        - 0.45 * (1 + 0.4 * luck[:, 0, 0]) * since("ceasefire", 8)
    )
    china = 0.45 - 0.15 * since("treaty", 6) + 0.12 * since("ceasefire", 14)
    means = (warm, china, np.full(len(walks), 0.5))
    strengths = [np.tanh(mean + walks[:, row] + 0.05 * luck[:, row, 1]) for row, mean in enumerate(means)]
    values: dict[SeriesKey, Any] = {("strength", dyad): strengths[row] for row, dyad in enumerate(DYADS)}
    for row, dyad in enumerate(DYADS):
        values["political", dyad] = np.tanh(1.2 * strengths[row])
        values["economic", dyad] = 0.6 * strengths[row] + 0.02 * luck[:, row, 1]
        values["security", dyad] = np.tanh(0.9 * strengths[row] - 0.1)
    for pair in PAIRS:
        values["alignment", pair] = strengths[0]
        for name in ("dependence_trade", "dependence_fiscal", "dependence_security", "commitment"):
            values[name, pair] = np.clip(np.abs(strengths[0]), 0, 1)
    values["state", "war_intensity"] = 1 - since("ceasefire", 2) + 0 * warm
    values["state", "arrears russia->dprk"] = np.abs(walks[:, 0]) * 10
    values["indicator", "letters"] = np.round(np.abs(walks[:, 1]) * 20)
    return {key: np.asarray(array, np.float32) for key, array in values.items()}


def gathered(
    of: Sequence[ScenarioFacts],
    replicates: int = 60,
    months: Sequence[int] = range(FIRST, LAST + 1),
    *,
    block_size: int = 25,
    sample: int = 10,
    full: bool = False,
) -> tuple[dict[str, BlockResult], dict[tuple[str, str], Difference]]:
    """Run blocks of made-up histories, the last block first, and gather them."""
    whole = range(replicates)
    blocks: dict[str, Gathering[BlockResult]] = {one.name: Gathering(whole) for one in of}
    pairs = [(second.name, first.name) for number, second in enumerate(of) for first in of[:number]]
    differences: dict[tuple[str, str], Gathering[Difference]] = {pair: Gathering(whole) for pair in pairs}
    for start in reversed(whole[::block_size]):
        part = range(start, min(start + block_size, replicates))
        recorders = {one.name: block(one, part, months, sample, full) for one in of}
        parameters = {
            "mechanisms/made_up/gain": np.asarray(part) / 8,
            "mechanisms/made_up/fixed": np.ones(len(part)),
        }
        for one in of:
            blocks[one.name].add(recorders[one.name].finish(event_months(one, part), parameters))
        for first, second in pairs:
            strengths = recorders[first].strengths(), recorders[second].strengths()
            differences[first, second].add(paired_difference(*strengths))
    return (
        {name: gathering.result() for name, gathering in blocks.items()},
        {pair: gathering.result() for pair, gathering in differences.items()},
    )


def a_manifest(of: Sequence[ScenarioFacts]) -> dict[str, Any]:
    """Return a manifest of a run that never was."""
    started = datetime(2025, 3, 1, 12, tzinfo=UTC)
    command = ["tumen", "run", *(one.name for one in of)]
    return manifest(
        of, seed=7, sizes={"replicates": 60}, command=command, started=started, seconds={"run": 1.5}
    )


def an_ensemble(of: Sequence[ScenarioFacts] | None = None, **sizes: Any) -> Results:
    """Return results of two made-up scenarios, or of those given."""
    chosen = scenarios() if of is None else of
    blocks, differences = gathered(chosen, **sizes)
    return Results.assemble(chosen, blocks, differences, manifest=a_manifest(chosen))
