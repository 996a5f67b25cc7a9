"""What moves any pair: habit, chance, answers, promises, threats, friends (7.3.1, 2, 9, 12, 13, 15)."""

from math import sqrt

from oracle.scene import CAST, PAIRS, Scene, Values, excess, lasting

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


def persistence(scene: Scene, _: Values) -> Values:
    number = scene.numbers["mechanisms/persistence"]
    fade = 0.5 ** (1 / number["half_life"]) - 1
    changes: Values = {}
    for a, b in PAIRS:
        level = scene.numbers.get(f"pairs/{a}->{b}", {}).get(
            "natural_level", number["natural_level_of_strangers"]
        )
        changes[lasting(a, b)] = number["rate"] * (level - scene.values["persistent", a, b])
        changes["transient", a, b] = fade * scene.values["transient", a, b]
    return changes


def disturbance(scene: Scene, _: Values) -> Values:
    number, luck = scene.numbers["mechanisms/disturbance"], scene.luck
    own, common = sqrt(1 - number["common"]), sqrt(number["common"])
    return {
        ("transient", a, b): number["size"]
        * (own * luck[f"disturbance/{a}->{b}"] + common * luck[f"disturbance/{a}"])
        for a, b in PAIRS
    }


def reciprocity(scene: Scene, given: Values) -> Values:
    number, changes = scene.numbers["mechanisms/reciprocity"], {}
    for a, b in PAIRS:
        changes[lasting(a, b)] = (
            number["convergence_rate"] * (scene.regard(b, a) - scene.regard(a, b))
            + number["support_gain"] * given.get(("support", b, a), 0.0)
            + number["expression_gain"] * given.get(("support", a, b), 0.0)
            - number["pressure_gain"] * scene.memory(b, a)
        )
    for a, b in PRESSURES:
        changes["hostility", a, b] = number["memory_rate"] * (given["pressure", a, b] - scene.memory(a, b))
    return changes


def commitment(scene: Scene, _: Values) -> Values:
    number, promised = scene.numbers["mechanisms/commitment"], scene.values
    purpose_lost = max(1 - scene.condition("war_intensity"), scene.condition("thaw"))
    changes = {lasting(a, b): number["gain"] * promised["commitment", a, b] for a, b in COMMITTED}
    for a, b in CONDITIONALLY:
        share = scene.numbers[f"pairs/{a}->{b}"]["conditionality"]
        lapsing = number["erosion_rate"] * share * purpose_lost
        changes["commitment", a, b] = -lapsing * promised["commitment", a, b]
    return changes


def common_threat(scene: Scene, _: Values) -> Values:
    gain = scene.numbers["mechanisms/threat"]["gain"]
    return {
        lasting(a, b): gain * sum(scene.memory(c, a) * scene.memory(c, b) for c in CAST) for a, b in PAIRS
    }


def dilemma(scene: Scene, _: Values) -> Values:
    """Return the fears of who has promised, and been promised in turn: to be left alone, or dragged along."""
    number, changes = scene.numbers["mechanisms/alliance"], {}
    for a, b in COMMITTED:
        bound, returned = scene.values["commitment", a, b], scene.values["commitment", b, a]
        pressed = max(scene.memory(c, a) for c in CAST)
        pressing = max(scene.memory(b, c) for c in CAST)
        changes[lasting(a, b)] = -(
            number["fear_of_abandonment"] * excess(bound, returned) * pressed
            + number["fear_of_entrapment"] * bound * pressing
        )
    return changes


def balance(scene: Scene, _: Values) -> Values:
    gain = scene.numbers["mechanisms/balance"]["gain"] / (len(CAST) - 2)
    return {
        lasting(a, b): gain * sum(scene.regard(a, c) * scene.regard(c, b) for c in CAST if c not in (a, b))
        for a, b in PAIRS
    }
