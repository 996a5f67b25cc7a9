"""The model a second time: one history in plain numbers, after docs/model.md, with no code of tumen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from oracle.changing import after
from oracle.deciding import CHOICES, flows
from oracle.happening import NEVER, Events, month_number
from oracle.neighbouring import HABITS
from oracle.recording import ROLLED, record
from oracle.relating import COMMITTED, PRESSURES
from oracle.scene import CAST, PAIRS, Scene, Values
from oracle.supplying import SUPPLIERS

BOOKS = (
    ("arms_delivered", "dprk", "russia"),
    ("arrears", "russia", "dprk"),
    ("benefit_received", "russia", "dprk"),
    ("troops_abroad", "dprk", "russia"),
    ("casualties", "dprk", "russia"),
    ("returned", "dprk", "russia"),
    ("depletion", "russia"),
    ("demand", "russia"),
)
MILESTONES = {
    "deployment_acknowledged": "disclosed",
    "tumen_navigation_agreed": "river_open",
    "group_tours_resumed": "tours_open",
    "passenger_traffic_resumed": "passengers_open",
    "bridge_opened": "bridge_open",
    "talks_held": "talks",
    "nuclear_help_given": "nuclear_help",
}


@dataclass(frozen=True)
class Month:
    """The end of a month: its state, what was given in it, its record, and when what has happened."""

    number: int
    values: Values
    given: Values
    observed: Mapping[tuple[str, str], float]
    happened: Mapping[str, int]


def streams(scenario: Mapping[str, Any]) -> list[str]:
    """Return the name of every number of luck that a month needs."""
    hazards = [name for name, event in scenario["events"].items() if "hazard" in event["when"]]
    return [
        *(f"{actor}/{choice}" for actor, choices in CHOICES.items() for choice in choices),
        *(f"disturbance/{a}->{b}" for a, b in PAIRS),
        *(f"disturbance/{a}" for a in CAST),
        *(f"event/{name}" for name in hazards),
        *(f"indicator/{name}" for name in ROLLED),
    ]


def history(
    scenario: Mapping[str, Any],
    parameters: Mapping[str, float],
    luck_of: Callable[[int], Mapping[str, float]],
) -> Iterator[Month]:
    """Yield every month of one history of a scenario, which is the plain content of its merged file."""
    numbers = by_file(parameters)
    events = Events(scenario, numbers)
    values, reached = start(numbers), dict.fromkeys(MILESTONES, NEVER)
    for month in range(month_number(scenario["from"]), month_number(scenario["until"]) + 1):
        before, scene = values, Scene(values, numbers, luck_of(month))
        scene = replace(scene, values=events.befall(month, scene))
        given = flows(scene)
        values = after(scene, given)
        for name, flag in MILESTONES.items():
            if reached[name] == NEVER and before[flag,] <= 0 < values[flag,]:
                reached[name] = month
        observed = record(replace(scene, values=values), given, month)
        yield Month(month, values, given, observed, {**events.happened, **reached})


def by_file(parameters: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return the parameters by folder and file, then by name."""
    numbers: dict[str, dict[str, float]] = {}
    for address, value in parameters.items():
        file, _, name = address.rpartition("/")
        numbers.setdefault(file, {})[name] = value
    return numbers


def start(numbers: Mapping[str, Mapping[str, float]]) -> Values:
    """Return the state before the first month."""
    values: Values = {(name,): value for name, value in numbers["conditions"].items()}
    strangers = numbers["mechanisms/persistence"]["natural_level_of_strangers"]
    for a, b in PAIRS:
        pair = numbers.get(f"pairs/{a}->{b}", {})
        values["persistent", a, b] = pair.get("alignment", pair.get("natural_level", strangers))
        values["transient", a, b] = 0.0
    for term, suppliers in SUPPLIERS.items():
        for a, of_a in suppliers.items():
            for b in of_a:
                values[term, a, b] = numbers.get(f"pairs/{a}->{b}", {}).get(term, 0.0)
    for term in ("usual", "accepted"):
        for a, b in HABITS:
            values[term, a, b] = numbers.get(f"pairs/{a}->{b}", {}).get("usual", 0.0)
    values.update({("commitment", a, b): numbers[f"pairs/{a}->{b}"]["commitment"] for a, b in COMMITTED})
    values.update({("hostility", a, b): 0.0 for a, b in PRESSURES})
    values.update(dict.fromkeys(BOOKS, 0.0))
    values["cohesion", "bloc"] = numbers["mechanisms/integration"]["rest"]
    return values
