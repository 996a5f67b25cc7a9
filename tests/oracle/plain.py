"""The model a second time: one history in plain numbers, after docs/model.md, with no code of tumen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from oracle.changing import COMMITTED, INCOME_FROM, PRESSURES, SECURITY_FROM, after
from oracle.deciding import CHOICES, flows
from oracle.happening import NEVER, Events, month_number
from oracle.recording import record
from oracle.scene import PAIRS, Scene, Values

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
MILESTONES = {"deployment_acknowledged": "disclosed", "tumen_navigation_agreed": "river_open"}


@dataclass(frozen=True)
class Month:
    """The end of a month: its state, its record, and when what has happened."""

    number: int
    values: Values
    observed: Mapping[tuple[str, str], float]
    happened: Mapping[str, int]


def streams(scenario: Mapping[str, Any]) -> list[str]:
    """Return the name of every number of luck that a month needs."""
    hazards = [name for name, event in scenario["events"].items() if "hazard" in event["when"]]
    return [
        *(f"{actor}/{choice}" for actor, choices in CHOICES.items() for choice in choices),
        *(f"disturbance/{a}->{b}" for a, b in PAIRS),
        *(f"event/{name}" for name in hazards),
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
        scene = Scene(values, numbers, luck_of(month))
        scene = replace(scene, values=events.befall(month, scene))
        given = flows(scene)
        values = after(scene, given)
        for name, flag in MILESTONES.items():
            if reached[name] == NEVER and values[flag,] > 0:
                reached[name] = month
        observed = record(replace(scene, values=values), given)
        yield Month(month, values, observed, {**events.happened, **reached})


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
    for term, supply in (("dependence_economic", INCOME_FROM), ("dependence_security", SECURITY_FROM)):
        for a, suppliers in supply.items():
            for b in suppliers:
                values[term, a, b] = numbers.get(f"pairs/{a}->{b}", {}).get(term, 0.0)
    values.update({("commitment", a, b): numbers[f"pairs/{a}->{b}"]["commitment"] for a, b in COMMITTED})
    values.update({("hostility", a, b): 0.0 for a, b in PRESSURES})
    values.update(dict.fromkeys(BOOKS, 0.0))
    values["cohesion", "bloc"] = numbers["mechanisms/integration"]["rest"]
    return values
