"""Blocks on the fast path: what histories come to, taken down while the compiled program runs them."""

from itertools import chain
from typing import Final, final

import numpy as np
import numpy.typing as npt

from tumen.base.arrays import PerReplicate
from tumen.base.calendar import month_text
from tumen.base.names import pairs
from tumen.ensemble.answers import answers_to, own_answers, own_asked, readings
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.engines import Engines
from tumen.ensemble.fast import START, Counts, Engine, Histories, pieces
from tumen.ensemble.notes import Months, Notebook, Notes
from tumen.ensemble.progress import Advance
from tumen.ensemble.rows import draw_row, happened_row, shown_row
from tumen.ensemble.tasks import Block, Inquiry, Task
from tumen.measurement.strength import Strength
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.results.answers import Answers
from tumen.results.differences import Strengths, paired_difference
from tumen.results.histograms import Histograms
from tumen.results.histories import kept
from tumen.results.ledger import STEPS, Ledger
from tumen.results.recorder import DESCRIBED, BlockResult
from tumen.results.schema import described
from tumen.scenarios.schema import Scenario
from tumen.scenarios.words import Recorded

FEW: Final = 8  # histories that show whether a number varies


def run_block_fast(task: Task, engines: Engines, replicates: range, advance: Advance) -> Block:
    """Run a range of histories under every scenario of a task, as `run_block` does, and bit for bit the same.

    Parameters
    ----------
    engines
        Of each scenario by name.
    replicates
        Whole groups of histories, from the start of one that shares counters.
    advance
        Told how many histories are finished, while it runs.
    """
    results, strengths, notes = {}, {}, {}
    for scenario in task.scenarios:
        is_last = scenario is task.scenarios[-1]
        taken = _Taken(task, scenario, engines[scenario.name], replicates)
        taken.run(advance if is_last else lambda _: None)
        results[scenario.name], strengths[scenario.name] = taken.result(), taken.strengths()
        notes[scenario.name] = taken.notes()
    differences = {
        (later, earlier): paired_difference(strengths[later], strengths[earlier])
        for later, earlier in task.comparisons
    }
    return Block(results, differences, own_answers(task.scenarios, notes, replicates))


def ask_block_fast(inquiry: Inquiry, engines: Engines, replicates: range, advance: Advance) -> Answers:
    """Run a range of histories and return what they answer, as `ask_block` does, bit for bit the same."""
    notes = {}
    for scenario in inquiry.scenarios:
        engine = engines[scenario.name]
        noted = _Noted(engine, Notebook(readings(inquiry.asked, scenario.name)), replicates)
        columns = scenario_columns(scenario, load_registry())
        histories = Histories(engine, inquiry.seed, columns, inquiry.particles, inquiry.points)
        for part in pieces(replicates):
            histories.run(part, None, noted.note, months=noted.months)
            noted.note_events(histories)
            if scenario is inquiry.scenarios[-1]:
                advance(len(part))
        notes[scenario.name] = noted.notes()
    return answers_to(inquiry.asked, notes, replicates)


@final
class _Noted:
    """Keeps of a block of histories what questions need, and no more.

    Attributes
    ----------
    months
        How many months are needed.
    """

    def __init__(self, engine: Engine, notebook: Notebook, replicates: range) -> None:
        numbers = [month for month, *_ in engine.program.months]
        self.months = sum(month <= notebook.last for month in numbers)
        self._replicates, self._numbers = replicates, numbers
        self._places = {key: place for place, key in enumerate(engine.program.series)}
        self._wanted = [notebook.wanted(month) for month in numbers]
        self._values: dict[tuple[Recorded, int], PerReplicate] = {
            (quantity, month): np.empty(len(replicates), np.float32)
            for month, wanted in zip(numbers, self._wanted, strict=True)
            for quantity in wanted
        }
        self._happened: dict[str, Months] = {
            name: np.empty(len(replicates), np.int32) for name in engine.program.happened
        }

    def note(self, histories: Histories, place: int) -> None:
        """Keep what is wanted of a month of some histories."""
        where = histories.among(self._replicates)
        for quantity in self._wanted[place] if place != START else ():
            values = histories.observed(self._places[quantity])
            self._values[quantity, self._numbers[place]][where] = values

    def note_events(self, histories: Histories) -> None:
        """Keep when events came in some histories."""
        where = histories.among(self._replicates)
        for name, months in self._happened.items():
            months[where] = histories.row(happened_row(name), np.int32)

    def notes(self) -> Notes:
        """Return what was kept."""
        return Notes(self._values, self._happened)


@final
class _Taken:
    """Takes down a block of histories of a scenario."""

    def __init__(self, task: Task, scenario: Scenario, engine: Engine, replicates: range) -> None:
        self._task, self._scenario, self._engine, self._replicates = task, scenario, engine, replicates
        program = engine.program
        self._series = tuple(described(key) for key in program.series)
        self._months = tuple(month for month, *_ in program.months)
        self._counts = Counts(self._series, len(self._months), len(program.entries))
        sample = None if task.full else scenario.outputs.sample_paths
        self._kept = kept(replicates, sample)
        self._trajectories = np.empty((len(self._series), len(self._months), len(self._kept)), np.float32)
        compared = [place for place, line in enumerate(self._series) if line.variable == "strength"]
        self._compared = compared if len(task.scenarios) > 1 else []
        self._strengths = np.empty((len(self._compared), len(self._months), len(replicates)), np.float32)
        self._drawn = {row: np.empty(len(kept(replicates, DESCRIBED)), np.float32) for row in program.drawn}
        self._first_alignments = dict.fromkeys(pairs(scenario.cast), 0)
        notebook = Notebook(chain.from_iterable(own_asked(scenario).values()))
        self._noted = _Noted(engine, notebook, replicates)

    def run(self, advance: Advance) -> None:
        """Run the histories."""
        columns = scenario_columns(self._scenario, load_registry())
        histories = Histories(self._engine, self._task.seed, columns, self._task.particles)
        for part in pieces(self._replicates):
            histories.run(part, self._counts, self._note)
            self._noted.note_events(histories)
            advance(len(part))

    def _note(self, histories: Histories, place: int) -> None:
        """Take down a month of some histories."""
        if place == START:
            self._note_start(histories)
            return
        where = histories.among(self._replicates)
        if (here := max(0, min(histories.number, self._kept.stop - histories.first))) > 0:
            for line in range(len(self._series)):
                self._trajectories[line, place, where][:here] = histories.observed(line)[:here]
        for row, line in enumerate(self._compared):
            self._strengths[row, place, where] = histories.observed(line)
        self._noted.note(histories, place)

    def _note_start(self, histories: Histories) -> None:
        here = max(0, min(histories.number, DESCRIBED - histories.first))
        first = histories.first - self._replicates.start
        if here:
            for row, values in self._drawn.items():
                values[first : first + here] = histories.row(row)[:here]
        if self._task.ledger != "none":
            for pair in self._first_alignments:
                self._first_alignments[pair] += _steps(histories.row(shown_row(pair)))

    def result(self) -> BlockResult:
        """Return what the block came to.

        Raises
        ------
        ValueError
            If a value is not a number.
        """
        counts = self._counts
        self._check(counts.steps[..., 2])
        histograms = Histograms(self._series, len(self._months), len(self._replicates))
        histograms.counts = counts.bins.swapaxes(0, 1)
        histograms.sums, histograms.overflow = counts.steps[..., 0].T, counts.steps[..., 1].T
        histograms.minimum, histograms.maximum = counts.extremes[..., 0].T, counts.extremes[..., 1].T
        columns = scenario_columns(self._scenario, load_registry())
        return BlockResult(
            self._series,
            self._months,
            self._replicates,
            histograms,
            None if self._task.full else self._scenario.outputs.sample_paths,
            self._trajectories,
            self._noted.notes().happened,
            {address: self._drawn[draw_row(address)] for address, column in columns.items() if column.varies},
            self._ledger(),
        )

    def strengths(self) -> Strengths:
        """Return the strength of every dyad, for paired differences."""
        dyads = tuple(self._series[place].label for place in self._compared)
        return Strengths(dyads, self._months, self._replicates, self._strengths)

    def notes(self) -> Notes:
        """Return what questions need."""
        return self._noted.notes()

    def _ledger(self) -> Ledger | None:
        program, size = self._engine.program, len(self._replicates)
        if self._task.ledger == "none" or not program.entries:
            return None
        moved = self._counts.moved_by(program.summed(), size)
        sums = {entry: moved[:, place] for place, entry in enumerate(program.entries)}
        weights = np.array(_weights(self._scenario), np.float32)
        start = dict(self._first_alignments)
        histories = {entry: np.empty((len(self._months), 0), np.float32) for entry in sums}
        return Ledger(self._months, self._replicates, 0, weights, start, sums, histories)

    def _check(self, bad: npt.NDArray[np.int64]) -> None:
        for place in np.flatnonzero(bad.any(axis=1))[:1]:
            lines = (self._series[line] for line in np.flatnonzero(bad[place]))
            names = ", ".join(f"{line.variable} {line.label}" for line in lines)
            raise ValueError(f"{month_text(self._months[place])}: not a number: {names}")


def _steps(alignments: PerReplicate) -> int:
    """Return the sum of alignments, in the steps of the ledger."""
    return int(np.rint(alignments.astype(np.float64) * STEPS).sum())


def _weights(scenario: Scenario) -> list[np.float32 | float]:
    """Return the weights of the channels, not a number where they vary."""
    draws = Draws.from_columns(scenario_columns(scenario, load_registry()), 0, range(FEW))
    weights = Strength.build(draws.numbers(np.float32)).weights
    return [weight[0] if np.ptp(weight) == 0 else np.nan for weight in weights]
