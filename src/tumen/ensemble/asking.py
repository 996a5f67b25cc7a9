"""Asking: histories run only for what is asked of them, and no further than the last month that matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import final

from tumen.base.randomness import check_seed
from tumen.ensemble.answers import Asked, Measured, answers_to, readings
from tumen.ensemble.arguments import blocks, processes
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.executors import outcomes
from tumen.ensemble.notes import Notebook, Notes
from tumen.ensemble.progress import progress
from tumen.ensemble.setting import scenario_setting
from tumen.model import ArrayModel
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.results.answers import Answers
from tumen.results.gathering import Gathering
from tumen.scenarios.schema import Scenario


@final
@dataclass(frozen=True)
class Inquiry:
    """What to ask of which scenarios, and with which luck."""

    scenarios: tuple[Scenario, ...]
    asked: tuple[Asked | Measured, ...]
    seed: int


def inquire(
    scenarios: Sequence[Scenario],
    asked: Sequence[Asked | Measured],
    *,
    replicates: int,
    seed: int,
    workers: int | None = None,
    title: str,
    show_progress: bool,
) -> Answers:
    """Return what every history answers; neither blocks nor workers change a bit of it.

    Raises
    ------
    ValueError
        If a number is out of range.
    """
    inquiry = Inquiry(tuple(scenarios), tuple(asked), check_seed(seed))
    gathering: Gathering[Answers] = Gathering(range(replicates))
    with progress(title, replicates, show=show_progress) as advance:
        for part in outcomes(partial(ask_block, inquiry), blocks(replicates), processes(workers)):
            gathering.add(part)
            advance(len(part.replicates))
    return gathering.result()


def ask_block(inquiry: Inquiry, replicates: range) -> Answers:
    """Run a range of histories and return what they answer."""
    notes = {scenario.name: _notes(inquiry, scenario, replicates) for scenario in inquiry.scenarios}
    return answers_to(inquiry.asked, notes, replicates)


def _notes(inquiry: Inquiry, scenario: Scenario, replicates: range) -> Notes:
    columns = scenario_columns(scenario, load_registry())
    draws = Draws.from_columns(columns, inquiry.seed, replicates)
    model = ArrayModel(scenario_setting(scenario, draws, inquiry.seed))
    notebook = Notebook(readings(inquiry.asked, scenario.name))
    while model.running and model.world.month < notebook.last:
        model.step()
        notebook.note(model)
    model.__dict__.clear()  # Mesa keeps discarded models alive, and with them all their arrays
    return notebook.notes()
