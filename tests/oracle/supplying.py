"""Who depends on whom, and what comes of it: dependence and autonomy (7.3.8, 14)."""

from collections.abc import Mapping
from typing import TypeAlias

from oracle.scene import Scene, Values, excess, lasting, saturating

Suppliers: TypeAlias = Mapping[str, tuple[str, ...]]

GOODS_FROM: Suppliers = {
    "dprk": ("russia", "china"),
    "russia": ("china", "bloc"),
    "china": ("russia", "bloc"),
    "bloc": ("russia", "china", "ukraine"),
    "ukraine": ("bloc",),
}
MONEY_FROM: Suppliers = {"dprk": ("russia", "china"), "ukraine": ("bloc",)}
SECURITY_FROM: Suppliers = {
    "dprk": ("russia", "china"),
    "russia": ("dprk",),
    "china": ("dprk",),
    "ukraine": ("bloc",),
}
SUPPLIERS = {
    "dependence_trade": GOODS_FROM,
    "dependence_fiscal": MONEY_FROM,
    "dependence_security": SECURITY_FROM,
}
OWN = {
    "dependence_trade": "other_imports",
    "dependence_fiscal": "own_revenue",
    "dependence_security": "own_security",
}


def dependence(scene: Scene, given: Values) -> Values:
    number = scene.numbers["mechanisms/dependence"]
    changes: Values = {}
    for term, suppliers in SUPPLIERS.items():
        rate = number["security_rate" if term == "dependence_security" else "economic_rate"]
        for a, of_a in suppliers.items():
            for b in of_a:
                target = share(scene, given, term, a, b)
                changes[term, a, b] = rate * (target - scene.values[term, a, b])
    return changes


def share(scene: Scene, given: Values, term: str, a: str, b: str) -> float:
    """Return the share that b supplies this month of what a has of goods, money or security."""
    supply = {c: supplied(scene, given, term, c, a) for c in SUPPLIERS[term][a]}
    return supply[b] / (scene.numbers[f"actors/{a}"][OWN[term]] + sum(supply.values()))


def supplied(scene: Scene, given: Values, term: str, giver: str, receiver: str) -> float:
    def flow(name: str) -> float:
        return given.get((name, giver, receiver), 0.0)

    if term == "dependence_trade":
        return flow("trade")
    if term == "dependence_fiscal":
        return flow("payment") + flow("aid")
    number = scene.numbers["mechanisms/dependence"]
    promised = scene.values.get(("commitment", giver, receiver), 0.0)
    armed = number["arms_weight"] * saturating(flow("arms"), number["arms_half"])
    return promised + flow("military_aid") + armed


def interest(scene: Scene, given: Values) -> Values:
    """Return what goods are worth to who gets them, and how who is deprived of them turns to others."""
    number, term = scene.numbers["mechanisms/dependence"], "dependence_trade"
    changes: Values = {}
    for a, suppliers in GOODS_FROM.items():
        for b in suppliers:
            others = [c for c in suppliers if c != b]
            options = number["outside_options"] * sum(scene.reliance(a, c) for c in others)
            missing = sum(excess(scene.values[term, a, c], share(scene, given, term, a, c)) for c in others)
            changes[lasting(a, b)] = (
                number["gain"] * scene.values[term, a, b] / (1 + options) + number["extension_gain"] * missing
            )
    return changes


def autonomy(scene: Scene, _: Values) -> Values:
    number, changes = scene.numbers["mechanisms/autonomy"], {}
    for a, suppliers in GOODS_FROM.items():
        weight = {b: excess(scene.reliance(a, b), number["comfort"]) for b in suppliers}
        for b in suppliers:
            elsewhere = sum(weight[c] for c in suppliers if c != b)
            hedging = number["hedging"] * (1 + scene.regard(a, b)) / 2 * elsewhere
            changes[lasting(a, b)] = hedging - number["unease"] * weight[b]
    return changes
