"""An inquiry: what is asked of which scenarios, and how a block of histories answers it."""

from dataclasses import dataclass
from typing import final

from tumen.ensemble.answers import Asked, Measured, answers_to, readings
from tumen.ensemble.columns import scenario_columns
from tumen.ensemble.notes import Notebook, Notes
from tumen.ensemble.setting import scenario_setting
from tumen.model import ArrayModel
from tumen.parameters.draws import Draws
from tumen.parameters.registry import load_registry
from tumen.results.answers import Answers
from tumen.scenarios.schema import Scenario


@final
@dataclass(frozen=True)
class Inquiry:
    """What to ask of which scenarios, and with which luck."""

    scenarios: tuple[Scenario, ...]
    asked: tuple[Asked | Measured, ...]
    seed: int


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
