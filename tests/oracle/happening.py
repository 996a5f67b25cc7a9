"""When events occur and what they do: section "Events" of docs/model.md, read from the text of a scenario."""

from collections.abc import Mapping
from typing import Any

from oracle.recording import channels, index
from oracle.scene import Scene, Values, monthly_chance

NEVER = -1


def month_number(text: str) -> int:
    year, month = text.split("-")
    return 12 * int(year) + int(month) - 1


def key_of(text: str) -> tuple[str, ...]:
    return tuple(text.replace("->", " ").split())


class Events:
    """The events of one history: which have occurred, and which values are on their way."""

    def __init__(self, scenario: Mapping[str, Any], numbers: Mapping[str, Mapping[str, float]]) -> None:
        self.first = month_number(scenario["from"])
        self.events = scenario.get("events", {})
        self.numbers = numbers
        self.happened = dict.fromkeys(self.events, NEVER)
        self.ways: dict[tuple[str, ...], tuple[float, int]] = {}  # key: step, months left

    def befall(self, month: int, scene: Scene) -> Values:
        """Return the state after the month's events; all of them look at it as it was before any."""
        values = {**scene.values}
        occurring = [name for name in self.events if self.occurs(name, month, scene)]
        for name in occurring:
            self.happened[name] = month
            for effect in self.events[name]["effects"]:
                self.take_effect(name, effect, values)
        for key, (step, months_left) in self.ways.items():
            if months_left > 0:
                values[key] += step
                self.ways[key] = (step, months_left - 1)
        return values

    def occurs(self, name: str, month: int, scene: Scene) -> bool:
        guards = self.events[name].get("while", [])
        return (
            self.happened[name] == NEVER
            and self.due(name, month, scene)
            and all(holds(guard, scene) for guard in guards)
        )

    def due(self, name: str, month: int, scene: Scene) -> bool:
        event, drawn = self.events[name], self.numbers.get(f"events/{name}", {})
        if hazard := event["when"].get("hazard"):
            at_risk = month >= (month_number(hazard["from"]) if "from" in hazard else self.first)
            if "after" in hazard:
                at_risk = at_risk and NEVER < self.happened[hazard["after"]] < month
            return at_risk and scene.luck[f"event/{name}"] < monthly_chance(drawn["per_year"])
        date = month_number(event["when"]["date"]) if "date" in event["when"] else int(drawn["month"])
        comes = event.get("probability", 1) == 1 or drawn["comes"] < event["probability"]
        return comes and month == date

    def take_effect(self, name: str, effect: Mapping[str, Any], values: Values) -> None:
        amount = self.numbers[f"events/{name}"][effect.get("set") or effect["shift"]]
        if "set" in effect:
            key, months = key_of(effect["set"]), effect.get("over_months", 1)
            self.ways[key] = ((amount - values[key]) / months, months)
        else:
            term, *actors = key_of(effect["shift"])
            if term == "alignment":
                term = "persistent" if effect.get("lasting") else "transient"
            low, high = RANGES.get(term, (-ENDLESS, ENDLESS))
            values[term, *actors] = min(max(values[term, *actors] + amount, low), high)


ENDLESS = float("inf")
RANGES = {  # how far a shift can take what is not an alignment
    **dict.fromkeys(("arms_delivered", "arrears", "benefit_received"), (0, ENDLESS)),
    **dict.fromkeys(("troops_abroad", "casualties", "returned"), (0, ENDLESS)),
    **dict.fromkeys(("depletion", "demand", "cohesion", "hostility"), (0, 1)),
}


def holds(guard: Mapping[str, Any], scene: Scene) -> bool:
    if "state" in guard:
        value = scene.values[key_of(guard["state"])]
    elif "alignment" in guard:
        value = scene.regard(*key_of(guard["alignment"]))
    else:
        value = index(scene, channels(scene, *guard["tie"].split("-")))
    return value > guard["above"] if "above" in guard else value < guard["below"]
