"""Whether the model can answer what is asked: a cast may not have what a question is about."""

from collections.abc import Collection

from tumen.base.problems import InputError
from tumen.base.yaml_source import YamlDocument
from tumen.ensemble.answers import RoutedReadings
from tumen.ensemble.programs import known_program
from tumen.scenarios.schema import Scenario
from tumen.scenarios.words import EVENT, Recorded, recorded_text


def check_answerable(scenario: Scenario, document: YamlDocument, asked: RoutedReadings) -> None:
    """Refuse what the model does not record of a scenario.

    Raises
    ------
    InputError
        With each place of the document that asks about what the scenario's cast does not have.
    """
    wanted = {(route, reading.quantity) for route, readings in asked.items() for reading in readings}
    if not wanted:
        return
    recorded = recorded_by(scenario)
    problems = [
        document.problem(
            route, f'"{recorded_text(quantity)}" is not recorded for the cast of {scenario.name}.'
        )
        for route, quantity in wanted
        if quantity not in recorded
    ]
    if problems:
        raise InputError(problems)


def recorded_by(scenario: Scenario) -> Collection[Recorded]:
    """Return every quantity and event that a run of the scenario records."""
    program = known_program(scenario)
    if program is None:
        from tumen.ensemble.feasibility import first_record  # loads Mesa

        return first_record(scenario)
    return {*program.series, *((EVENT, name) for name in program.happened)}
