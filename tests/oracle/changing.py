"""How a month changes the state: section "Changes" of docs/model.md, for one history."""

from oracle.scene import PAIRS, Scene, Values, excess, saturating

# who depends on whom: the suppliers of each actor
INCOME_FROM = {
    "dprk": ("russia", "china"),
    "russia": ("china", "bloc"),
    "china": ("russia", "bloc"),
    "bloc": ("russia", "china", "ukraine"),
    "ukraine": ("bloc",),
}
SECURITY_FROM = {"dprk": ("russia", "china"), "russia": ("dprk",), "china": ("dprk",), "ukraine": ("bloc",)}
PRESSURES = (
    ("dprk", "bloc"),
    ("russia", "ukraine"),
    ("russia", "bloc"),
    ("china", "bloc"),
    ("bloc", "dprk"),
    ("bloc", "russia"),
    ("bloc", "china"),
    ("ukraine", "russia"),
    ("ukraine", "dprk"),
)
COMMITTED = (("dprk", "russia"), ("dprk", "china"), ("russia", "dprk"), ("china", "dprk"))
CONDITIONALLY = (("dprk", "russia"), ("russia", "dprk"))


def after(scene: Scene, given: Values) -> Values:
    """Return the state at the end of the month."""
    changed = {**scene.values}
    for a, b in PAIRS:
        changed["persistent", a, b] += everyday(scene, given, a, b)
        changed["transient", a, b] += fleeting(scene, a, b)
    for special in (bargain, alarm, rivalry, admission, passage):
        for (a, b), change in special(scene, given).items():
            changed["persistent", a, b] += change
    for part in (dependence, memories, promises, war, ledger, contingent, cohesion, openings):
        for key, change in part(scene, given).items():
            changed[key] += change
    return changed


def everyday(scene: Scene, given: Values, a: str, b: str) -> float:
    """Return what moves the lasting alignment in any pair: reversion, reciprocity, interest, commitment."""
    commitment = scene.values.get(("commitment", a, b), 0.0)
    return (
        reversion(scene, a, b)
        + reciprocity(scene, given, a, b)
        + interest(scene, a, b)
        + scene.numbers["mechanisms/commitment"]["gain"] * commitment
    )


def fleeting(scene: Scene, a: str, b: str) -> float:
    half_life = scene.numbers["mechanisms/persistence"]["half_life"]
    jolt = scene.numbers["mechanisms/disturbance"]["size"] * scene.luck[f"disturbance/{a}->{b}"]
    return scene.values["transient", a, b] * (0.5 ** (1 / half_life) - 1) + jolt


def reversion(scene: Scene, a: str, b: str) -> float:
    number = scene.numbers["mechanisms/persistence"]
    strangers = number["natural_level_of_strangers"]
    level = scene.numbers.get(f"pairs/{a}->{b}", {}).get("natural_level", strangers)
    return number["rate"] * (level - scene.values["persistent", a, b])


def reciprocity(scene: Scene, given: Values, a: str, b: str) -> float:
    number = scene.numbers["mechanisms/reciprocity"]
    return (
        number["convergence_rate"] * (scene.regard(b, a) - scene.regard(a, b))
        + number["support_gain"] * given.get(("support", b, a), 0.0)
        + number["expression_gain"] * given.get(("support", a, b), 0.0)
        - number["pressure_gain"] * scene.values.get(("hostility", b, a), 0.0)
    )


def interest(scene: Scene, a: str, b: str) -> float:
    if b not in INCOME_FROM[a]:
        return 0.0
    number = scene.numbers["mechanisms/dependence"]
    others = sum(scene.values["dependence_economic", a, c] for c in INCOME_FROM[a] if c != b)
    own = scene.values["dependence_economic", a, b]
    return number["gain"] * own / (1 + number["outside_options"] * others)


def bargain(scene: Scene, given: Values) -> Values:
    """Return what arms, payment, arrears and want of shells do to the two who trade them."""
    number, need_gain = scene.numbers["mechanisms/exchange"], scene.numbers["mechanisms/war"]["need_gain"]
    paid = saturating(given["payment", "russia", "dprk"], number["payment_half"])
    owed = saturating(scene.values["arrears", "russia", "dprk"], number["arrears_half"])
    delivered = saturating(given["arms", "dprk", "russia"], number["delivery_half"])
    return {
        ("dprk", "russia"): number["payment_gain"] * paid - number["grievance"] * owed,
        ("russia", "dprk"): (
            number["delivery_gain"] * delivered + need_gain * scene.values["demand", "russia"]
        ),
    }


def alarm(scene: Scene, _: Values) -> Values:
    number = scene.numbers["mechanisms/integration"]
    gained = excess(scene.values["cohesion", "bloc"], number["rest"])
    return {
        ("dprk", "bloc"): -number["threat"] * gained,
        ("russia", "bloc"): -number["threat"] * gained,
        ("china", "dprk"): -number["cost_to_neighbour"] * gained,
        ("china", "russia"): -number["cost_to_neighbour"] * gained,
    }


def rivalry(scene: Scene, _: Values) -> Values:
    number = scene.numbers["mechanisms/rivalry"]
    to_russia, to_china = scene.regard("dprk", "russia"), scene.regard("dprk", "china")
    in_beijing = scene.numbers["pairs/china->dprk"]["jealousy"] * excess(to_russia, number["tolerated"])
    in_moscow = scene.numbers["pairs/russia->dprk"]["jealousy"] * excess(to_china, number["tolerated"])
    return {
        ("dprk", "china"): -number["coupling"] * excess(to_russia, 0),
        ("dprk", "russia"): -number["coupling"] * excess(to_china, 0),
        ("china", "dprk"): -in_beijing,
        ("china", "russia"): -number["patron_share"] * in_beijing,
        ("russia", "dprk"): -in_moscow,
        ("russia", "china"): -number["patron_share"] * in_moscow,
    }


def admission(scene: Scene, given: Values) -> Values:
    number, revealed = scene.numbers["mechanisms/covert"], openings(scene, given)["disclosed",]
    return {
        ("dprk", "russia"): number["solidarity"] * revealed,
        ("russia", "dprk"): number["honour"] * revealed,
        ("bloc", "dprk"): -number["outrage"] * revealed,
        ("ukraine", "dprk"): -number["outrage"] * revealed,
    }


def passage(scene: Scene, _: Values) -> Values:
    number, is_open = scene.numbers["mechanisms/veto"], scene.condition("river_open")
    return {
        ("china", "dprk"): number["gain"] * is_open,
        ("china", "russia"): number["gain"] * is_open,
        ("dprk", "china"): number["goodwill"] * is_open,
        ("russia", "china"): number["goodwill"] * is_open,
        ("bloc", "china"): -number["worry"] * is_open,
    }


def dependence(scene: Scene, given: Values) -> Values:
    number, state = scene.numbers["mechanisms/dependence"], scene.values
    changes: Values = {}
    for a, suppliers in INCOME_FROM.items():
        supply = {b: given.get(("trade", b, a), 0.0) + given.get(("payment", b, a), 0.0) for b in suppliers}
        income = scene.numbers[f"actors/{a}"]["other_income"] + sum(supply.values())
        for b in suppliers:
            key = ("dependence_economic", a, b)
            changes[key] = number["economic_rate"] * (supply[b] / income - state[key])
    for a, suppliers in SECURITY_FROM.items():
        supply = {b: protection(scene, given, b, a) for b in suppliers}
        security = scene.numbers[f"actors/{a}"]["own_security"] + sum(supply.values())
        for b in suppliers:
            key = ("dependence_security", a, b)
            changes[key] = number["security_rate"] * (supply[b] / security - state[key])
    return changes


def protection(scene: Scene, given: Values, giver: str, receiver: str) -> float:
    number = scene.numbers["mechanisms/dependence"]
    promised = scene.values.get(("commitment", giver, receiver), 0.0)
    arms = saturating(given.get(("arms", giver, receiver), 0.0), number["arms_half"])
    return promised + given.get(("military_aid", giver, receiver), 0.0) + number["arms_weight"] * arms


def memories(scene: Scene, given: Values) -> Values:
    rate = scene.numbers["mechanisms/reciprocity"]["memory_rate"]
    return {
        ("hostility", a, b): rate * (given["pressure", a, b] - scene.values["hostility", a, b])
        for a, b in PRESSURES
    }


def promises(scene: Scene, _: Values) -> Values:
    rate = scene.numbers["mechanisms/commitment"]["erosion_rate"]
    purpose_lost = max(1 - scene.condition("war_intensity"), scene.condition("thaw"))
    changes: Values = {}
    for a, b in CONDITIONALLY:
        share = scene.numbers[f"pairs/{a}->{b}"]["conditionality"]
        changes["commitment", a, b] = -rate * share * purpose_lost * scene.values["commitment", a, b]
    return changes


def war(scene: Scene, given: Values) -> Values:
    number, fighting = scene.numbers["mechanisms/war"], scene.condition("war_intensity")
    used, support = scene.values["depletion", "russia"], scene.condition("western_support")
    resistance = 1 - number["support_share"] * (1 - support)
    imports = saturating(given["arms", "dprk", "russia"], number["relief_half"])
    recovery = number["rebuild"] + number["relief"] * imports
    wanted = fighting * (1 + number["demand_half"]) * saturating(used, number["demand_half"])
    return {
        ("depletion", "russia"): number["burn"] * fighting * resistance * (1 - used) - recovery * used,
        ("demand", "russia"): wanted - scene.values["demand", "russia"],
    }


def ledger(scene: Scene, given: Values) -> Values:
    number = scene.numbers["mechanisms/exchange"]
    arms, paid = given["arms", "dprk", "russia"], given["payment", "russia", "dprk"]
    due = number["price"] * arms + number["wage"] * scene.values["troops_abroad", "dprk", "russia"]
    return {
        ("arms_delivered", "dprk", "russia"): arms,
        ("arrears", "russia", "dprk"): due - paid,
        ("benefit_received", "russia", "dprk"): paid,
    }


def contingent(scene: Scene, given: Values) -> Values:
    number, fighting = scene.numbers["mechanisms/deployment"], scene.condition("war_intensity")
    soldiers = scene.values["troops_abroad", "dprk", "russia"]
    lost = number["loss_rate"] * fighting * soldiers
    home = (number["rotation"] * fighting + number["withdrawal"] * (1 - fighting)) * soldiers
    return {
        ("troops_abroad", "dprk", "russia"): given["troops", "dprk", "russia"] - lost - home,
        ("casualties", "dprk", "russia"): lost,
        ("returned", "dprk", "russia"): home,
    }


def cohesion(scene: Scene, given: Values) -> Values:
    number, now = scene.numbers["mechanisms/integration"], scene.values["cohesion", "bloc"]
    closeness = excess((scene.regard("dprk", "russia") + scene.regard("russia", "dprk")) / 2, 0)
    push = number["reaction"] * closeness + number["drilling"] * given["exercises", "bloc", "dprk"]
    return {("cohesion", "bloc"): push * (1 - now) - number["fatigue"] * (now - number["rest"])}


def openings(scene: Scene, given: Values) -> Values:
    """Return the steps of the two flags that decisions raise, each for good."""
    consent = given["access", "dprk", "china"] == given["access", "russia", "china"] == 1
    admits = given["acknowledgement", "dprk", "russia"] == 1
    return {
        ("river_open",): 1 - scene.condition("river_open") if consent else 0.0,
        ("disclosed",): 1 - scene.condition("disclosed") if admits else 0.0,
    }
