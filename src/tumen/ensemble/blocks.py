"""Blocks on NumPy: a range of histories under every scenario at once, so that differences can be paired."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from tumen.ensemble.answers import answers_to, own_answers, own_asked, readings
from tumen.ensemble.notes import Notebook, Notes
from tumen.ensemble.setting import begin
from tumen.ensemble.tasks import Block, Inquiry, Task
from tumen.measurement import Observations
from tumen.model import ArrayModel
from tumen.results.answers import Answers
from tumen.results.differences import Strengths, paired_difference
from tumen.results.ledger import LedgerRecorder
from tumen.results.recorder import BlockResult, Recorder
from tumen.results.schema import described
from tumen.scenarios.schema import Scenario

Watch: TypeAlias = Callable[[ArrayModel], object]  # called after every month


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


def ask_block(inquiry: Inquiry, replicates: range) -> Answers:
    """Run a range of histories and return what they answer."""
    notes = {scenario.name: _notes(inquiry, scenario, replicates) for scenario in inquiry.scenarios}
    return answers_to(inquiry.asked, notes, replicates)


def _run_scenario(
    task: Task, scenario: Scenario, replicates: range, notebook: Notebook, watch: Watch | None
) -> tuple[BlockResult, Strengths]:
    start = begin(scenario, task.seed, replicates, task.particles)
    model = ArrayModel(replace(start.setting, ledger=task.ledger != "none"))
    ledger = _ledger(task, scenario, model, replicates)
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
    varying = [address for address, column in start.columns.items() if column.varies]
    happened = model.world.happened
    model.__dict__.clear()  # Mesa keeps discarded models alive, and with them all their arrays
    drawn = {address: start.draws.columns[address] for address in varying}
    return recorder.finish(happened, drawn, ledger.finish()), recorder.strengths()


def _notes(inquiry: Inquiry, scenario: Scenario, replicates: range) -> Notes:
    if inquiry.points is None:
        start = begin(scenario, inquiry.seed, replicates, inquiry.particles)
    else:
        numbers, given = inquiry.points.cases(replicates)
        start = begin(scenario, inquiry.seed, numbers, inquiry.particles, given)
    model = ArrayModel(replace(start.setting, expected=inquiry.expected(scenario.name)))
    notebook = Notebook(readings(inquiry.asked, scenario.name))
    while model.running and model.world.month < notebook.last:
        model.step()
        notebook.note(model)
    model.__dict__.clear()  # Mesa keeps discarded models alive, and with them all their arrays
    return notebook.notes()


def _recorder(task: Task, scenario: Scenario, replicates: range, observed: Observations) -> Recorder:
    return Recorder(
        [described(key) for key in observed],
        range(scenario.first, scenario.until + 1),
        replicates,
        sample=scenario.outputs.sample_paths,
        full=task.full,
        compared=len(task.scenarios) > 1,
    )


def _ledger(task: Task, scenario: Scenario, model: ArrayModel, replicates: range) -> LedgerRecorder:
    sample = None if task.full else scenario.outputs.sample_paths
    return LedgerRecorder(
        range(scenario.first, scenario.until + 1),
        replicates,
        sample=sample if task.ledger == "histories" else 0,
        weights=model.measurement.strength.weights,
        start={pair: model.world.alignment(*pair) for pair in model.world.pairs},
    )
