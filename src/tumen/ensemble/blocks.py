"""Blocks: a range of histories run under every scenario at once, so that their differences can be paired."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import TypeAlias, final

from tumen.ensemble.answers import own_answers, own_asked
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.defaults import LEDGER, LedgerOf
from tumen.ensemble.notes import Notebook
from tumen.ensemble.setting import scenario_setting
from tumen.measurement import INDICATORS, Observations
from tumen.model import ArrayModel
from tumen.parameters.draws import Draws
from tumen.parameters.priors import Fixed
from tumen.parameters.registry import load_registry
from tumen.results.answers import Answers
from tumen.results.differences import Difference, Strengths, paired_difference
from tumen.results.ledger import LedgerRecorder
from tumen.results.recorder import BlockResult, Recorder
from tumen.results.schema import Series, SeriesKey, described
from tumen.scenarios.schema import Scenario

Watch: TypeAlias = Callable[[ArrayModel], object]  # called after every month

BLOCK = 8_192  # fits the cache; measured fastest from 8,000 to 16,000 histories


@final
@dataclass(frozen=True)
class Task:
    """What to run: scenarios, luck, and what to keep."""

    scenarios: tuple[Scenario, ...]
    seed: int
    full: bool
    ledger: LedgerOf = LEDGER

    @property
    def comparisons(self) -> tuple[tuple[str, str], ...]:
        """Every two scenarios, the later one minus the earlier."""
        names = [scenario.name for scenario in self.scenarios]
        return tuple((later, earlier) for earlier, later in combinations(names, 2))


@final
@dataclass(frozen=True)
class Block:
    """What a range of histories came to under every scenario."""

    results: Mapping[str, BlockResult]
    differences: Mapping[tuple[str, str], Difference]
    answers: Answers

    @property
    def replicates(self) -> range:
        """The histories of the block."""
        return self.answers.replicates


def run_block(task: Task, replicates: range, watch: Watch | None = None) -> Block:
    """Run a range of histories under every scenario of a task; whoever watches sees every month."""
    results, strengths, notes = {}, {}, {}
    for scenario in task.scenarios:
        notebook = Notebook(chain.from_iterable(own_asked(scenario).values()))
        results[scenario.name], strengths[scenario.name] = _run_scenario(
            task, scenario, replicates, notebook, watch
        )
        notes[scenario.name] = notebook.notes()
    differences = {
        (later, earlier): paired_difference(strengths[later], strengths[earlier])
        for later, earlier in task.comparisons
    }
    return Block(results, differences, own_answers(task.scenarios, notes, replicates))


def split(replicates: int, size: int) -> list[range]:
    """Return the blocks of an ensemble: `size` histories each, the last one shorter."""
    return [range(start, min(start + size, replicates)) for start in range(0, replicates, size)]


def _run_scenario(
    task: Task, scenario: Scenario, replicates: range, notebook: Notebook, watch: Watch | None
) -> tuple[BlockResult, Strengths]:
    columns = scenario_columns(scenario, load_registry())
    draws = Draws.from_columns(columns, task.seed, replicates)
    setting = replace(scenario_setting(scenario, draws, task.seed), ledger=task.ledger != "none")
    model = ArrayModel(setting)
    ledger = _ledger(task, scenario, model)
    recorder: Recorder | None = None
    while model.running:
        model.step()
        if recorder is None:
            recorder = _recorder(task, scenario, replicates, model.observed)
        recorder.record(model.world.month, model.observed)
        ledger.record(model.world.month, model.ledger)
        notebook.note(model)
        if watch is not None:
            watch(model)
    assert recorder is not None  # a scenario has at least one month
    varying = [address for address, column in columns.items() if not isinstance(column.prior, Fixed)]
    happened = model.world.happened
    model.__dict__.clear()  # Mesa keeps discarded models alive, and with them all their arrays
    drawn = {address: draws.columns[address] for address in varying}
    return recorder.finish(happened, drawn, ledger.finish()), recorder.strengths()


def _recorder(task: Task, scenario: Scenario, replicates: range, observed: Observations) -> Recorder:
    return Recorder(
        [described_series(key) for key in observed],
        range(scenario.first, scenario.until + 1),
        replicates,
        sample=scenario.outputs.sample_paths,
        full=task.full,
        compared=len(task.scenarios) > 1,
    )


def _ledger(task: Task, scenario: Scenario, model: ArrayModel) -> LedgerRecorder:
    sample = None if task.full else scenario.outputs.sample_paths
    return LedgerRecorder(
        range(scenario.first, scenario.until + 1),
        model.setting.replicates,
        sample=sample if task.ledger == "histories" else 0,
        weights=model.measurement.strength.weights,
        start={pair: model.world.alignment(*pair) for pair in model.world.pairs},
    )


def described_series(key: SeriesKey) -> Series:
    """Return a series of the record of a month, with its unit, meaning and range."""
    variable, label = key
    if variable == "indicator":
        indicator = INDICATORS[label]
        return Series(variable, label, indicator.unit, indicator.meaning, indicator.low, indicator.high)
    return described(key)
