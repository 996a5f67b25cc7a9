"""From a file of calibration items to what histories are held against, or to every fault of the file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tumen.base.calendar import month_text
from tumen.base.problems import InputError, Problem, nearest
from tumen.base.resources import seeds_folder
from tumen.base.validation import validate
from tumen.base.yaml_source import YamlDocument, read_yaml
from tumen.ensemble.answerable import check_answerable
from tumen.ensemble.answers import RoutedReadings
from tumen.evidence.ids import ITEMS
from tumen.evidence.read import read_evidence
from tumen.evidence.records import Evidence
from tumen.scenarios.load import load_scenario, shipped_knowledge
from tumen.scenarios.measures import Reading as Read
from tumen.scenarios.surroundings import Surroundings
from tumen.scenarios.words import EXPECTED, INDICATOR
from tumen.studies.calibration.coded import Measured, reading_of
from tumen.studies.calibration.coding import ADDED, Coded, Coding, Held
from tumen.studies.calibration.items import AnyItem, ForecastItem, ItemFile, OrdinalItem, kind_of, model_of
from tumen.studies.calibration.models import OrdinalModel


def read_coding(path: Path | None = None) -> Coding:
    """Read a file of items, by default the one that ships with tumen.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    path = path or seeds_folder() / ITEMS
    return coding_of(read_yaml(path), read_evidence(seeds_folder()))


def coding_of(document: YamlDocument, evidence: Evidence) -> Coding:
    """Return what a document of items says.

    Raises
    ------
    InputError
        With every fault of the document.
    """
    scenario = load_scenario(str(document.value.get("history", "history")))
    around = Surroundings(
        known=shipped_knowledge(),
        cast=scenario.cast,
        events=scenario.events,
        horizon=(scenario.first, scenario.until),
    )
    file = validate(document, ItemFile, context=around)
    problems = [problem for name in file.items for problem in _faults(document, file, name, evidence)]
    if problems:
        raise InputError(problems)
    held = {name: item for name, item in file.items.items() if isinstance(item, ForecastItem)}
    items = tuple(_coded(name, item, file, evidence) for name, item in file.items.items() if name not in held)
    speaking = {item.family for item in items}
    coding = Coding(
        items=items,
        forecasts=tuple(
            Held(name, item.records, _document(item, evidence), item.forecast) for name, item in held.items()
        ),
        families={name: bias for name, bias in file.families.items() if name in speaking},
        scenario=scenario,
        cutoff=file.cutoff,
        document=document,
    )
    asked: RoutedReadings = {("items", item.name): _recorded(item) for item in items}
    check_answerable(scenario, document, asked)
    return coding


def _coded(name: str, item: AnyItem, file: ItemFile, evidence: Evidence) -> Coded:
    family, strength = _said_by(item, evidence)
    factor = file.reading[strength - 1]
    return Coded(
        name=name,
        kind=kind_of(item),
        records=item.records,
        document=_document(item, evidence),
        family=family,
        month=max(read.months[-1] for measure in _measures(item) for read in measure.readings()),
        reading=reading_of(model_of(item), factor, file.scales),
    )


def _said_by(item: AnyItem, evidence: Evidence) -> tuple[str, int]:
    """Return the family of sources that an item speaks for, and the strength of what it says."""
    if item.source is not None:
        return item.source.family, item.source.strength
    record = evidence.records[item.records[0]]
    return record.family, record.strength


def _document(item: AnyItem, evidence: Evidence) -> str:
    return evidence.document_of(item.records[0]).id if item.records else ADDED


def _recorded(item: Coded) -> list[Read]:
    """Return what has to be kept of a run, the rates of indicators as the indicators themselves."""
    reads = [read for measure in item.reading.measures for read in measure.readings()]
    return [
        read._replace(quantity=(INDICATOR, read.quantity[1])) if read.quantity[0] == EXPECTED else read
        for read in reads
    ]


def _faults(document: YamlDocument, file: ItemFile, name: str, evidence: Evidence) -> Iterable[Problem]:
    """Yield what is wrong with an item, given its records and the rest of the file."""
    item = file.items[name]
    wanted = "forecast" if isinstance(item, ForecastItem) else "evidence"
    for one in item.records:
        if evidence.records[one].role != wanted:
            role = evidence.records[one].role
            message = f"{one} is used as {role}. Cite records that are used as {wanted}."
            yield document.problem(("items", name, "records"), message)
    if isinstance(item, ForecastItem):
        return
    family, _ = _said_by(item, evidence)
    if family not in file.families:
        message = f'speaks for the family "{family}". {nearest(family, file.families)}'
        yield document.problem(("items", name), message)
    yield from _words(document, file, name, item)
    for read in (read for measure in _measures(item) for read in measure.readings()):
        if read.months[-1] > file.cutoff:
            message = f"speaks of {month_text(read.months[-1])}. Write a month up to the cutoff."
            yield document.problem(("items", name), message)
            return


def _words(document: YamlDocument, file: ItemFile, name: str, item: AnyItem) -> Iterable[Problem]:
    """Yield what is wrong with the words of an item."""
    if not isinstance(item, OrdinalItem):
        return
    model, route = item.ordinal, ("items", name, "ordinal")
    if model.scale not in file.scales:
        message = f'"{model.scale}" is not a scale of this file. {nearest(model.scale, file.scales)}'
        yield document.problem((*route, "scale"), message)
        return
    words = file.scales[model.scale].categories
    strangers = [word for word in model.says if word not in words]
    for word in strangers:
        message = f'"{word}" is not on the scale {model.scale}. {nearest(word, words)}'
        yield document.problem((*route, "says"), message)
    places = sorted(words.index(word) for word in model.says if word in words)
    if not strangers and places != list(range(places[0], places[0] + len(places))):
        message = f"{', '.join(model.says)} are no neighbours on the scale {model.scale}. Write neighbours."
        yield document.problem((*route, "says"), message)


def _measures(item: AnyItem) -> Sequence[Measured]:
    """Return the numbers of a history that an item depends on, whatever its words mean."""
    model = model_of(item)
    if isinstance(model, OrdinalModel):
        return [model.of]
    return reading_of(model, 1.0, {}).measures
