"""What is read off the state: section "Measurement" of docs/model.md, for one history."""

from itertools import combinations

from oracle.scene import CAST, PAIRS, Scene, Values, union

CHANNELS = ("political", "economic", "security")
PAIRWISE = ("dependence_economic", "dependence_security", "commitment")
STOCKS = ("depletion", "demand", "cohesion")


def channels(scene: Scene, a: str, b: str) -> tuple[float, float, float]:
    def either(term: str) -> float:
        return union(scene.values.get((term, a, b), 0.0), scene.values.get((term, b, a), 0.0))

    return (
        (scene.regard(a, b) + scene.regard(b, a)) / 2,
        either("dependence_economic"),
        either("dependence_security") - either("hostility"),
    )


def index(scene: Scene, of: tuple[float, float, float]) -> float:
    weights = [scene.numbers["measurement/strength"][f"{channel}_weight"] for channel in CHANNELS]
    return sum(weight * channel for weight, channel in zip(weights, of, strict=True)) / sum(weights)


def record(scene: Scene, given: Values) -> dict[tuple[str, str], float]:
    """Return what results keep of a month, by variable and label."""
    seen: dict[tuple[str, str], float] = {}
    for a, b in combinations(CAST, 2):
        of = channels(scene, a, b)
        seen["strength", f"{a}-{b}"] = index(scene, of)
        seen.update({(name, f"{a}-{b}"): channel for name, channel in zip(CHANNELS, of, strict=True)})
    for a, b in PAIRS:
        seen["alignment", f"{a}->{b}"] = scene.regard(a, b)
    for (term, *actors), value in scene.values.items():
        if term in PAIRWISE:
            seen[term, "->".join(actors)] = value
        elif term in STOCKS or not actors:
            seen["state", " ".join([term, *actors])] = value
    return seen | {("indicator", name): value for name, value in indicators(scene, given).items()}


def indicators(scene: Scene, given: Values) -> dict[str, float]:
    state = scene.values
    received = state["benefit_received", "russia", "dprk"]
    return {
        "arms_containers": state["arms_delivered", "dprk", "russia"],
        "benefit_received": received,
        "benefit_to_budget": received / scene.numbers["measurement/indicators"]["dprk_budget"],
        "arrears": state["arrears", "russia", "dprk"],
        "china_dprk_trade": given["trade", "china", "dprk"],
        "troops_in_russia": state["troops_abroad", "dprk", "russia"],
        "casualties": state["casualties", "dprk", "russia"],
        "deployment_acknowledged": scene.condition("disclosed"),
        "tumen_navigation_agreed": scene.condition("river_open"),
        "bloc_cohesion": state["cohesion", "bloc"],
    }
