"""What is read off the state: section "Measurement" of docs/model.md, for one history."""

from itertools import combinations
from math import exp, factorial

from oracle.scene import CAST, PAIRS, Scene, Values, union

CHANNELS = ("political", "economic", "security")
PAIRWISE = ("dependence_trade", "dependence_fiscal", "dependence_security", "commitment")
STOCKS = ("depletion", "demand", "cohesion")
MESSAGE_MONTHS = {
    ("dprk", "russia"): (1, 5, 6, 10),
    ("russia", "dprk"): (9,),
    ("dprk", "china"): (1, 9, 10),
    ("china", "dprk"): (1, 9, 10),
}
VISIT_MONTHS = (9, 10)
ROLLED = (
    *("arms_reported", "benefit_reported", "china_dprk_trade_reported", "public_regard china->dprk"),
    *(f"{kind} {a}->{b}" for kind in ("leader_messages", "senior_visits") for a, b in MESSAGE_MONTHS),
    *(f"leader_meetings {dyad}" for dyad in ("dprk-russia", "dprk-china", "russia-china")),
    *(f"leader_meetings {dyad}" for dyad in ("dprk-bloc", "russia-bloc", "russia-ukraine")),
    *("missile_tests", "icbm_tests", "trilateral_exercises", "sanctions_reports"),
    "further_dispatch_announced",
)


def channels(scene: Scene, a: str, b: str) -> tuple[float, float, float]:
    def either(term: str) -> float:
        return union(scene.values.get((term, a, b), 0.0), scene.values.get((term, b, a), 0.0))

    return (
        (scene.regard(a, b) + scene.regard(b, a)) / 2,
        union(scene.reliance(a, b), scene.reliance(b, a)),
        either("dependence_security") - either("hostility"),
    )


def index(scene: Scene, of: tuple[float, float, float]) -> float:
    weights = [scene.numbers["measurement/strength"][f"{channel}_weight"] for channel in CHANNELS]
    return sum(weight * channel for weight, channel in zip(weights, of, strict=True)) / sum(weights)


def record(scene: Scene, given: Values, month: int) -> dict[tuple[str, str], float]:
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
    return seen | {("indicator", name): value for name, value in everything_seen(scene, given, month).items()}


def everything_seen(scene: Scene, given: Values, month: int) -> dict[str, float]:
    return {**levels(scene, given), **reports(scene, given), **counts(scene, given, month)}


def levels(scene: Scene, given: Values) -> dict[str, float]:
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
        "nuclear_help": scene.condition("nuclear_help"),
        "group_tours_resumed": scene.condition("tours_open"),
        "passenger_traffic_resumed": scene.condition("passengers_open"),
        "bridge_opened": scene.condition("bridge_open"),
        "ceasefire_in_force": float(
            scene.condition("war_intensity") < scene.numbers["measurement/indicators"]["ceasefire_below"]
        ),
    }


def reports(scene: Scene, given: Values) -> dict[str, float]:
    number = scene.numbers["measurement/indicators"]
    reported = {
        "arms_reported": (scene.values["arms_delivered", "dprk", "russia"], "share_of_arms_known"),
        "benefit_reported": (scene.values["benefit_received", "russia", "dprk"], "share_of_benefit_known"),
        "china_dprk_trade_reported": (given["trade", "china", "dprk"], "share_of_trade_known"),
    }
    seen = {
        name: number[share] * amount * exp(number["error_of_reports"] * scene.luck[f"indicator/{name}"])
        for name, (amount, share) in reported.items()
    }
    customary, words = number["formula_of_friendship"], "public_regard china->dprk"
    said = customary + number["candour"] * (scene.regard("china", "dprk") - customary)
    said += number["error_of_words"] * scene.luck[f"indicator/{words}"]
    return {**seen, words: min(max(said, -1.0), 1.0)}


def counts(scene: Scene, given: Values, month: int) -> dict[str, float]:
    """Return what is counted: name to (yearly rate, exponent, exposure, most)."""
    number, calendar = scene.numbers["measurement/indicators"], month % 12 + 1
    border, known = scene.condition("border_open"), number["publicity"]

    def rate(kind: str, a: str, b: str) -> float:
        return scene.numbers[f"pairs/{a}->{b}"][f"{kind}_rate"]

    def lively(receiver: str, months: tuple[int, ...]) -> float:
        feast = number["celebration_jump"] * scene.condition("celebration") if receiver == "dprk" else 0
        return 1 + feast + (number["anniversary_jump"] if calendar in months else 0)

    seen: dict[str, tuple[float, float, float, int]] = {}
    for (a, b), months in MESSAGE_MONTHS.items():
        mutual = (scene.regard(a, b) + scene.regard(b, a)) / 2
        wish = number["message_gain"] * scene.regard(a, b)
        seen[f"leader_messages {a}->{b}"] = (rate("message", a, b), wish, known * lively(b, months), 12)
        guests = known * border * lively(b, VISIT_MONTHS if b == "dprk" else ())
        seen[f"senior_visits {a}->{b}"] = (rate("visit", a, b), number["visit_gain"] * mutual, guests, 12)
    for a, b, way in (("dprk", "russia", border), ("dprk", "china", border), ("russia", "china", 1.0)):
        mutual = (scene.regard(a, b) + scene.regard(b, a)) / 2
        seen[f"leader_meetings {a}-{b}"] = (rate("meeting", a, b), number["meeting_gain"] * mutual, way, 6)
    for a, b, move in (
        ("dprk", "bloc", scene.condition("talks")),
        ("russia", "bloc", scene.condition("thaw")),
        ("russia", "ukraine", 1 - scene.condition("war_intensity")),
    ):
        seen[f"leader_meetings {a}-{b}"] = (rate("meeting", a, b), number["summit_gain"] * move, 1.0, 4)
    tests, drills = given["pressure", "dprk", "bloc"], given["exercises", "bloc", "dprk"]
    sent_openly = scene.condition("disclosed") * given["troops", "dprk", "russia"]
    seen["missile_tests"] = (number["missile_test_rate"], 0, tests, 12)
    seen["icbm_tests"] = (number["icbm_test_rate"], 0, tests, 4)
    seen["trilateral_exercises"] = (number["exercise_rate"], 0, drills, 6)
    seen["sanctions_reports"] = (number["report_rate"], 0, scene.condition("enforcement"), 4)
    seen["further_dispatch_announced"] = (number["announcement_rate"], 0, sent_openly, 4)
    return {
        name: drawn(scene.luck[f"indicator/{name}"], yearly / 12 * exp(wish) * exposure, most)
        for name, (yearly, wish, exposure, most) in seen.items()
    }


def drawn(luck: float, rate: float, most: int) -> float:
    """Return the smallest number whose Poisson probability, with all below it, passes the luck."""
    for number in range(most):
        if luck < sum(exp(-rate) * rate**k / factorial(k) for k in range(number + 1)):
            return float(number)
    return float(most)
